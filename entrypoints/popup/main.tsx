// First, so that the style of a component comes after it and wins.
import '#components/ui/base.css';
import { useCallback, useEffect, useState } from 'react';
import { CapturePanel } from '#components/capture/capture-panel.tsx';
import { KeepTyping } from '#components/clip/keep-typing.ts';
import { mount } from '#components/ui/mount.tsx';
import { newId } from '#lib/core/id.ts';
import { showBadge } from '#lib/platform/action.ts';
import * as evidence from '#lib/platform/evidence.ts';
import { t } from '#lib/platform/i18n.ts';
import { askBackground } from '#lib/platform/messaging.ts';
import { takeFocus } from '#lib/platform/session.ts';
import { openSidePanel } from '#lib/platform/side-panel.ts';
import * as sites from '#lib/platform/sites.ts';
import { activeTab, openExtensionPage, type Tab, toast } from '#lib/platform/tabs.ts';
import { keepTyping } from '#lib/platform/typing.ts';

const close = () => window.close();
const capture = (kindId: string, tabId: number) => askBackground('capture.start', { id: newId(), kindId, tabId });
const showCount = (count: number) => void showBadge(count);

function Popup() {
  const [tab, setTab] = useState<Tab>();
  useEffect(() => void activeTab().then(setTab), []);

  const openLibrary = useCallback((query = '') => void openExtensionPage(`library.html#${query}`).then(close), []);
  const tellPage = useCallback(() => {
    if (tab) void toast(tab, t('toast_saved'), 'done');
  }, [tab]);

  const focusHere = useCallback(async () => (tab ? takeFocus(tab.id) : undefined), [tab]);

  return (
    <CapturePanel
      tab={tab}
      isPopup
      takeFocus={focusHere}
      capture={capture}
      evidence={evidence}
      sites={sites}
      onSaved={tellPage}
      onInbox={showCount}
      onLibrary={openLibrary}
      onSidePanel={() => {
        if (tab) void openSidePanel(tab.windowId).then(close);
      }}
      onClose={close}
    />
  );
}

mount(
  <KeepTyping value={keepTyping}>
    <Popup />
  </KeepTyping>,
);
