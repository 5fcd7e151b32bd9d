import type { EditorProps } from './editor-props.ts';

/** A day in the user's own calendar, as `<input type="date">` wants it. */
function dayOf(time: number | undefined): string {
  if (time === undefined) return '';
  const date = new Date(time);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function DateEditor({ inputId, values, onSet }: EditorProps) {
  return (
    <input
      id={inputId}
      type="date"
      className="input"
      value={dayOf(values.occurredAt)}
      onChange={({ target }) => {
        // Noon: the same day in every time zone that the team is likely to be in.
        const time = Date.parse(`${target.value}T12:00`);
        onSet({ occurredAt: Number.isNaN(time) ? undefined : Math.max(0, time) });
      }}
    />
  );
}
