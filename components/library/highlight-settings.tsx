import { useCallback, useEffect, useRef, useState } from 'react';
import type { SiteAccess } from '#components/capture/site-highlights.tsx';
import { toAppError } from '#lib/core/errors.ts';
import { siteOf } from '#lib/core/url.ts';
import { t, tError } from '#lib/platform/i18n.ts';

/** The part of what is granted that the settings show and take back. */
export type Sites = Pick<
  SiteAccess,
  'revokeSite' | 'onSites' | 'areHighlightsOn' | 'switchHighlights' | 'onHighlightsSwitch'
> & {
  /** In the order of their names. */
  grantedSites(): Promise<readonly string[]>;
};

type State = { isOn: boolean; granted: readonly string[] };

function useSites(sites: Sites): State | undefined {
  const [state, setState] = useState<State>();
  const refresh = useCallback(async () => {
    const [isOn, granted] = await Promise.all([sites.areHighlightsOn(), sites.grantedSites()]);
    setState({ isOn, granted });
  }, [sites]);
  useEffect(() => {
    void refresh();
    const stops = [sites.onSites(() => void refresh()), sites.onHighlightsSwitch(() => void refresh())];
    return () => {
      for (const stop of stops) stop();
    };
  }, [sites, refresh]);
  return state;
}

/** On which sites clips are shown when the user comes back: one switch for all, and each to be taken back. */
export function HighlightSettings({ sites }: { sites: Sites }) {
  const state = useSites(sites);
  const [error, setError] = useState<string>();
  const toggle = useRef<HTMLInputElement>(null);

  async function attempt(work: Promise<void>): Promise<void> {
    setError(undefined);
    try {
      await work;
    } catch (thrown) {
      setError(tError(toAppError(thrown).code));
    }
  }

  return (
    <section className="highlights" aria-labelledby="highlights-title" aria-busy={state === undefined}>
      <h3 id="highlights-title">{t('highlights')}</h3>
      {state ? (
        <>
          <label className="switch">
            <input
              type="checkbox"
              ref={toggle}
              checked={state.isOn}
              onChange={(event) => void attempt(sites.switchHighlights(event.currentTarget.checked))}
            />
            {t('highlights_switch')}
          </label>
          {state.granted.length === 0 ? (
            <p className="faint">{t('highlights_no_sites')}</p>
          ) : (
            <ul aria-label={t('highlights_sites')}>
              {state.granted.map((pattern) => {
                // Patterns that were granted in the browser's own settings may be of many sites.
                const site = siteOf(pattern) || pattern;
                return (
                  <li key={pattern} className="row">
                    <span className="grow cut" title={pattern}>
                      {site}
                    </span>
                    <button
                      type="button"
                      className="button quiet"
                      aria-label={t('highlights_remove_site', site)}
                      onClick={() => {
                        // The button goes with its site; the focus must not go with it.
                        toggle.current?.focus();
                        void attempt(sites.revokeSite(pattern));
                      }}
                    >
                      {t('remove')}
                    </button>
                  </li>
                );
              })}
            </ul>
          )}
        </>
      ) : null}
      {error ? (
        <p className="notice error" role="alert">
          {error}
        </p>
      ) : null}
    </section>
  );
}
