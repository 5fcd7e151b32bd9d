import { CircleQuestionMark } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { t } from '#lib/platform/i18n.ts';
import type { Vocabulary } from '#lib/search/query/complete.ts';
import { later } from './later.tsx';

const SearchExamples = later(() => import('./search-examples.tsx'));

type Props = { vocabulary: Vocabulary; onTry(text: string): void };

/** What can be searched, by examples that can be tried. */
export function SearchHelp({ vocabulary, onTry }: Props) {
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    if (!isOpen) return;
    const onPress = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !place.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [isOpen]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !isOpen) return;
    event.preventDefault();
    event.stopPropagation();
    setOpen(false);
    opener.current?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes it from each of the controls in it
    <div
      className="search-help-place"
      ref={place}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => {
        // To nowhere goes the focus of a window that is left; it comes back with it.
        if (relatedTarget && !currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <button
        type="button"
        className="button quiet square"
        ref={opener}
        aria-label={t('search_help')}
        title={t('search_help')}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <CircleQuestionMark className="icon" aria-hidden />
      </button>
      <section className="search-help" id={id} hidden={!isOpen} aria-labelledby={`${id}-title`}>
        {isOpen ? (
          <>
            <h2 id={`${id}-title`}>{t('search_help')}</h2>
            <SearchExamples
              vocabulary={vocabulary}
              onTry={(text) => {
                setOpen(false);
                onTry(text);
              }}
            />
          </>
        ) : null}
      </section>
    </div>
  );
}
