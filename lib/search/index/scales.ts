import type { EngineNames, Named } from './engine.ts';
import { read } from './facts.ts';
import type { Names } from './names.ts';
import type { Rows } from './rows.ts';

/** What clips can be sorted by besides when they were made or changed. */
export type Scaled =
  | 'type'
  | 'sentiment'
  | 'importance'
  | 'method'
  | 'about'
  | 'tags'
  | 'project'
  | 'source'
  | 'occurred';

/** Where each row stands by what it says. */
export type Scale = {
  /** The highest place that there is. */
  size: number;
  /** From 1; 0 for a row that says nothing. */
  place(row: number): number;
};

const NOTHING: Scale = { size: 0, place: () => 0 };

/** The places of rows, or of the numbers that names have. */
type Placed = { size: number; places: Uint32Array };

type NamedById = ReadonlyMap<string, Named>;
type Alphabet = NonNullable<EngineNames['alphabet']>;

/** Of names as they are now, each by its id; names change seldom, and each letter of a search sorts. */
const ranked = new WeakMap<NamedById, ReadonlyMap<string, number>>();

/** The place of each of what has a name, by its id, from 1. Of two that are called the same, each stays together. */
function ranksOf(named: NamedById, alphabet: Alphabet): ReadonlyMap<string, number> {
  const before = ranked.get(named);
  if (before) return before;
  const all = [...new Map([...named.values()].map((one) => [one.id, one])).values()];
  const places = alphabet.placesOf(all.map(({ name }) => name));
  const place = ({ name }: Named) => places.get(name) ?? 0;
  all.sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
  const ranks = new Map(all.map(({ id }, at) => [id, at + 1]));
  ranked.set(named, ranks);
  return ranks;
}

/** By the number of an id, the place of the name that it has today; 0 for what has none any more. */
function namedPlaces(named: NamedById | undefined, names: Names, alphabet: Alphabet | undefined): Placed | undefined {
  if (!named || !alphabet) return undefined;
  const ranks = ranksOf(named, alphabet);
  const places = new Uint32Array(names.size);
  for (const [id, meant] of named) {
    const number = names.find(id);
    if (number) places[number] = ranks.get(meant.id) ?? 0;
  }
  return { size: ranks.size, places };
}

function scaleOfColumn(values: Uint32Array, placed: Placed | undefined): Scale {
  if (!placed) return NOTHING;
  const { size, places } = placed;
  return { size, place: (row) => places[values[row] ?? 0] ?? 0 };
}

/** By the first tag that a clip shows. */
function scaleOfTags({ tags, tagEnds }: Rows, placed: Placed | undefined): Scale {
  if (!placed) return NOTHING;
  const { size, places } = placed;
  return {
    size,
    place(row) {
      const end = tagEnds[row] ?? 0;
      for (let at = row === 0 ? 0 : (tagEnds[row - 1] ?? 0); at < end; at += 1) {
        const place = places[tags[at] ?? 0] ?? 0;
        if (place > 0) return place;
      }
      return 0;
    },
  };
}

/** The same as long as no clip changes. */
const sites = new WeakMap<Rows, Placed>();

/** By the number of what a site calls itself. */
function sitePlaces(rows: Rows, names: Names, alphabet: Alphabet): Placed {
  const before = sites.get(rows);
  if (before) return before;
  const isSite = new Uint8Array(names.size);
  for (let row = 0; row < rows.size; row += 1) isSite[rows.sites[row] ?? 0] = 1;
  const numbers: number[] = [];
  for (let number = 1; number < isSite.length; number += 1) if (isSite[number]) numbers.push(number);
  const known = alphabet.placesOf(numbers.map((number) => names.name(number)));
  const places = new Uint32Array(names.size);
  for (const number of numbers) places[number] = known.get(names.name(number)) ?? 0;
  const placed = { size: alphabet.size, places };
  sites.set(rows, placed);
  return placed;
}

const times = new WeakMap<Rows, Placed>();

/** By row, the place of when it was said among all such times. */
function timePlaces(rows: Rows): Placed {
  const before = times.get(rows);
  if (before) return before;
  const said = rows.occurredAt.filter((at) => at >= 0).sort();
  let size = 0;
  for (const at of said) {
    if (size > 0 && said[size - 1] === at) continue;
    said[size] = at;
    size += 1;
  }
  const places = Uint32Array.from(rows.occurredAt, (at) => (at < 0 ? 0 : placeIn(said, size, at)));
  const placed = { size, places };
  times.set(rows, placed);
  return placed;
}

/** The place, from 1, of a number among `size` that ascend, by halves. */
function placeIn(sorted: Float64Array, size: number, sought: number): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < sought) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/** Where rows stand by one of the things that they say; nowhere, where names are needed of which nothing is known. */
export function scaleOf(by: Scaled, rows: Rows, names: Names, known: EngineNames): Scale {
  const { facts } = rows;
  const { alphabet } = known;
  switch (by) {
    case 'type':
      return { size: 7, place: (row) => read.typeNumber(facts[row] ?? 0) };
    case 'sentiment':
      return { size: 3, place: (row) => (read.sentiment(facts[row] ?? 0) ?? -2) + 2 };
    case 'importance':
      return { size: 4, place: (row) => read.importance(facts[row] ?? 0) + 1 };
    case 'method':
      return { size: 15, place: (row) => read.methodNumber(facts[row] ?? 0) };
    case 'about':
      return scaleOfColumn(rows.actors, namedPlaces(known.actors, names, alphabet));
    case 'project':
      return scaleOfColumn(rows.projects, namedPlaces(known.projects, names, alphabet));
    case 'tags':
      return scaleOfTags(rows, namedPlaces(known.tags, names, alphabet));
    case 'source':
      return alphabet ? scaleOfColumn(rows.sites, sitePlaces(rows, names, alphabet)) : NOTHING;
    case 'occurred': {
      const { size, places } = timePlaces(rows);
      return { size, place: (row) => places[row] ?? 0 };
    }
  }
}
