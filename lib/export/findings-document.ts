import type { Blockquote, Heading, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import { TYPE_LABELS } from '#lib/core/labels.ts';
import type { Translate } from '#lib/core/message-key.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { cleanLine } from '#lib/core/text.ts';
import { pageKey } from '#lib/core/url.ts';
import { attribution, noteParagraphs, plain } from './clip-line.ts';
import { daysIn } from './day.ts';
import { evidenceLine, newestOf } from './evidence-line.ts';
import { type FindingGroup, type FindingProject, groupFindings, present, tagNames } from './findings.ts';
import type { ExportInput } from './input.ts';
import { linkify } from './linkify.ts';
import { otherPlaces } from './other-places.ts';
import { headingDepth, quoteContent } from './quote-content.ts';

/** What the text of a document is made of: all but the bytes of the pictures. */
type FindingsInput = Omit<ExportInput, 'loadAsset'>;

/** How a document shows one picture of a clip. */
export type ShowPicture = (assetId: string, clip: Clip) => PhrasingContent[];

type Context = {
  input: FindingsInput;
  showPicture: ShowPicture;
  dayOf: (moment: number) => string;
  tagNamesOf: (clip: Clip) => string[];
  /** By actor id. */
  actorNames: Map<string, string>;
  /** By clip id. */
  newest: ReadonlyMap<string, Observation>;
};

/**
 * The findings as a document for a reader: project, type, then competitor, customer or tag; under these each clip as a
 * blockquote with its pictures, its source, what has become of it and the user's note. One project is the document; several are its chapters.
 */
export function findingsDocument(input: FindingsInput, showPicture: ShowPicture): Root {
  const context: Context = {
    input,
    showPicture,
    dayOf: daysIn(input.timeZone),
    tagNamesOf: tagNames(input.tags, input.locale),
    actorNames: new Map(input.actors.filter(present).map(({ id, name }) => [id, name])),
    newest: newestOf(input.observations),
  };
  const projects = groupFindings(input);
  const [first] = projects;
  const chapters =
    first && projects.length === 1
      ? chapter(first, 1, context)
      : projects.flatMap((project) => [
          heading(2, cleanLine(project.name) || input.t('export_other')),
          ...chapter(project, 2, context),
        ]);
  return {
    type: 'root',
    children: [heading(1, documentTitle(input)), summary(clipsOf(projects), context), ...chapters],
  };
}

/** The project's name where all clips are of one project. */
export function documentTitle(input: FindingsInput): string {
  const [only, ...others] = groupFindings(input);
  return (others.length === 0 && cleanLine(only?.name ?? '')) || input.t('export_findings');
}

/** The clips in the order in which the document shows them. */
export function clipsOf(projects: FindingProject[]): Clip[] {
  return projects.flatMap(({ types }) => types.flatMap(({ groups }) => groups.flatMap(({ clips }) => clips)));
}

function summary(clips: Clip[], { input: { t }, dayOf }: Context): Paragraph {
  if (clips.length === 0) return { type: 'paragraph', children: [plain(t('export_empty'))] };
  const sources = new Set(clips.map(({ source }) => pageKey(source.url)));
  const days = clips.map(({ capturedAt }) => dayOf(capturedAt)).sort();
  const range = [...new Set([days[0], days.at(-1)])].join(' – ');
  return {
    type: 'paragraph',
    children: [plain(t('export_summary', String(clips.length), String(sources.size), range))],
  };
}

function chapter(project: FindingProject, level: number, context: Context): RootContent[] {
  const { t } = context.input;
  return project.types.flatMap(({ type, groups }) => [
    heading(level + 1, t(type === undefined ? 'type_none' : TYPE_LABELS[type])),
    ...groups.flatMap((group) => [
      // Where one nameless group is all there is, "Other" would be other than nothing.
      ...(groups.length === 1 && group.by === 'other' ? [] : [heading(level + 2, groupName(group, t))]),
      ...group.clips.flatMap((clip) => clipBlocks(clip, group, level + 2, context)),
    ]),
  ]);
}

function groupName({ by, name }: FindingGroup, t: Translate): string {
  return by === 'other' ? t('export_other') : cleanLine(name);
}

function clipBlocks(clip: Clip, group: FindingGroup, level: number, context: Context): RootContent[] {
  const { t } = context.input;
  const quote: Blockquote = { type: 'blockquote', children: quoteContent(clip, level) };
  const line = attribution(clip, {
    t,
    dayOf: context.dayOf,
    tagNames: context.tagNamesOf(clip),
    // In a group of one actor the heading says it already.
    actorName: group.by === 'actor' ? undefined : context.actorNames.get(clip.actorId ?? ''),
  });
  return [
    ...(quote.children.length > 0 ? [quote] : []),
    ...shownAssetIds(clip).map((id): Paragraph => ({ type: 'paragraph', children: context.showPicture(id, clip) })),
    line,
    ...otherPlaces(clip, { t, dayOf: context.dayOf }),
    ...evidenceLine(clip, context.newest.get(clip.id), { t, dayOf: context.dayOf }),
    ...noteParagraphs(clip, t),
  ];
}

function heading(level: number, text: string): Heading {
  return { type: 'heading', depth: headingDepth(level), children: linkify(text) };
}
