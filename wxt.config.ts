import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { captureKinds } from './lib/capture/kinds/index.ts';
import { commandOf } from './lib/platform/shortcuts.ts';

/** Nothing here carries an install warning; a test pins the built manifest. */
const permissions = ['activeTab', 'scripting', 'storage', 'unlimitedStorage', 'contextMenus', 'alarms'];

const commands = Object.fromEntries(
  captureKinds.flatMap(({ id, shortcut }) =>
    shortcut
      ? [
          [
            commandOf(id),
            {
              ...(shortcut.key ? { suggested_key: { default: shortcut.key } } : {}),
              description: `__MSG_${shortcut.description}__`,
            },
          ],
        ]
      : [],
  ),
);

/**
 * What a script in a page asks of the browser (messages, strings) is answered with promises everywhere: the polyfill would
 * be 3 kB more in every page that is clipped.
 */
const nativeBrowser = {
  name: 'gleaner:native-browser',
  enforce: 'pre' as const,
  resolveId: (source: string) =>
    source === '@wxt-dev/webextension-polyfill/browser' ? fileURLToPath(import.meta.resolve('wxt/browser')) : null,
};

type Modules = { getModuleInfo(id: string): { isEntry: boolean; importers: readonly string[] } | null };

/** How many pages need a module to open, beside those that need it when somebody asks for a part of them. */
function pagesThatOpenWith(id: string, modules: Modules): number {
  const reached = new Set([id]);
  let pages = 0;
  for (const one of reached) {
    const module = modules.getModuleInfo(one);
    if (module?.isEntry) pages += 1;
    for (const importer of module?.importers ?? []) reached.add(importer);
  }
  return pages;
}

/**
 * What pages need to open comes as one file: a popup that loads eight small ones opens a tenth later. What only one of them
 * needs, or none before somebody asks for a part of it, stays out.
 */
const sharedChunk = {
  name: 'gleaner:shared-chunk',
  config: () => ({
    build: {
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              {
                name: (id: string, modules: Modules) => (pagesThatOpenWith(id, modules) >= 2 ? 'shared' : null),
                minShareCount: 3,
              },
            ],
          },
        },
      },
    },
  }),
};

export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill', '@wxt-dev/auto-icons'],
  imports: false,
  autoIcons: { baseIconPath: 'assets/icon.svg', developmentIndicator: false },
  hooks: {
    'vite:build:extendConfig': (entrypoints, config) => {
      const isPages = entrypoints.some(({ inputPath }) => inputPath.endsWith('.html'));
      const isInPage = entrypoints.some(({ type }) => type === 'unlisted-script');
      config.plugins = [...(config.plugins ?? []), isInPage && nativeBrowser, isPages && sharedChunk];
    },
    // WXT takes the popup's <title>, which is not translated.
    'build:manifestGenerated': (_wxt, manifest) => {
      if (manifest.action) manifest.action.default_title = '__MSG_app_name__';
      // Firefox would open the sidebar by itself after the installation.
      if (manifest.sidebar_action) {
        Object.assign(manifest.sidebar_action, { default_title: '__MSG_app_name__', open_at_install: false });
      }
    },
  },
  manifestVersion: 3,
  zip: { name: 'gleaner' },
  manifest: ({ browser, command }) => ({
    name: '__MSG_app_name__',
    description: '__MSG_app_description__',
    default_locale: 'en',
    permissions: browser === 'firefox' ? permissions : [...permissions, 'sidePanel'],
    // Asked for site by site, on the user's click, to show clips there whenever the user comes back.
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    action: { default_title: '__MSG_app_name__' },
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+G' } }, ...commands },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'gleaner@gleaner.app',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '136' }),
    // Nothing leaves the machine, even if something hostile got into a page of ours. The dev server needs its socket.
    ...(command === 'build'
      ? {
          content_security_policy: {
            extension_pages:
              "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
          },
        }
      : {}),
  }),
});
