import type { MessageKey } from '#lib/core/message-key.ts';
import { t } from '#lib/platform/i18n.ts';
import type { PrivateData } from '#lib/screenshot/private-data.ts';

const KIND_LABELS = {
  email: 'private_email',
  phone: 'private_phone',
  chinese_id: 'private_chinese_id',
  card: 'private_card',
} as const satisfies Record<PrivateData['kind'], MessageKey>;

/** Enough of it to know which one it is, and no more: somebody may look over the user's shoulder. */
function masked(text: string): string {
  const letters = [...text];
  const shown = letters.length > 8 ? 3 : 1;
  return `${letters.slice(0, shown).join('')}*****${letters.slice(-shown).join('')}`;
}

type Props = {
  findings: readonly PrivateData[];
  /** Those that are to be covered. */
  chosen: ReadonlySet<PrivateData>;
  onToggle(finding: PrivateData): void;
  onAccept(): void;
  onClose(): void;
};

/** What looks like private data in the words of the picture, to be covered with one click. */
export function PrivatePanel({ findings, chosen, onToggle, onAccept, onClose }: Props) {
  return (
    <section className="private" aria-labelledby="private-title">
      <h2 id="private-title">{t('private_found')}</h2>
      {findings.length === 0 ? <p role="status">{t('private_none')}</p> : null}
      <div>
        {findings.map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list stays as it was found
          <label className="private-row" key={index}>
            <input
              type="checkbox"
              checked={chosen.has(finding)}
              // The keyboard goes on from here.
              // biome-ignore lint/a11y/noAutofocus: the list was asked for
              autoFocus={index === 0}
              onChange={() => onToggle(finding)}
            />
            <span className="cut">{masked(finding.text)}</span>
            <span className="faint">{t(KIND_LABELS[finding.kind])}</span>
          </label>
        ))}
      </div>
      <p className="faint editor-hint">{t('private_limits')}</p>
      <div className="private-actions">
        {findings.length === 0 ? (
          <button type="button" className="button" onClick={onClose}>
            {t('close')}
          </button>
        ) : (
          <>
            <button type="button" className="button" disabled={chosen.size === 0} onClick={onAccept}>
              {t('private_accept')}
            </button>
            <button type="button" className="button quiet" onClick={onClose}>
              {t('cancel')}
            </button>
          </>
        )}
      </div>
    </section>
  );
}
