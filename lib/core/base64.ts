/** The bytes that a base64 text stands for. @throws DOMException where it is none */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  // A loop: `Uint8Array.from` with a callback takes ten times as long, and the user is waiting.
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
