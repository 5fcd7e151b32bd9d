import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 of bytes in memory, as lower-case hex. */
export async function sha256(bytes: BufferSource): Promise<string> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
