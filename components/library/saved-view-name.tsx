import { type FormEvent, useRef } from 'react';
import { LIMITS } from '#lib/core/text.ts';
import { t } from '#lib/platform/i18n.ts';

type Props = {
  name: string;
  /** Called once, with the name; '' where it was left without one or given up. */
  onDone(name: string): void;
};

/** Where the name of a view is typed: Enter and leaving it keep it, Esc does not. */
export function SavedViewName({ name, onDone }: Props) {
  const isDone = useRef(false);

  function done(typed: string): void {
    if (isDone.current) return;
    isDone.current = true;
    onDone(typed.trim());
  }

  return (
    <form
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        done(String(new FormData(event.currentTarget).get('name') ?? ''));
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the control that was just used
        autoFocus
        className="input saved-view-name"
        name="name"
        defaultValue={name}
        maxLength={LIMITS.name}
        autoComplete="off"
        aria-label={t('view_name')}
        placeholder={t('view_name')}
        onFocus={({ target }) => target.select()}
        onBlur={(event) => event.currentTarget.form?.requestSubmit()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          done('');
        }}
      />
    </form>
  );
}
