import { GleanerError } from '#lib/core/errors.ts';

/** Lines of UTF-8, each ended by LF, as they come. @throws GleanerError `invalid_data` for other text, or a line too long */
export async function* linesOf(stream: ReadableStream<Uint8Array>, maxLength: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (error) {
      throw new GleanerError('invalid_data', 'no UTF-8', error);
    }
  };
  let waiting: string[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const text = decode(chunk);
    let from = 0;
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      yield waiting.join('') + text.slice(from, to);
      waiting = [];
      length = 0;
      from = to + 1;
    }
    length += text.length - from;
    if (length > maxLength) throw new GleanerError('invalid_data', 'a line too long');
    waiting.push(text.slice(from));
  }
  if (waiting.join('') + decode() !== '') throw new GleanerError('invalid_data', 'the last line has no end');
}
