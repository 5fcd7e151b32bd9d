import { Highlighter } from 'lucide-react';
import { useEffect, useState } from 'react';
import { siteOf } from '#lib/core/url.ts';
import { t } from '#lib/platform/i18n.ts';

/** What the user lets Gleaner do on which sites. A pattern stands for all pages of a site. */
export type SiteAccess = {
  /** Undefined where no script may enter by permission. */
  sitePatternOf(url: string): string | undefined;
  isGranted(url: string): Promise<boolean>;
  /** To be called right in a click's handler. */
  requestSite(pattern: string): Promise<unknown>;
  revokeSite(pattern: string): Promise<void>;
  onSites(run: () => void): () => void;
  /** The one switch for all sites. */
  areHighlightsOn(): Promise<boolean>;
  switchHighlights(isOn: boolean): Promise<void>;
  onHighlightsSwitch(run: () => void): () => void;
};

type Standing = { url: string; isGranted: boolean; isOn: boolean };

function useStanding(sites: SiteAccess, url: string): Standing | undefined {
  const [standing, setStanding] = useState<Standing>();
  useEffect(() => {
    let isCurrent = true;
    const look = async () => {
      const [isGranted, isOn] = await Promise.all([sites.isGranted(url), sites.areHighlightsOn()]);
      if (isCurrent) setStanding({ url, isGranted, isOn });
    };
    void look();
    const stops = [sites.onSites(() => void look()), sites.onHighlightsSwitch(() => void look())];
    return () => {
      isCurrent = false;
      for (const stop of stops) stop();
    };
  }, [sites, url]);
  return standing?.url === url ? standing : undefined;
}

type Props = {
  url: string;
  sites: SiteAccess;
  /** Whether there is anything on this page to show. Where there is not, only what was granted is said. */
  hasClips: boolean;
};

/** Whether clips are shown on the pages of this site whenever the user comes back, and the way to change that. */
export function SiteHighlights({ url, sites, hasClips }: Props) {
  const pattern = sites.sitePatternOf(url);
  const standing = useStanding(sites, url);
  const site = siteOf(url);
  if (!pattern || !standing || !(standing.isGranted || hasClips)) return null;
  if (!standing.isGranted) {
    return (
      <div className="panel-list site-highlights">
        <button type="button" className="button quiet" data-row onClick={() => void sites.requestSite(pattern)}>
          <Highlighter className="icon" aria-hidden />
          <span>{t('highlights_offer', site)}</span>
        </button>
        <p className="faint">{t('highlights_explained')}</p>
      </div>
    );
  }
  return (
    <div className="panel-list site-highlights row">
      <Highlighter className="icon" aria-hidden />
      <span className="grow">{t(standing.isOn ? 'highlights_on_site' : 'highlights_switched_off', site)}</span>
      <button
        type="button"
        className="button quiet"
        data-row
        onClick={() => void (standing.isOn ? sites.revokeSite(pattern) : sites.switchHighlights(true))}
      >
        {t(standing.isOn ? 'highlights_turn_off' : 'highlights_turn_on')}
      </button>
    </div>
  );
}
