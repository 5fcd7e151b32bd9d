import { glob, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '#public/_locales/en/messages.json' with { type: 'json' };
import { CHROME_BUILD, FIREFOX_BUILD } from '#test/support/build-extension.ts';

/** What each permission is there for: the call in the source that needs it. None of them carries an install warning. */
const USES = {
  activeTab: /\btabs\.captureVisibleTab\(/,
  scripting: /\bscripting\.executeScript\(/,
  storage: /\bstorage\.session\b/,
  unlimitedStorage: /extends Dexie\b/,
  alarms: /\balarms\.create\(/,
  contextMenus: /\bcontextMenus\.create\(/,
  sidePanel: /\bsidePanel\.open\(/,
} as const;

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; " +
  "font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

type Manifest = {
  name: string;
  description: string;
  permissions: string[];
  icons: Record<string, string>;
  commands: Record<string, { suggested_key?: { default: string }; description?: string }>;
  content_security_policy: unknown;
  browser_specific_settings?: { gecko: { id: string; data_collection_permissions: unknown } };
  [key: string]: unknown;
};

const builds = [
  { name: 'Chromium', dir: CHROME_BUILD, permissions: Object.keys(USES) },
  { name: 'Firefox', dir: FIREFOX_BUILD, permissions: Object.keys(USES).filter((name) => name !== 'sidePanel') },
];

async function manifestIn(dir: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8'));
}

async function sources(): Promise<string> {
  const paths = await Array.fromAsync(glob('{components,entrypoints,lib}/**/*.{ts,tsx}'));
  return (await Promise.all(paths.map((path) => readFile(path, 'utf8')))).join('\n');
}

/** Every `__MSG_key__` in a value. */
const messages = (value: unknown) => [...JSON.stringify(value).matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key ?? '');

describe.each(builds)('the built manifest for $name', ({ dir, permissions }) => {
  it('asks for exactly what is used', async () => {
    const manifest = await manifestIn(dir);
    expect(manifest.manifest_version).toBe(3);
    expect(manifest.permissions.toSorted()).toEqual(permissions.toSorted());
    const code = await sources();
    for (const [permission, use] of Object.entries(USES)) expect(code, permission).toMatch(use);
  });

  it('lets the extension into no page by itself, and no page into the extension', async () => {
    const manifest = await manifestIn(dir);
    for (const key of [
      'host_permissions',
      'optional_permissions',
      'content_scripts',
      'web_accessible_resources',
      'externally_connectable',
      'sandbox',
      'chrome_url_overrides',
      'oauth2',
      'update_url',
    ]) {
      expect(manifest, key).not.toHaveProperty(key);
    }
    // What the user may grant, one site at a time, and take back.
    expect(manifest.optional_host_permissions).toEqual(['https://*/*', 'http://*/*']);
  });

  it('forbids its pages to reach any network or to run any code but their own', async () => {
    expect((await manifestIn(dir)).content_security_policy).toEqual({ extension_pages: CSP });
  });

  it('suggests at most four shortcuts, all different and all described', async () => {
    const { commands } = await manifestIn(dir);
    const keys = Object.values(commands).flatMap(({ suggested_key }) => suggested_key?.default ?? []);
    expect(Object.keys(commands)).toContain('_execute_action');
    expect(keys.length).toBeLessThanOrEqual(4);
    expect(new Set(keys).size).toBe(keys.length);
    for (const [name, { description }] of Object.entries(commands)) {
      if (name !== '_execute_action') expect(description, name).toMatch(/^__MSG_command_\w+__$/);
    }
  });

  it('has icons of the right size', async () => {
    const { icons } = await manifestIn(dir);
    expect(Object.keys(icons)).toEqual(['16', '32', '48', '128']);
    for (const [size, path] of Object.entries(icons)) {
      const png = await readFile(join(dir, path));
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([Number(size), Number(size)]);
    }
  });

  it('speaks both languages, with every string that it names', async () => {
    const manifest = await manifestIn(dir);
    expect(manifest.default_locale).toBe('en');
    expect(messages(manifest)).toEqual(expect.arrayContaining(['app_name', 'app_description']));
    for (const key of messages(manifest)) expect(en).toHaveProperty([key]);
    for (const locale of ['en', 'zh_CN']) {
      const strings: Record<string, { message: string }> = JSON.parse(
        await readFile(join(dir, '_locales', locale, 'messages.json'), 'utf8'),
      );
      expect(Object.keys(strings).sort()).toEqual(Object.keys(en).sort());
      // What the stores take.
      expect(strings.app_name?.message.length).toBeLessThanOrEqual(45);
      expect(strings.app_description?.message.length).toBeLessThanOrEqual(132);
    }
  });

  it('names only files that are there', async () => {
    const named = JSON.stringify(await manifestIn(dir)).matchAll(/"([\w/-]+\.(?:html|js|png))"/g);
    for (const [, path] of named) expect((await stat(join(dir, path ?? ''))).isFile(), path).toBe(true);
  });

  it('carries no source map, and no code of the development server', async () => {
    const files = await Array.fromAsync(glob('**/*', { cwd: dir }));
    expect(files.filter((path) => /\.(?:map|ts|tsx)$/.test(path))).toEqual([]);
    for (const path of files.filter((name) => /\.(?:js|html)$/.test(name))) {
      expect(await readFile(join(dir, path), 'utf8'), path).not.toMatch(/localhost:\d|@vite\/client|react-refresh/);
    }
  });
});

describe('for Firefox', () => {
  it('has an id, and says that it collects nothing', async () => {
    const { browser_specific_settings: settings } = await manifestIn(FIREFOX_BUILD);
    expect(settings?.gecko.id).toMatch(/^[\w.-]+@[\w.-]+$/);
    expect(settings?.gecko.data_collection_permissions).toEqual({ required: ['none'] });
  });

  it('is not in the Chromium build', async () => {
    expect(await manifestIn(CHROME_BUILD)).not.toHaveProperty('browser_specific_settings');
  });
});
