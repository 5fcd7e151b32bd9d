import { byCode } from './order.ts';

/** JSON on one line, with the properties of objects in the order of their names: same data, same text. */
export function stableJson(value: object): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => byCode(a, b))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
