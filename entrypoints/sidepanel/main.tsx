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
import { onPageLoad } from '#lib/platform/page-loads.ts';
import * as sites from '#lib/platform/sites.ts';
import { activeTab, onActiveTab, openExtensionPage, type Tab, toast } from '#lib/platform/tabs.ts';
import { keepTyping } from '#lib/platform/typing.ts';

const capture = (kindId: string, tabId: number) => askBackground('capture.start', { id: newId(), kindId, tabId });
const showCount = (count: number) => void showBadge(count);
const openLibrary = (query = '') => void openExtensionPage(`library.html#${query}`);
const noFocus = () => Promise.resolve(undefined);
const stay = () => {};

function SidePanel() {
  const [tab, setTab] = useState<Tab>();
  const [visit, setVisit] = useState(0);
  useEffect(() => {
    const update = () => void activeTab().then(setTab);
    update();
    // The browser tells nobody that a click on the toolbar lets Gleaner look at the page, but the panel is used after it.
    window.addEventListener('focus', update);
    const stop = onActiveTab(update);
    return () => {
      window.removeEventListener('focus', update);
      stop();
    };
  }, []);
  const tabId = tab?.id;
  useEffect(() => onPageLoad((id) => id === tabId && setVisit((before) => before + 1)), [tabId]);
  const tellPage = useCallback(() => {
    if (tab) void toast(tab, t('toast_saved'), 'done');
  }, [tab]);

  return (
    <CapturePanel
      tab={tab && { ...tab, visit }}
      isPopup={false}
      takeFocus={noFocus}
      capture={capture}
      evidence={evidence}
      sites={sites}
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
