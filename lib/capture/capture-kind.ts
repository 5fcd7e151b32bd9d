import type { MessageKey, Translate } from '#lib/core/message-key.ts';
import type { CaptureTarget } from '#lib/core/schema/capture-target.ts';
import type { ClipKind } from '#lib/core/schema/clip.ts';
import type { Reading } from '#lib/core/schema/reading.ts';
import type { Source } from '#lib/core/schema/source.ts';
import type { Tile } from '#lib/core/schema/tile.ts';
import type { LoadPart, PagePart } from './page-parts.ts';

/** On what a context menu was opened. */
type MenuContext = 'selection' | 'page' | 'image' | 'link';

/** Takes pictures of the page while it is being read: those that are put together to a larger one. */
export type Camera = {
  /**
   * Has the background picture what the page shows, and put it where it belongs. Resolves when the page may change again.
   * @throws GleanerError `capture_interrupted` where all tiles are lost, `tab_not_visible`, `screenshot_failed`
   */
  take(tile: Tile): Promise<void>;
  /** Asks the background to keep the tiles a little longer. @throws GleanerError `capture_interrupted` */
  hold(): Promise<void>;
};

/** The page as a capture kind meets it. */
export type Page = {
  document: Document;
  /** Handed over, because a form named "defaultView" takes the place of the document's. */
  view: Window;
  /** The address bar at this moment: single-page apps change it without loading. */
  url: string;
  t: Translate;
  /** What the context menu was opened on. */
  target: CaptureTarget;
  load: LoadPart;
  /** What the page says of itself at this moment. */
  readSource(): Source;
  camera: Camera;
};

/** What a kind has read, before it is said where it comes from. */
export type Content = Omit<Reading, 'source'> & {
  /**
   * The same as HTML, not yet sanitised. Called once the rest is on its way and before the page goes on: neither is there
   * time for it before a clip is safe, nor may the page be another by then.
   */
  renderHtml?: () => string;
  /** The passage that `anchor` is of, for what takes too long to be found out about it before a clip is safe. */
  range?: AbstractRange | undefined;
};

/** What is known of a page that no script may enter. */
export type ClosedPage = {
  url: string;
  title: string;
  favicon: string | undefined;
  /** What the browser itself says is selected; only a context menu knows. */
  selectionText: string | undefined;
  target: CaptureTarget;
};

/**
 * One way to clip. A kind is one file in `kinds/` and one line in its list; popup, context menu, shortcuts, manifest and
 * background all walk that list and know no kind by name.
 */
export type CaptureKind = {
  id: string;
  /** What the resulting clip says of itself. */
  clipKind: ClipKind;
  label: MessageKey;
  /** Path data of a 16-px line icon. */
  icon: string;
  /** The user has something to do on the page first, or to wait for, so the popup makes way. */
  interactive: boolean;
  /** The parts that reading takes beside the capture script. */
  parts?: readonly PagePart[];
  /** From the popup: wait in a draft until the user says what it is, or keep at once and ask then. */
  keepAs: 'draft' | 'clip';
  menu?: { title: MessageKey; contexts: [MenuContext, ...MenuContext[]] };
  /** A command that the user may give a key. Browsers take four suggestions in all: without `key` it has none at first. */
  shortcut?: { key?: string; description: MessageKey };
  /**
   * Reads the page, and leaves it as it was. What does the reading is a part, loaded when it is called: the list of kinds is
   * also in the popup and the background, which read no page.
   * @throws GleanerError with a code for the user: `no_selection`, `too_large`, `cancelled`
   */
  read(page: Page): Promise<Content>;
  /** What can be had where no script may enter; undefined for nothing. */
  readClosed?(page: ClosedPage): Reading | undefined;
};
