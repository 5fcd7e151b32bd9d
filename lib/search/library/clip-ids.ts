const BYTES = 16;

function nibbles(id: string): string {
  return id.replaceAll('-', '');
}

/** Writes a UUID's 16 bytes. */
export function packId(id: string, into: Uint8Array, at: number): void {
  const hex = nibbles(id);
  for (let byte = 0; byte < BYTES; byte += 1) into[at + byte] = Number.parseInt(hex.slice(byte * 2, byte * 2 + 2), 16);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function unpackId(bytes: Uint8Array, at: number): string {
  let hex = '';
  for (let byte = at; byte < at + BYTES; byte += 1) hex += HEX[bytes[byte] ?? 0];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * The ids of many clips, in order, at 16 bytes each: a hundred thousand of them cross from a worker to a page without a
 * copy. An id may stand in it more than once, where clips are grouped by what they can have several of.
 */
export class ClipIds {
  static readonly NONE = new ClipIds(new Uint8Array());

  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Made when it is first asked for. */
  #set: ReadonlySet<string> | undefined;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
  }

  static from(ids: readonly string[]): ClipIds {
    const bytes = new Uint8Array(ids.length * BYTES);
    for (const [index, id] of ids.entries()) packId(id, bytes, index * BYTES);
    return new ClipIds(bytes);
  }

  get length(): number {
    return this.bytes.length / BYTES;
  }

  /** Undefined beyond either end. */
  at(index: number): string | undefined {
    return index >= 0 && index < this.length ? unpackId(this.bytes, index * BYTES) : undefined;
  }

  slice(from: number, to: number): string[] {
    const ids: string[] = [];
    for (let index = Math.max(0, from); index < Math.min(to, this.length); index += 1) {
      ids.push(unpackId(this.bytes, index * BYTES));
    }
    return ids;
  }

  /** The first place of an id at or after `from`; -1 for none. */
  indexOf(id: string, from = 0): number {
    const sought = new Uint8Array(BYTES);
    packId(id, sought, 0);
    // The end of an id differs most: its beginning is a time.
    for (let index = Math.max(0, from); index < this.length; index += 1) {
      const at = index * BYTES;
      let byte = BYTES - 1;
      while (byte >= 0 && this.bytes[at + byte] === sought[byte]) byte -= 1;
      if (byte < 0) return index;
    }
    return -1;
  }

  has(id: string): boolean {
    return this.#each().has(id);
  }

  /** All of them, each once. */
  toArray(): string[] {
    return [...this.#each()];
  }

  #each(): ReadonlySet<string> {
    this.#set ??= new Set(this.slice(0, this.length));
    return this.#set;
  }
}
