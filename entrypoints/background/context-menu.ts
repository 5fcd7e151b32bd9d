import { captureKinds } from '#lib/capture/kinds/index.ts';
import { onContextMenu, setContextMenu } from '#lib/platform/context-menu.ts';
import { t } from '#lib/platform/i18n.ts';
import { onStartup } from '#lib/platform/lifecycle.ts';
import { captureFor } from './capture.ts';

export function registerContextMenu(): void {
  onStartup(() => {
    const items = captureKinds.flatMap(({ id, menu }) =>
      menu ? [{ id, title: t(menu.title), contexts: menu.contexts }] : [],
    );
    void setContextMenu(items);
  });
  onContextMenu((id, tab, target) => void captureFor(id, tab, { from: 'menu', ...target }));
}
