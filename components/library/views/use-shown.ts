import { useMemo, useRef } from 'react';
import { locale } from '#lib/platform/i18n.ts';
import { arrange, type GroupNames } from '#lib/search/library/arrange.ts';
import type { Answered } from '#lib/search/library/client.ts';
import type { Group, Question } from '#lib/search/library/question.ts';
import type { LibraryView } from './view.ts';

/** An answer, and how it is looked at. */
export type Shown = {
  answer: Answered;
  view: LibraryView;
  /** Is another one where something else was asked for, rather than the library having changed. */
  scope: string;
};

function isSameIds(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && indexedDB.cmp(a, b) === 0;
}

function isSameGroups(a: readonly Group[], b: readonly Group[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, at) => one.key === b[at]?.key && one.from === b[at].from && one.count === b[at].count)
  );
}

/**
 * What the library shows: the answer with its groups in order. Until the answer to a new question is there, the old one
 * stays, looked at as it was. Where it says what it said before, its clips and groups are the same objects, so that a
 * change to one clip leaves the rest alone.
 * @param names What groups are called, by tag, actor or project id.
 */
export function useShown(
  answer: Answered | undefined,
  question: Question | undefined,
  view: LibraryView,
  names: GroupNames,
): Shown | undefined {
  const asked = JSON.stringify(question) ?? '';
  const scope = useMemo(() => JSON.stringify(answer?.question) ?? '', [answer]);
  const answered = useRef({ answer, scope, view });
  // The same question looked at in another way needs no other answer.
  if (answer) answered.current = { answer, scope, view: scope === asked ? view : answered.current.view };
  const last = useRef<Answered>(undefined);
  const now = answered.current;
  const { group, order } = now.view;
  const arranged = useMemo(() => {
    if (!now.answer) return undefined;
    const next = arrange(now.answer, group, order, names, locale());
    const before = last.current;
    const ids = before && isSameIds(before.ids.bytes, next.ids.bytes) ? before.ids : next.ids;
    const groups = before && isSameGroups(before.groups, next.groups) ? before.groups : next.groups;
    const words = before && `${before.words}` === `${next.words}` ? before.words : next.words;
    last.current = { ...next, ids, groups, words };
    return last.current;
  }, [now.answer, group, order, names]);
  const { scope: shownScope, view: shownView } = now;
  return useMemo(
    () => arranged && { answer: arranged, view: shownView, scope: shownScope },
    [arranged, shownView, shownScope],
  );
}
