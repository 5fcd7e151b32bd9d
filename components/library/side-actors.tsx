import { type ReactNode, useState } from 'react';
import type { Actor } from '#lib/core/schema/actor.ts';
import { t, tNumber } from '#lib/platform/i18n.ts';

/** So many are shown before somebody asks for the others: those with most clips. */
const FIRST = 12;
/** Fewer than this are not worth a button. */
const LEAST_MORE = 3;

type Props = {
  /** Those that are in use, those with most clips first. */
  actors: readonly Actor[];
  /** The one that narrows what is shown: it is always in sight. */
  currentId: string | undefined;
  item(actor: Actor): ReactNode;
};

/** Competitors and customers, the chief ones at first. */
export function SideActors({ actors, currentId, item }: Props) {
  const [isWhole, setWhole] = useState(false);
  const hidden = actors.slice(FIRST).filter(({ id }) => id !== currentId);
  const isLong = hidden.length >= LEAST_MORE;
  const shown = isLong && !isWhole ? actors.filter((actor) => !hidden.includes(actor)) : actors;
  return (
    <>
      {actors.length > 0 ? <h2>{t('sidebar_actors')}</h2> : null}
      <ul className="secondary">
        {shown.map(item)}
        {isLong ? (
          <li>
            <button type="button" className="nav faint" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
              {isWhole ? t('sidebar_fewer') : t('sidebar_more', tNumber(hidden.length))}
            </button>
          </li>
        ) : null}
      </ul>
    </>
  );
}
