import { useLiveQuery } from 'dexie-react-hooks';
import { Lock, Puzzle } from 'lucide-react';
import type { ReactNode } from 'react';
import { Logo } from '#components/ui/logo.tsx';
import { recentClips } from '#lib/db/clips.ts';
import { t } from '#lib/platform/i18n.ts';
import { PictureOfExport } from './picture-of-export.tsx';
import { PictureOfSelection } from './picture-of-selection.tsx';
import { PictureOfTypes } from './picture-of-types.tsx';
import { type Shortcut, ShortcutList } from './shortcut-list.tsx';
import { TryIt } from './try-it.tsx';
import './onboarding.css';

type Props = {
  /** Gleaner's own comes first; undefined until the browser has told. */
  shortcuts: readonly Shortcut[] | undefined;
  /** Milliseconds since the epoch: clips from before are not a first try. */
  openedAt: number;
  isFirefox: boolean;
  onLibrary(): void;
  onChangeShortcuts(): void;
};

/** What a new user sees once: what Gleaner does, its keys, and a first clip right here. */
export function Onboarding({ shortcuts, openedAt, isFirefox, onLibrary, onChangeShortcuts }: Props) {
  const newest = useLiveQuery(async () => (await recentClips(1))[0], []);
  const clip = newest && newest.capturedAt >= openedAt ? newest : undefined;
  const openKeys = shortcuts?.[0]?.keys ?? '';
  return (
    <div className="onboarding">
      <header className="brand row">
        <Logo size={24} />
        {t('app_name')}
      </header>
      <main>
        <section className="hero">
          <h1>{t('onboarding_title')}</h1>
          <p>{t('onboarding_lead')}</p>
          <a className={clip ? 'button' : 'button primary'} href="#try">
            {t('onboarding_try_now')}
          </a>
        </section>

        <section aria-labelledby="steps-title">
          <h2 id="steps-title" className="visually-hidden">
            {t('onboarding_steps')}
          </h2>
          <ol className="steps">
            <Step
              picture={<PictureOfSelection />}
              title={t('onboarding_step_select')}
              text={openKeys ? t('onboarding_step_select_text_keys', openKeys) : t('onboarding_step_select_text')}
            />
            <Step
              picture={<PictureOfTypes />}
              title={t('onboarding_step_type')}
              text={t('onboarding_step_type_text')}
            />
            <Step
              picture={<PictureOfExport />}
              title={t('onboarding_step_export')}
              text={t('onboarding_step_export_text')}
            />
          </ol>
        </section>

        <TryIt clip={clip} openKeys={openKeys} onLibrary={onLibrary} />

        <div className="facts">
          <section className="fact" aria-labelledby="shortcuts-title">
            <h2 id="shortcuts-title">{t('onboarding_shortcuts')}</h2>
            {shortcuts ? <ShortcutList shortcuts={shortcuts} onChange={onChangeShortcuts} /> : null}
          </section>
          <div className="facts-side">
            <section className="fact" aria-labelledby="pin-title">
              <h2 id="pin-title" className="row">
                <Puzzle className="icon" aria-hidden />
                {t('onboarding_pin')}
              </h2>
              <p className="dim">{t(isFirefox ? 'onboarding_pin_firefox' : 'onboarding_pin_chromium')}</p>
            </section>
            <section className="fact" aria-labelledby="privacy-title">
              <h2 id="privacy-title" className="row">
                <Lock className="icon" aria-hidden />
                {t('onboarding_privacy')}
              </h2>
              <p className="dim">{t('onboarding_privacy_text')}</p>
            </section>
          </div>
        </div>
      </main>
    </div>
  );
}

function Step({ picture, title, text }: { picture: ReactNode; title: string; text: string }) {
  return (
    <li className="step">
      {picture}
      <h3>{title}</h3>
      <p className="dim">{text}</p>
    </li>
  );
}
