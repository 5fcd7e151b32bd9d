import { useTypedText } from '#components/clip/use-typed-text.ts';
import type { EditorProps } from './editor-props.ts';

/** A day in the user's own calendar, as `<input type="date">` wants it. */
function dayOf(time: number | undefined): string {
  if (time === undefined) return '';
  const date = new Date(time);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Noon of a day: the same day in every time zone that the team is likely to be in. NaN while it is half typed. */
function noonOf(day: string): number {
  const time = Date.parse(`${day}T12:00`);
  // A year is typed digit by digit: 2026 is the year 2 at first.
  return time >= 0 ? time : Number.NaN;
}

export function DateEditor({ fieldId, inputId, values, onSet }: EditorProps<'date'>) {
  const kept = dayOf(values[fieldId]);
  const [day, setDay] = useTypedText(inputId, kept, (typed) => {
    const time = noonOf(typed);
    if (typed === '' || !Number.isNaN(time)) onSet({ [fieldId]: typed === '' ? undefined : time });
  });
  return (
    <input
      id={inputId}
      type="date"
      className="input"
      min="1970-01-01"
      max="9999-12-31"
      value={day}
      onChange={({ target }) => setDay(target.value)}
      onBlur={() => {
        if (day !== '' && Number.isNaN(noonOf(day))) setDay(kept);
      }}
    />
  );
}
