import type { MessageKey } from '#lib/core/message-key.ts';
import { t } from '#lib/platform/i18n.ts';
import { MARK_COLOURS } from '#lib/screenshot/markup-style.ts';
import { TOOLS, type ToolId } from './tools.ts';

const COLOUR_LABELS = [
  'colour_red',
  'colour_blue',
  'colour_green',
  'colour_yellow',
  'colour_black',
] as const satisfies readonly MessageKey[];

type Props = {
  tool: ToolId;
  colour: string;
  onTool(tool: ToolId): void;
  onColour(colour: string): void;
  /** A tool was chosen by pointer: what comes next is drawing. */
  onReady(): void;
};

/** What to draw with. Two radio groups: each is one stop of the Tab key, and arrows go through it. */
export function ToolStrip({ tool, colour, onTool, onColour, onReady }: Props) {
  return (
    <div className="tool-strip">
      <div className="tool-group" role="radiogroup" aria-label={t('editor_tools')}>
        {TOOLS.map(({ id, label, key, icon: Icon }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the radio button has the keys; this is for pointers alone
          <label
            key={id}
            className="tool"
            title={`${t(label)} · ${key.toUpperCase()}`}
            // A click that arrow keys make has no place.
            onClick={({ detail }) => detail > 0 && onReady()}
          >
            <input
              type="radio"
              name="tool"
              className="visually-hidden"
              aria-label={t(label)}
              aria-keyshortcuts={key.toUpperCase()}
              checked={id === tool}
              onChange={() => onTool(id)}
            />
            <Icon className="icon" aria-hidden />
            <span className="tool-key" aria-hidden="true">
              {key.toUpperCase()}
            </span>
          </label>
        ))}
      </div>
      <div className="tool-group colours" role="radiogroup" aria-label={t('colour')}>
        {MARK_COLOURS.map((value, index) => {
          const name = t(COLOUR_LABELS[index] ?? 'colour');
          return (
            <label key={value} className="colour" title={name} style={{ color: value }}>
              <input
                type="radio"
                name="colour"
                className="visually-hidden"
                aria-label={name}
                checked={value === colour}
                onChange={() => onColour(value)}
              />
            </label>
          );
        })}
      </div>
    </div>
  );
}
