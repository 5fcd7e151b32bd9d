import type { Asset } from '#lib/core/schema/asset.ts';
import { ownAssetIds } from '#lib/core/shown-assets.ts';
import { safeFileName } from '#lib/export/file-name.ts';
import { documentTitle } from '#lib/export/findings-document.ts';
import { type ExportFormat, throwIfCancelled } from '#lib/export/input.ts';
import { byCode } from '#lib/export/order.ts';
import { base64, loadPicture, loadTextLayer } from '#lib/export/picture.ts';
import { stableJson } from '#lib/export/stable-json.ts';

/** Of the format below. A reader refuses one it does not know. */
const VERSION = 1;

type Row = { id: string };

/**
 * Every row as it is in the library: `{ format: 'gleaner', version, projects, clips, tags, actors, observations, events,
 * drafts, assets }`; `events` and `drafts` only where the whole library leaves, with its trash. An asset
 * has its bytes as Base64 in `data`, its words with their places in `textLayer` (in the order of reading), and no thumbnail,
 * which can be made again. Pictures that were marked up are there as they were and as they became. A picture that the library has lost is
 * missing from `assets`. Rows are ordered by id, their properties by name.
 */
export const json: ExportFormat = {
  id: 'json',
  label: 'export_json_label',
  description: 'export_json_description',
  async run(input, signal) {
    // Row by row into Blobs: the whole library as one string can be more than a string can hold.
    const parts: Blob[] = [];
    const write = (text: string) => parts.push(new Blob([text]));
    write(`{\n  "format": "gleaner",\n  "version": ${VERSION},\n`);
    write(`  "projects": ${list(input.projects)},\n`);
    write(`  "clips": ${list(input.clips)},\n`);
    write(`  "tags": ${list(input.tags)},\n`);
    write(`  "actors": ${list(input.actors)},\n`);
    write(`  "observations": ${list(input.observations)},\n`);
    write(`  "events": ${list(input.events)},\n`);
    write(`  "drafts": ${list(input.drafts)},\n  "assets": [`);
    let separator = '';
    for (const id of [...new Set(input.clips.flatMap(ownAssetIds))].sort(byCode)) {
      throwIfCancelled(signal);
      const picture = await loadPicture(id, input);
      if (!picture) continue;
      write(`${separator}\n    ${stableJson({ ...(await metadata(picture.asset)), data: base64(picture.bytes) })}`);
      separator = ',';
    }
    write(`${separator === '' ? '' : '\n  '}]\n}\n`);
    return {
      name: safeFileName(documentTitle(input), 'json'),
      mime: 'application/json',
      bytes: new Blob(parts, { type: 'application/json' }),
    };
  },
};

async function metadata(asset: Asset) {
  const { id, createdAt, updatedAt, mime, width, height, scale, recompressedAt } = asset;
  const textLayer = await loadTextLayer(asset);
  return {
    id,
    createdAt,
    updatedAt,
    mime,
    width,
    height,
    scale,
    ...(recompressedAt === undefined ? {} : { recompressedAt }),
    ...(textLayer.length > 0 ? { textLayer } : {}),
  };
}

/** A line for each row, so that versions of an export compare row by row. */
function list(rows: Row[]): string {
  const lines = rows.toSorted((a, b) => byCode(a.id, b.id)).map((each) => `\n    ${stableJson(each)}`);
  return lines.length === 0 ? '[]' : `[${lines.join(',')}\n  ]`;
}
