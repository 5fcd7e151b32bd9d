import type { TableName } from '#lib/core/migrations.ts';

/** A row that is not what a row of its table is, or whose file is not what it says; `row` is absent where it cannot be read. */
export type DamagedRow = { table: TableName; id: string; why: string; row?: Record<string, unknown> };

/** The bytes of a Blob in base64. @throws DOMException where the browser has lost them */
function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => resolve(String(reader.result).replace(/^.*?,/, ''));
    reader.readAsDataURL(blob);
  });
}

async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Blob) {
    const what = { type: value.type, bytes: value.size };
    try {
      return { $blob: { ...what, base64: await base64Of(value) } };
    } catch {
      return { $blob: { ...what, lost: true } };
    }
  }
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  const entries = Object.entries(value).map(async ([key, each]) => [key, await plain(each)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** All that is left of a damaged row, on one line of JSON: its files are in it, as far as they can be read. */
export async function damagedLine({ table, id, why, row }: DamagedRow): Promise<string> {
  try {
    return JSON.stringify({ table, id, why, row: await plain(row) });
  } catch (error) {
    return JSON.stringify({ table, id, why: `${why} · ${String(error)}` });
  }
}
