import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ClipIds } from '#lib/search/library/clip-ids.ts';
import type { RowPlan } from './row-plan.ts';
import { rememberedSpot, rememberSpot, type Spot } from './scroll-memory.ts';

/**
 * Rows that are made beyond either edge of what is seen, so that they are read by the time they come into sight. What was
 * found is shown first: nobody scrolls before that.
 */
const OVERSCAN = { first: 1, settled: 8 };
const SETTLED_MS = 100;
const REST_MS = 150;

/** Sizes are kept by keys. Those of one plan mean nothing to the next: its keys begin where no list of clips ends. */
const KEYS_PER_PLAN = 2 ** 22;
const PLANS = 256;
let plans = 0;

type Options = {
  plan: RowPlan;
  ids: ClipIds;
  /** As `Shown` has it. */
  scope: string;
  openId: string | undefined;
  /** What rows are likely to measure (px). */
  heights: { head: number; row: number };
  /** Whether going back in the history goes back to where this list was. */
  isRemembered: boolean;
};

export type RowWindow = {
  /** To be put on what scrolls. */
  scroller: RefObject<HTMLDivElement | null>;
  /**
   * The rows to make, one after the other but for the first, which may be the head of a group that begins further above;
   * each measures itself by `measure` and says its `data-index`.
   */
  rows: readonly number[];
  /** The row of the head of the group that the upper edge cuts. It and the heads below it stick there. */
  head: number | undefined;
  /** Its height (px), to be put on what scrolls. */
  style: CSSProperties;
  /** The height of the rows above and below them (px). */
  before: number;
  after: number;
  measure(row: Element | null): void;
  /** Places of the clips in them. */
  from: number;
  to: number;
  /** The place of the first clip of the group whose head is there from further above. */
  above: number | undefined;
  /** The row that the upper edge cuts. */
  first: number;
  /** Brings the head of a group to the upper edge. @param head Its row. */
  scrollToHead(head: number): void;
};

/** Whether what was found has been on the screen for a moment. @param scope As `Shown` has it. */
function useSettled(scope: string): boolean {
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setSettled(scope), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [scope]);
  return settled === scope;
}

/**
 * The part of a list that is in sight. What is read stays where it is when clips come and go above it; the clip that is
 * open comes into sight; a new question starts from the top, or from where this entry of the history was.
 */
export function useRowWindow({ plan, ids, scope, openId, heights, isRemembered }: Options): RowWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const { head, row } = heights;
  const firstKey = useMemo(() => {
    plans += plan.count > 0 ? 1 : 0;
    return (plans % PLANS) * KEYS_PER_PLAN;
  }, [plan]);
  const getItemKey = useCallback((index: number) => firstKey + index, [firstKey]);
  const estimateSize = useCallback((index: number) => (plan.isHead(index) ? head : row), [plan, head, row]);
  const headSize = useRef(head);
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count: plan.count,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: useSettled(scope) ? OVERSCAN.settled : OVERSCAN.first,
    // What is brought into sight is not to lie beneath the head of its group.
    scrollPaddingStart: plan.isHead(0) ? headSize.current : 0,
  });

  // Each plan measures the rows that are there anew: their index may be another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another function is what makes React call it again
  const measure = useCallback((element: Element | null) => virtual.measureElement(element), [virtual, plan]);

  const latest = useRef({ plan, ids });
  latest.current = { plan, ids };
  const spot = useRef<Spot>(undefined);

  const startOf = useCallback(
    (index: number): number => {
      // Sizes that have just been measured count.
      virtual.getTotalSize();
      return virtual.measurementsCache[index]?.start ?? 0;
    },
    [virtual],
  );

  const noteSpot = useCallback(() => {
    // As the virtualizer knows them: asking the page would have it laid out once more in each frame.
    const offset = virtual.scrollOffset ?? 0;
    if (!virtual.scrollRect?.height) return;
    const { plan, ids } = latest.current;
    const item = offset > 0 ? virtual.getVirtualItemForOffset(offset) : undefined;
    if (!item) {
      spot.current = undefined;
      return;
    }
    // The first that begins in sight: of what is above it, heights are still guesses when one comes back.
    const below = item.start < offset ? item.index + 1 : item.index;
    const index = Math.min(plan.isHead(below) ? below + 1 : below, plan.count - 1);
    const { from: place } = plan.at(index);
    const id = place === undefined ? undefined : ids.at(place);
    spot.current = id === undefined || place === undefined ? undefined : { id, place, below: offset - startOf(index) };
  }, [virtual, startOf]);

  const goTo = useCallback(
    (to: Spot | undefined) => {
      const element = scroller.current;
      if (!element) return;
      const { plan, ids } = latest.current;
      const place = to && (ids.at(to.place) === to.id ? to.place : ids.indexOf(to.id));
      if (place === undefined) element.scrollTop = 0;
      else if (place >= 0) element.scrollTop = startOf(plan.rowOf(place)) + (to?.below ?? 0);
    },
    [startOf],
  );

  const shown = useRef<{ ids: ClipIds; plan: RowPlan; scope: string }>(undefined);
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { ids, plan, scope };
    if (before?.scope !== scope) {
      // Kept until something scrolls: how many stand abreast may only now become known.
      spot.current = isRemembered ? rememberedSpot() : undefined;
      goTo(spot.current);
    } else if (spot.current && before.plan !== plan) goTo(spot.current);
  }, [ids, plan, scope, isRemembered, goTo]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was scrolled to before belongs to another entry
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = (): void => {
      noteSpot();
      clearTimeout(timer);
      const { hash } = location;
      const remember = () => location.hash === hash && rememberSpot(spot.current);
      if (isRemembered) timer = setTimeout(remember, REST_MS);
    };
    // A list that was out of the page for a while, for the detail, may come back at its top.
    let wasThere = element.clientHeight > 0;
    const observer = new ResizeObserver(() => {
      const isThere = element.clientHeight > 0;
      if (isThere && !wasThere && spot.current) goTo(spot.current);
      wasThere = isThere;
    });
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [noteSpot, goTo, isRemembered, scope]);

  const isThere = ids.length > 0;
  useEffect(() => {
    const element = scroller.current;
    if (!openId || !isThere || !element || element.clientHeight === 0) return;
    const rendered = element.querySelector(`[data-clip="${CSS.escape(openId)}"]`);
    if (rendered) {
      rendered.scrollIntoView({ block: 'nearest' });
      return;
    }
    const place = latest.current.ids.indexOf(openId);
    if (place >= 0) virtual.scrollToIndex(latest.current.plan.rowOf(place), { align: 'auto' });
  }, [openId, isThere, virtual]);

  // To the row below it: above that there is room for a head.
  const scrollToHead = useCallback((at: number) => virtual.scrollToIndex(at + 1, { align: 'start' }), [virtual]);

  const items = virtual.getVirtualItems();
  const [top, end] = [items[0], items.at(-1)];
  const total = virtual.getTotalSize();
  const [from, to] = placesOf(plan, top?.index, end?.index);
  const first = virtual.range?.startIndex ?? 0;
  const headAt = top ? plan.headAbove(Math.max(first, top.index)) : undefined;
  const isAbove = top !== undefined && headAt !== undefined && headAt < top.index;
  headSize.current = (headAt === undefined ? undefined : virtual.measurementsCache[headAt]?.size) ?? head;
  const rows = items.map(({ index }) => index);
  return {
    scroller,
    rows: isAbove ? [headAt, ...rows] : rows,
    head: headAt,
    style: { '--head': `${headSize.current}px` } as CSSProperties,
    before: (top?.start ?? 0) - (isAbove ? headSize.current : 0),
    after: end ? total - end.end : total,
    measure,
    from,
    to,
    above: isAbove ? plan.at(headAt).group?.from : undefined,
    first,
    scrollToHead,
  };
}

/** The places of the clips in the rows from `first` to `last`, with the first clip of each head. */
function placesOf(plan: RowPlan, first: number | undefined, last: number | undefined): [from: number, to: number] {
  if (first === undefined || last === undefined || first >= plan.count) return [0, 0];
  const start = plan.at(first);
  const end = plan.at(Math.min(last, plan.count - 1));
  return [start.group ? start.group.from : start.from, end.group ? end.group.from + 1 : end.to];
}
