import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeRange } from '#lib/capture/anchor.ts';
import type { Wanted } from '#lib/capture/evidence/await-clips.ts';
import { openPaintbox } from '#lib/capture/evidence/paint.ts';
import { type Found, watchClips } from '#lib/capture/evidence/watch.ts';
import { idOf } from '#test/support/rows.ts';

const PASSAGE = 'Exports leave on a schedule, as a link that works for seven days.';
const PAGE = `<main><p>Before it stands something else.</p><p id="passage">${PASSAGE}</p><p>And after it as well.</p></main>`;

let clips: ReturnType<typeof watchClips>;
let found: readonly Found[] = [];
let looks = 0;

beforeEach(() => {
  document.body.innerHTML = PAGE;
  looks = 0;
  clips = watchClips(
    document,
    (now) => {
      found = now;
    },
    () => {
      looks += 1;
    },
  );
});
afterEach(() => clips.stop());

function wanted(element: Element | null, more: Partial<Wanted> = {}): Wanted {
  const range = new Range();
  range.selectNodeContents(element ?? document.body);
  return {
    clipId: idOf(1),
    anchor: describeRange(range, document.body),
    isArticle: false,
    type: 'feedback',
    ignoredChanges: undefined,
    ...more,
  };
}

/** As long as a busy machine may take. */
const poll = <T>(ask: () => T) => expect.poll(ask, { timeout: 15_000 });

const states = () => found.map(({ state, text }) => [state, text]);

describe('watching a page', () => {
  it('finds what is there, and what comes late', async () => {
    const clip = wanted(document.querySelector('#passage'));
    document.querySelector('#passage')?.remove();
    clips.follow([clip]);
    await poll(() => looks).toBe(1);
    expect(states()).toEqual([]);
    document.querySelector('p')?.insertAdjacentHTML('afterend', `<p>${PASSAGE}</p>`);
    await poll(states).toEqual([['exact', PASSAGE]]);
  });

  it('finds it again when its nodes were replaced', async () => {
    clips.follow([wanted(document.querySelector('#passage'))]);
    await poll(states).toEqual([['exact', PASSAGE]]);
    const [before] = found;
    document.body.innerHTML = PAGE;
    await poll(() => found[0] !== undefined && found[0] !== before).toBe(true);
    expect(states()).toEqual([['exact', PASSAGE]]);
    expect(found[0]?.range.startContainer.isConnected).toBe(true);
  });

  it('lets go of words that are others now, though they stand in the same nodes', async () => {
    clips.follow([wanted(document.querySelector('#passage'))]);
    await poll(states).toEqual([['exact', PASSAGE]]);
    const text = document.querySelector('#passage')?.firstChild as Text;
    text.data = 'A price list of fruit and vegetables from some other shop, in no order.';
    await poll(states).toEqual([]);
  });

  it('takes words for the same that differ only in what the clip ignores', async () => {
    const clip = wanted(document.querySelector('#passage'), { ignoredChanges: ['numbers'] });
    const passage = document.querySelector('#passage') as Element;
    passage.textContent = PASSAGE.replace('seven', '7');
    clips.follow([clip]);
    await poll(() => found[0]?.state).toBe('changed');
    const counter = wanted(passage, { clipId: idOf(2), ignoredChanges: ['numbers'] });
    passage.textContent = PASSAGE.replace('seven', '12');
    clips.follow([counter]);
    await poll(() => found[0]?.text).toContain('12');
    expect(found[0]?.state).toBe('exact');
  });

  it('shows nothing more of clips that are not wanted any more', async () => {
    clips.follow([wanted(document.querySelector('#passage'))]);
    await poll(states).toHaveLength(1);
    clips.follow([]);
    expect(states()).toEqual([]);
  });

  it('looks less and less for what is not there, on a page that never rests', async () => {
    const clip = wanted(document.querySelector('#passage'));
    document.querySelector('#passage')?.remove();
    const real = Document.prototype.createTreeWalker;
    let walks = 0;
    Document.prototype.createTreeWalker = function walk(...args) {
      walks += 1;
      return real.apply(this, args);
    };
    const busy = setInterval(() => document.body.append(' .'), 5);
    try {
      clips.follow([clip]);
      await poll(() => looks).toBe(1);
      const each = walks;
      // It changed some hundred times in this time.
      await new Promise((done) => setTimeout(done, 3_000));
      expect(walks).toBeGreaterThan(each);
      expect(walks / each).toBeLessThanOrEqual(5);
    } finally {
      clearInterval(busy);
      Document.prototype.createTreeWalker = real;
    }
  });
});

describe('the paint', () => {
  it('follows the words’ own colour, and leaves nothing behind', () => {
    const passage = document.querySelector('#passage') as HTMLElement;
    const range = new Range();
    range.selectNodeContents(passage);
    const paintbox = openPaintbox();
    paintbox.show([{ range, type: 'feedback', isChanged: false }]);
    expect([...CSS.highlights.keys()]).toEqual(['gleaner-feedback']);
    passage.style.color = '#eee';
    paintbox.show([{ range, type: undefined, isChanged: true }]);
    expect([...CSS.highlights.keys()]).toEqual(['gleaner-none-dark-changed']);
    // No page gets at a range that lives.
    for (const [, ranges] of CSS.highlights) for (const one of ranges) expect(one).toBeInstanceOf(StaticRange);
    paintbox.show([]);
    expect(CSS.highlights.size).toBe(0);
  });
});
