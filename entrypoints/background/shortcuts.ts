import { onShortcut } from '#lib/platform/shortcuts.ts';
import { captureFor } from './capture.ts';

export function registerShortcuts(): void {
  onShortcut((kindId, tab) => void captureFor(kindId, tab, { from: 'shortcut' }));
}
