// First, so that the style of a component comes after it and wins.
import '#components/ui/base.css';
import { useEffect, useState } from 'react';
import { Onboarding } from '#components/onboarding/onboarding.tsx';
import type { Shortcut } from '#components/onboarding/shortcut-list.tsx';
import { mount } from '#components/ui/mount.tsx';
import { captureKinds } from '#lib/capture/kinds/index.ts';
import type { PagePart, PageParts } from '#lib/capture/page-parts.ts';
import { servePage } from '#lib/capture/serve-page.ts';
import { t } from '#lib/platform/i18n.ts';
import { commandOf, currentShortcuts, openShortcutSettings } from '#lib/platform/shortcuts.ts';
import { openExtensionPage } from '#lib/platform/tabs.ts';

const openedAt = Date.now();
const openLibrary = () => void openExtensionPage('library.html');
const changeShortcuts = () => void openShortcutSettings();

async function readShortcuts(): Promise<Shortcut[]> {
  const keys = await currentShortcuts();
  const ways = captureKinds.flatMap(({ id, icon, shortcut }) =>
    shortcut?.key ? [{ id, icon, label: shortcut.description, keys: keys.get(commandOf(id)) ?? '' }] : [],
  );
  return [{ id: 'open', label: 'onboarding_shortcut_open', keys: keys.get('_execute_action') ?? '' }, ...ways];
}

function Page() {
  const [shortcuts, setShortcuts] = useState<Shortcut[]>();
  useEffect(() => {
    const update = () => void readShortcuts().then(setShortcuts);
    update();
    // The user comes back from the browser's settings.
    window.addEventListener('focus', update);
    return () => window.removeEventListener('focus', update);
  }, []);

  return (
    <Onboarding
      shortcuts={shortcuts}
      openedAt={openedAt}
      isFirefox={import.meta.env.FIREFOX}
      onLibrary={openLibrary}
      onChangeShortcuts={changeShortcuts}
    />
  );
}

document.title = t('onboarding_page_title');
// The background may put no script into the extension's own pages, so this one answers by itself.
const parts: { [K in PagePart]: () => Promise<PageParts[K]> } = {
  text: () => import('#lib/capture/text.ts'),
  pickers: () => import('#lib/capture/pickers.ts'),
  article: () => import('#lib/capture/article/index.ts'),
  rest: () => import('#lib/capture/rest.ts'),
  sanitise: () => import('#lib/capture/sanitise.ts'),
  scroll: () => import('#lib/capture/scroll/index.ts'),
  snapshot: () => import('#lib/capture/snapshot.ts'),
  textLayer: () => import('#lib/capture/text-layer/index.ts'),
};
servePage((part) => parts[part]());
mount(<Page />);
