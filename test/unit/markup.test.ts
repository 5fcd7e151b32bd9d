import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mark, markupSchema } from '#lib/core/schema/markup.ts';
import { arrowCorners, drawingOf } from '#lib/screenshot/markup-drawing.ts';
import {
  boundsOf,
  dragHandle,
  handleAt,
  handlesOf,
  itemAt,
  moveShape,
  resizeShape,
  type Sheet,
} from '#lib/screenshot/markup-geometry.ts';
import { commit, redo, seal, startHistory, undo } from '#lib/screenshot/markup-history.ts';
import {
  addShape,
  addShapes,
  changeShape,
  drawnOf,
  type Items,
  itemsOf,
  nextPinNumber,
  removeItem,
  type Shape,
} from '#lib/screenshot/markup-items.ts';
import { contrastTo, luminance, MARK_COLOURS, MARK_SIZES, markUnit } from '#lib/screenshot/markup-style.ts';
import { shapeBetween, shapeInMiddle } from '#lib/screenshot/new-shape.ts';

const RED = MARK_COLOURS[0];
const SHEET: Sheet = { width: 1280, height: 800, unit: 1, textWidth: (line, size) => line.length * size * 0.6 };

const colour = fc.constantFrom(...MARK_COLOURS);
const point = fc.record({ x: fc.integer({ min: 0, max: 1280 }), y: fc.integer({ min: 0, max: 800 }) });
const anywhere = fc.record({ x: fc.integer({ min: -3000, max: 3000 }), y: fc.integer({ min: -3000, max: 3000 }) });
/** What drags and clicks leave behind. */
const shape: fc.Arbitrary<Shape> = fc
  .record({
    type: fc.constantFrom('box', 'highlight', 'arrow', 'pin', 'redaction', 'crop', 'text'),
    colour,
    from: point,
    to: anywhere,
    text: fc.string({ minLength: 1, maxLength: 20 }),
  })
  .map(({ type, colour, from, to, text }) =>
    type === 'text'
      ? moveShape({ type, at: from, text, colour }, { x: 0, y: 0 }, SHEET)
      : shapeBetween({ type, colour, items: [], sheet: SHEET }, from, clampIn(to)),
  );
const items: fc.Arbitrary<Items> = fc.array(shape, { maxLength: 8 }).map((shapes) => addShapes([], shapes));

function clampIn({ x, y }: { x: number; y: number }) {
  return { x: Math.min(Math.max(x, 0), SHEET.width), y: Math.min(Math.max(y, 0), SHEET.height) };
}

function expectOnSheet(shape: Shape): void {
  const { x, y, width, height } = boundsOf(shape, SHEET);
  expect(x).toBeGreaterThanOrEqual(-1e-9);
  expect(y).toBeGreaterThanOrEqual(-1e-9);
  expect(x + width).toBeLessThanOrEqual(SHEET.width + 1e-9);
  expect(y + height).toBeLessThanOrEqual(SHEET.height + 1e-9);
}

const box = (x: number, y: number, width: number, height: number): Mark => ({
  type: 'box',
  rect: { x, y, width, height },
  colour: RED,
});

describe('the items of a picture', () => {
  it('become the markup that they came from', () => {
    const id = 'a'.repeat(64);
    fc.assert(
      fc.property(items, (all) => {
        const { redactions, ...drawn } = drawnOf(all);
        const markup = { assetId: id, editedId: id, ...drawn };
        expect(markupSchema.safeParse(markup).success).toBe(true);
        expect(drawnOf(itemsOf(markup))).toEqual({ ...drawn, redactions: [] });
        expect(redactions).toEqual(all.flatMap(({ shape }) => (shape.type === 'redaction' ? [shape.rect] : [])));
      }),
    );
    expect(itemsOf(undefined)).toEqual([]);
  });

  it('have one crop at most: the last', () => {
    const first: Shape = { type: 'crop', rect: { x: 0, y: 0, width: 10, height: 10 } };
    const second: Shape = { type: 'crop', rect: { x: 5, y: 5, width: 10, height: 10 } };
    const all = addShapes([], [first, box(1, 1, 2, 2), second]);
    expect(all.map(({ shape }) => shape)).toEqual([box(1, 1, 2, 2), second]);
  });

  it('go by ids that never meet', () => {
    fc.assert(
      fc.property(items, fc.nat(), shape, (all, pick, added) => {
        const gone = all[pick % Math.max(1, all.length)];
        const { items: next } = addShape(gone ? removeItem(all, gone.id) : all, added);
        expect(new Set(next.map(({ id }) => id)).size).toBe(next.length);
      }),
    );
  });

  it('number pins by the smallest number that is free', () => {
    const pins = (...numbers: number[]) =>
      addShapes(
        [],
        numbers.map((number) => ({ type: 'pin', at: { x: 0, y: 0 }, number, colour: RED })),
      );
    expect(nextPinNumber([])).toBe(1);
    expect(nextPinNumber(pins(1, 2, 3))).toBe(4);
    expect(nextPinNumber(pins(1, 3))).toBe(2);
    expect(nextPinNumber(pins(2))).toBe(1);
  });
});

describe('the history', () => {
  const one = addShapes([], [box(1, 1, 2, 2)]);
  const two = addShapes(one, [box(5, 5, 2, 2)]);

  it('goes all the way back, and forth again', () => {
    fc.assert(
      fc.property(fc.array(items, { maxLength: 12 }), (states) => {
        const end = states.reduce((history, next) => commit(history, next), startHistory([]));
        let now = end;
        for (const _step of end.past) now = undo(now);
        expect(now.present).toEqual([]);
        expect(undo(now)).toBe(now);
        for (const _step of end.past) now = redo(now);
        expect(now.present).toEqual(end.present);
        expect(redo(now)).toBe(now);
      }),
    );
  });

  it('makes one step of one gesture, whatever it went through', () => {
    fc.assert(
      fc.property(items, fc.array(items, { minLength: 1, maxLength: 6 }), (start, states) => {
        const end = states.reduce((history, next) => commit(history, next, 'drag'), startHistory(start));
        expect(end.present).toEqual(states.at(-1));
        expect(end.past.length).toBeLessThanOrEqual(1);
        expect(undo(end).present).toEqual(start);
      }),
    );
  });

  it('begins a new step once a gesture is over, or another begins', () => {
    const moved = changeShape(two, 1, box(3, 1, 2, 2));
    const twice = commit(seal(commit(startHistory(one), two, 'a')), moved, 'a');
    expect(twice.past).toEqual([one, two]);
    expect(commit(commit(startHistory(one), two, 'a'), moved, 'b').past).toEqual([one, two]);
    expect(commit(undo(commit(startHistory(one), two, 'a')), moved, 'a').past).toEqual([one]);
  });

  it('knows no step that changes nothing', () => {
    const history = commit(startHistory(one), two);
    expect(commit(history, [...two])).toBe(history);
    const back = commit(commit(startHistory(one), two, 'text'), one, 'text');
    expect(back).toMatchObject({ past: [], present: one });
  });

  it('forgets what was undone once something new is drawn', () => {
    const history = commit(undo(commit(startHistory(one), two)), []);
    expect(history).toMatchObject({ past: [one], present: [], future: [] });
  });
});

describe('the geometry of shapes', () => {
  it('keeps them on the picture, however they are moved, resized and dragged', () => {
    const step = fc.tuple(fc.constantFrom('move', 'resize', 'drag'), anywhere, fc.nat());
    fc.assert(
      fc.property(shape, fc.array(step, { maxLength: 6 }), (start, steps) => {
        const end = steps.reduce((now, [kind, by, pick]) => {
          if (kind === 'move') return moveShape(now, by, SHEET);
          if (kind === 'resize') return resizeShape(now, by, SHEET);
          const handles = handlesOf(now);
          const handle = handles[pick % Math.max(1, handles.length)];
          return handle ? dragHandle(now, handle.name, by, SHEET) : now;
        }, start);
        expectOnSheet(end);
        const { redactions, ...drawn } = drawnOf([{ id: 1, shape: end }]);
        const id = 'a'.repeat(64);
        expect(markupSchema.safeParse({ assetId: id, editedId: id, ...drawn }).success).toBe(true);
        for (const { width, height } of redactions) expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('moves without changing the size', () => {
    fc.assert(
      fc.property(shape, anywhere, (start, by) => {
        const [before, after] = [boundsOf(start, SHEET), boundsOf(moveShape(start, by, SHEET), SHEET)];
        expect(after.width).toBeCloseTo(before.width);
        expect(after.height).toBeCloseTo(before.height);
      }),
    );
  });

  it('takes a handle exactly where the pointer goes, and turns over past the far side', () => {
    const start = box(100, 100, 50, 40);
    expect(dragHandle(start, 'se', { x: 200, y: 180 }, SHEET)).toEqual(box(100, 100, 100, 80));
    expect(dragHandle(start, 'w', { x: 120, y: 0 }, SHEET)).toEqual(box(120, 100, 30, 40));
    expect(dragHandle(start, 'nw', { x: 250, y: 300 }, SHEET)).toEqual(box(150, 140, 100, 160));
    expect(dragHandle(start, 'n', { x: 0, y: 140 }, SHEET)).toEqual(box(100, 140, 50, 1));
  });

  it('finds the nearest handle within reach', () => {
    const start = box(100, 100, 50, 40);
    expect(handleAt(start, { x: 148, y: 139 }, 6)?.name).toBe('se');
    expect(handleAt(start, { x: 125, y: 120 }, 6)).toBeUndefined();
  });

  it('finds what is painted on top; a box by its edge, and by its inside where nothing is painted', () => {
    const all = addShapes(
      [],
      [
        box(0, 0, 400, 400),
        box(100, 100, 100, 100),
        { type: 'highlight', rect: { x: 120, y: 120, width: 20, height: 20 }, colour: RED },
        { type: 'arrow', from: { x: 300, y: 300 }, to: { x: 380, y: 380 }, colour: RED },
        { type: 'crop', rect: { x: 50, y: 50, width: 700, height: 600 } },
        { type: 'redaction', rect: { x: 0, y: 0, width: 30, height: 30 } },
      ],
    );
    const at = (x: number, y: number) => itemAt(all, { x, y }, 4, SHEET)?.id;
    expect(at(130, 130)).toBe(3);
    expect(at(100, 150)).toBe(2);
    expect(at(180, 180)).toBe(2);
    expect(at(250, 250)).toBe(1);
    expect(at(341, 339)).toBe(4);
    expect(at(50, 300)).toBe(5);
    expect(at(20, 20)).toBe(6);
    // A redaction lies under everything.
    expect(at(0, 10)).toBe(1);
    expect(at(700, 500)).toBeUndefined();
  });
});

describe('new shapes', () => {
  const drawing = { colour: RED, items: [] as Items, sheet: SHEET };

  it('placed by keyboard stand in the middle of what is seen', () => {
    const view = { x: 200, y: 400, width: 400, height: 300 };
    for (const type of ['box', 'highlight', 'redaction', 'arrow', 'pin', 'crop'] as const) {
      const shape = shapeInMiddle({ ...drawing, type }, view);
      const { x, y, width, height } = boundsOf(shape, SHEET);
      expect(Math.abs(x + width / 2 - 400), type).toBeLessThanOrEqual(1);
      expect(Math.abs(y + height / 2 - 550), type).toBeLessThanOrEqual(1);
    }
  });

  it('are never larger than what is seen, however small the picture', () => {
    const tiny = { x: 0, y: 0, width: 20, height: 8 };
    const sheet = { ...SHEET, width: 20, height: 8 };
    for (const type of ['box', 'highlight', 'redaction', 'crop'] as const) {
      const { x, y, width, height } = boundsOf(shapeInMiddle({ ...drawing, sheet, type }, tiny), sheet);
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(20);
      expect(y + height).toBeLessThanOrEqual(8);
    }
  });
});

describe('what shapes look like', () => {
  it('an arrow ends in a point exactly where it was drawn to', () => {
    fc.assert(
      fc.property(point, point, (from, to) => {
        const corners = arrowCorners(from, to, 1);
        if (from.x === to.x && from.y === to.y) expect(corners).toEqual([]);
        else expect(corners.some(({ x, y }) => Math.hypot(x - to.x, y - to.y) < 1e-6)).toBe(true);
        expect([0, 3, 7]).toContain(corners.length);
      }),
    );
  });

  it('nothing shines through a redaction', () => {
    const [primitive] = drawingOf({ type: 'redaction', rect: { x: 1, y: 2, width: 3, height: 4 } }, SHEET);
    expect(primitive).toEqual({ type: 'path', d: 'M1 2h3v4h-3z', fill: '#000000' });
  });

  it('every colour is set off by an edge that it contrasts with', () => {
    for (const one of MARK_COLOURS) {
      const [a = 0, b = 0] = [luminance(one), luminance(contrastTo(one))].sort((x, y) => y - x);
      expect((a + 0.05) / (b + 0.05), one).toBeGreaterThanOrEqual(4.5);
    }
    expect(new Set(MARK_COLOURS).size).toBeLessThanOrEqual(5);
  });

  it('a text has a line for each of its lines, within its bounds', () => {
    const text: Shape = { type: 'text', at: { x: 10, y: 20 }, text: '第一行\nsecond', colour: RED };
    const { y, height } = boundsOf(text, SHEET);
    const lines = drawingOf(text, SHEET).filter((primitive) => primitive.type === 'text');
    expect(lines.map((line) => line.text)).toEqual(['第一行', 'second']);
    for (const { baseline } of lines) {
      expect(baseline).toBeGreaterThan(y);
      expect(baseline).toBeLessThan(y + height);
    }
    expect((lines[1]?.baseline ?? 0) - (lines[0]?.baseline ?? 0)).toBeCloseTo(MARK_SIZES.text * MARK_SIZES.lineHeight);
  });

  it('marks grow with pictures that are wider than usual, and never shrink', () => {
    expect([320, 1280, 1600].map(markUnit)).toEqual([1, 1, 1]);
    expect(markUnit(6400)).toBe(4);
  });
});
