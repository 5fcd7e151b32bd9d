// First, so that the style of a component comes after it and wins.
import '#components/ui/base.css';
import { useCallback, useEffect, useState } from 'react';
import { CapturePanel } from '#components/capture/capture-panel.tsx';
import { KeepTyping } from '#components/clip/keep-typing.ts';
import { mount } from '#components/ui/mount.tsx';
import { newId } from '#lib/core/id.ts';
import { showBadge } from '#lib/platform/action.ts';
import { t } from '#lib/platform/i18n.ts';
import { askBackground } from '#lib/platform/messaging.ts';
import { activeTab, onActiveTab, openExtensionPage, type Tab, toast } from '#lib/platform/tabs.ts';
import { keepTyping } from '#lib/platform/typing.ts';

const capture = (kindId: string, tabId: number) => askBackground('capture.start', { id: newId(), kindId, tabId });
const showCount = (count: number) => void showBadge(count);
const openLibrary = () => void openExtensionPage('library.html');
const noFocus = () => Promise.resolve(undefined);
const stay = () => {};

function SidePanel() {
  const [tab, setTab] = useState<Tab>();
  useEffect(() => {
    const update = () => void activeTab().then(setTab);
    update();
    return onActiveTab(update);
  }, []);
  const tellPage = useCallback(() => {
    if (tab) void toast(tab, t('toast_saved'), 'done');
  }, [tab]);

  return (
    <CapturePanel
      tab={tab}
      isPopup={false}
      takeFocus={noFocus}
      capture={capture}
      onSaved={tellPage}
      onInbox={showCount}
      onLibrary={openLibrary}
      onClose={stay}
    />
  );
}

mount(
  <KeepTyping value={keepTyping}>
    <SidePanel />
  </KeepTyping>,
);
