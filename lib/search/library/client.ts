import { proxy, type Remote, wrap } from 'comlink';
import type { Clip } from '#lib/core/schema/clip.ts';
import { clipsByIds } from '#lib/db/clips.ts';
import { ClipIds } from './clip-ids.ts';
import type { IndexProgress, LibraryIndex } from './library-index.ts';
import type { Answer, Facets, Question } from './question.ts';

const HAN = /\p{Script=Han}/u;
let traditional: Promise<unknown> | undefined;

/** What marks Chinese in either script. Where it cannot be had, each script is marked for itself. */
function traditionalToo(): Promise<unknown> {
  traditional ??= import('#lib/search/traditional.ts').catch(() => {
    traditional = undefined;
  });
  return traditional;
}

/** So many fill the window in most lists. */
const FIRST = 20;

/**
 * An answer, and what it is the answer to: the page may have asked something else since. With the rows of its first clips,
 * which are shown at once: to read them when they are found to be in sight would take twice as long.
 */
export type Answered = Answer & { question: Question; first: readonly Clip[] };

/** What a page of the library asks of its index. */
export type LibraryClient = {
  ask(question: Question): Promise<Answered>;
  /** Has the answer looked for that will be asked for in a moment. */
  askAhead(question: Question): void;
  facets(projectId: string | undefined): Promise<Facets>;
  /** Makes the whole index anew. Resolves when it is there. */
  rebuild(): Promise<void>;
  /** Runs when answers may have become others. @returns what ends that. */
  subscribe(listener: () => void): () => void;
  /** How far an index that is being made has come. */
  progress(): IndexProgress | undefined;
};

/** The index as it is reached from a page. Ids cross as the bytes that they are. */
export function libraryClient(worker: Worker): LibraryClient {
  const index: Remote<LibraryIndex> = wrap<LibraryIndex>(worker);
  const listeners = new Set<() => void>();
  let progress: IndexProgress | undefined;
  /** As long as nothing changes; more than one part of a page asks. */
  const counted = new Map<string | undefined, Promise<Facets>>();
  let ahead: { key: string; answer: Promise<Answered> } | undefined;
  void index.subscribe(
    proxy((next: IndexProgress | undefined) => {
      progress = next;
      ahead = undefined;
      counted.clear();
      for (const listener of listeners) listener();
    }),
  );
  async function find(question: Question): Promise<Answered> {
    const { ids, ...answer } = await index.ask(question);
    if (answer.words.some((word) => HAN.test(word))) await traditionalToo();
    const found = new ClipIds(ids.bytes);
    const first = await clipsByIds([...new Set(found.slice(0, FIRST))]);
    return { ...answer, ids: found, question, first };
  }
  return {
    ask(question) {
      if (ahead?.key !== JSON.stringify(question)) return find(question);
      const { answer } = ahead;
      ahead = undefined;
      return answer;
    },
    askAhead(question) {
      ahead = { key: JSON.stringify(question), answer: find(question) };
      // Whoever asks is told.
      ahead.answer.catch(() => undefined);
    },
    facets(projectId) {
      const known = counted.get(projectId);
      if (known) return known;
      const asked = index.facets(projectId);
      counted.set(projectId, asked);
      asked.catch(() => {
        if (counted.get(projectId) === asked) counted.delete(projectId);
      });
      return asked;
    },
    rebuild: () => index.rebuild(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    progress: () => progress,
  };
}
