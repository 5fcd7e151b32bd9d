import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { t } from '#lib/platform/i18n.ts';

type Props = { input: Ref<HTMLInputElement>; text: string; onText(text: string): void };

export function SearchBox({ input, text, onText }: Props) {
  return (
    <div className="search-bar">
      <label className="search">
        <Search className="icon faint" aria-hidden />
        <span className="visually-hidden">{t('search')}</span>
        <input
          ref={input}
          type="search"
          placeholder={t('search_placeholder')}
          value={text}
          onChange={({ target }) => onText(target.value)}
        />
        {text ? (
          <button type="button" className="chip-remove" aria-label={t('search_clear')} onClick={() => onText('')}>
            <X className="icon" aria-hidden />
          </button>
        ) : (
          <span className="kbd" aria-hidden="true">
            /
          </span>
        )}
      </label>
    </div>
  );
}
