/** Bytes that grow while they are written. */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  /** @param expected About how many there will be: growing copies what was written. */
  constructor(expected = 1024) {
    this.#bytes = new Uint8Array(Math.max(16, expected));
  }

  get length(): number {
    return this.#length;
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow();
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  /** A whole number from 0, seven bits a byte, the lowest first; the top bit says that more follow (LEB128). */
  number(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** All that was written, in an array of its own. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Whole numbers below 2³² that grow while they are written. */
export class NumberWriter {
  #numbers = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length] = value;
    this.#length += 1;
  }

  at(index: number): number {
    return this.#numbers[index] ?? 0;
  }

  /** Changes what was written before. */
  set(index: number, value: number): void {
    this.#numbers[index] = value;
  }

  /** All that was written, in an array of its own. */
  toNumbers(): Uint32Array<ArrayBuffer> {
    return this.#numbers.slice(0, this.#length);
  }
}

/** Texts that are put together while they are written, some at a time: joining very many at once takes long. */
export class TextWriter {
  static readonly #AT_ONCE = 8_192;
  readonly #joined: string[] = [];
  #texts: string[] = [];
  #length = 0;

  /** UTF-16 units so far. */
  get length(): number {
    return this.#length;
  }

  push(text: string): void {
    this.#texts.push(text);
    this.#length += text.length;
    if (this.#texts.length === TextWriter.#AT_ONCE) this.#join();
  }

  toText(): string {
    this.#join();
    return this.#joined.join('');
  }

  #join(): void {
    this.#joined.push(this.#texts.join(''));
    this.#texts = [];
  }
}
