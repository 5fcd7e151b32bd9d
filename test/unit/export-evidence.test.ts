import { describe, expect, it } from 'vitest';
import { toMarkdown } from '#lib/core/markdown.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import { findingsDocument } from '#lib/export/findings-document.ts';
import { clipWith, idOf, inputWith } from './export-fixture.ts';

const day = (date: number) => Date.UTC(2026, 4, date, 12);

function seen(number: number, state: Observation['state'], from: number, to: number, quote?: string): Observation {
  const [firstSeenAt, lastSeenAt] = [day(from), day(to)];
  const row = { id: idOf(number), createdAt: firstSeenAt, updatedAt: lastSeenAt, clipId: idOf(1_000) };
  return { ...row, state, firstSeenAt, lastSeenAt, ...(quote === undefined ? {} : { quote }) };
}

const exported = (clip: Partial<Clip>, observations: Observation[]) =>
  toMarkdown(findingsDocument(inputWith({ clips: [clipWith(clip)], observations }), () => []));

describe('the findings', () => {
  it('say nothing of a clip that nobody looked at, or that stands, here or elsewhere on its page', () => {
    const silent = exported({}, []);
    expect(silent).toContain('> Free for 5 seats');
    expect(exported({}, [seen(1, 'exact', 4, 5)])).toBe(silent);
    expect(exported({}, [seen(1, 'changed', 4, 5, 'Free for 3 seats'), seen(2, 'moved', 6, 7)])).toBe(silent);
  });

  it('say what stands there now, and by when that was seen', () => {
    const text = exported({}, [seen(1, 'exact', 4, 5), seen(2, 'changed', 6, 9, 'Free for\n3 *seats*')]);
    expect(text).toContain('Changed on the page by 2026-05-06, now: “Free for 3 \\*seats\\*”');
  });

  it('say that the words are gone', () => {
    expect(exported({}, [seen(1, 'missing', 8, 9)])).toContain('No longer on the page by 2026-05-08.');
  });

  it('heed what is ignored in the clip', () => {
    const changes = [seen(1, 'changed', 6, 9, 'Free for 3 seats')];
    expect(exported({ ignoredChanges: ['numbers'] }, changes)).toBe(exported({}, []));
  });

  it('date words that newer ones were accepted for, and do not call them changed', () => {
    const text = exported({ outdatedAt: day(20) }, [seen(1, 'changed', 6, 9, 'Free for 3 seats')]);
    expect(text).toContain('clipped 2026-05-03 · valid until 2026-05-20');
    expect(text).not.toContain('Changed');
  });

  it('are the same whatever the order of the observations', () => {
    const all = [seen(1, 'exact', 4, 5), seen(2, 'changed', 6, 7, 'A'), seen(3, 'changed', 8, 9, 'B')];
    expect(exported({}, all.toReversed())).toBe(exported({}, all));
    expect(exported({}, all)).toContain('now: “B”');
  });

  it('stay one line, whatever the page says now', () => {
    const text = exported({}, [seen(1, 'changed', 6, 9, '# x\n\n> y <script> '.repeat(1_000))]);
    const line = text.split('\n').find((each) => each.startsWith('Changed')) ?? '';
    expect(line.length).toBeGreaterThan(100);
    expect(line.length).toBeLessThan(1_200);
    expect(line).not.toContain(' <script>');
    expect(line).toMatch(/…”$/);
  });
});
