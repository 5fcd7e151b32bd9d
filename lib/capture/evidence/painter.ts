import type { Painter, Wanted } from './await-clips.ts';
import { openNotes } from './notes.ts';
import { openPaintbox } from './paint.ts';
import { openReport } from './report.ts';
import { type Found, watchClips } from './watch.ts';

/** Finds clips in a page, paints them, shows the note of the one that is pointed at, and tells what became of each. */
export function openPainter(document: Document): Painter {
  const paintbox = openPaintbox();
  const report = openReport();
  const notes = openNotes(document);
  let shown: readonly Found[] = [];
  let concealed = 0;
  let asked = '';

  function paint(): void {
    const passages = concealed > 0 ? [] : shown;
    paintbox.show(
      passages.map(({ range, clip: { type }, state }) => ({ range, type, isChanged: state === 'changed' })),
    );
  }

  function show(found: readonly Found[]): void {
    // An article is the page itself: painted from top to bottom it would say nothing.
    shown = found.filter(({ clip }) => !clip.isArticle);
    notes.over(shown);
    paint();
  }

  const clips = watchClips(document, show, report.found);

  return {
    update(url: string, wanted: readonly Wanted[]): void {
      const now = JSON.stringify([url, wanted]);
      if (now === asked) return;
      asked = now;
      report.begin(url);
      notes.begin(url);
      clips.follow(wanted);
    },
    conceal() {
      concealed += 1;
      notes.close();
      paint();
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        concealed -= 1;
        paint();
      };
    },
    stop(): void {
      report.stop();
      clips.stop();
      notes.stop();
    },
  };
}
