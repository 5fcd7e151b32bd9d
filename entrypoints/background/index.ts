import { defineBackground } from 'wxt/utils/define-background';
import { registerBackups } from './backups.ts';
import { registerBadge } from './badge.ts';
import { registerContextMenu } from './context-menu.ts';
import { registerMessages } from './messages.ts';
import { registerOnboarding } from './onboarding.ts';
import { registerShortcuts } from './shortcuts.ts';
import { registerSites } from './sites.ts';
import { registerStore } from './store.ts';
import { registerTidying } from './tidy.ts';

/** Listeners are registered in one go: a browser that wakes the worker for an event looks for them at once. */
export default defineBackground({
  main() {
    registerStore();
    registerMessages();
    registerContextMenu();
    registerShortcuts();
    registerBadge();
    registerOnboarding();
    registerTidying();
    registerBackups();
    registerSites();
  },
});
