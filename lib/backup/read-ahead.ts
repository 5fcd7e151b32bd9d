/** A disk answers many as quickly as one; what has been read is in memory until it is taken. */
const MAX_WAITING = 12;
const MAX_BYTES = 32 * 2 ** 20;

/**
 * What `read` makes of each item, in order: while one result is used, those after it are being read. At least one is
 * read, and of others as many as there is room for.
 * @param bytesOf how much memory the result takes.
 */
export async function* readAhead<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  read: (item: Item) => Promise<Result>,
  bytesOf: (item: Item) => number,
): AsyncGenerator<Result> {
  const waiting: { result: Promise<Result>; bytes: number }[] = [];
  let bytes = 0;
  for await (const item of items) {
    const size = bytesOf(item);
    while (waiting.length > 0 && (waiting.length >= MAX_WAITING || bytes + size > MAX_BYTES)) {
      const next = waiting.shift();
      if (!next) break;
      yield await next.result;
      bytes -= next.bytes;
    }
    const result = read(item);
    // Whoever takes it hears of it; one that nobody takes any more is no loss.
    result.catch(() => undefined);
    waiting.push({ result, bytes: size });
    bytes += size;
  }
  for (const { result } of waiting) yield await result;
}
