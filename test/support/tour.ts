import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { launchChromium } from './chromium-driver.ts';
import { ROOT } from './fresh-build.ts';
import { onboardingPage } from './gleaner.ts';
import { serveDirectory } from './serve-site.ts';
import { openAlbum } from './tour-album.ts';
import { clipChangelog, clipPassages, clipPricing, clipReview, type Stage, showRestricted } from './tour-clips.ts';
import { openProject, showSidePanel, workInLibrary } from './tour-library.ts';
import { clipParts } from './tour-parts.ts';
import { RESEARCH } from './tour-research.ts';
import { comeBack, showChanges } from './tour-return.ts';
import { wordsOf } from './words.ts';

const SITE = join(ROOT, 'test/fixtures/site');
const TOUR = join(ROOT, '.output/tour');

/** Writes the files of an export into `dir`; their paths in it. */
async function unpack(zip: Buffer, dir: string): Promise<string[]> {
  const files = Object.entries(unzipSync(zip)).filter(([path]) => !path.endsWith('/'));
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), bytes);
  }
  return files.map(([path]) => path);
}

/** One research, from the installation to the export, in one language. @returns the paths of what it left in `TOUR`. */
async function research(language: 'en' | 'zh', extensionDir: string, executablePath: string): Promise<string[]> {
  const locale = language === 'en' ? 'en' : 'zh-CN';
  const site = await serveDirectory(SITE);
  try {
    const { port } = new URL(site.url);
    const browser = await launchChromium({
      extensionDir,
      executablePath,
      locale,
      // The sample companies have addresses of their own; all of them lead here, and the machine's resolver is not asked.
      args: [`--host-resolver-rules=MAP *.example 127.0.0.1:${port}`],
    });
    try {
      const album = openAlbum(TOUR, language);
      const address = (host: string, file: string) => `http://${host}/${file}`;
      const stage: Stage = { browser, album, words: wordsOf(locale), research: RESEARCH[language], address };
      const onboarding = await onboardingPage(browser);
      await album.shoot(onboarding, 'onboarding', { fullPage: true });
      await onboarding.close();
      await openProject(stage);
      await clipPricing(stage);
      await clipChangelog(stage);
      await clipReview(stage);
      await clipPassages(stage);
      await clipParts(stage);
      await comeBack(stage);
      await showRestricted(stage);
      const zip = await workInLibrary(stage);
      await showChanges(stage);
      await showSidePanel(stage);
      const exported = language === 'en' ? await unpack(zip, TOUR) : [];
      return [...exported, ...album.pictures];
    } finally {
      await browser.close();
    }
  } finally {
    await site.close();
  }
}

/**
 * Plays a day of research with the real extension in a headless Chromium, in English and in Chinese, and leaves its
 * export and a picture of every screen in `.output/tour/`.
 * @returns the absolute paths of what it left, the export first. Rejects at the first thing that does not work.
 */
export async function playTour(extensionDir: string, executablePath: string): Promise<string[]> {
  await rm(TOUR, { recursive: true, force: true });
  await mkdir(TOUR, { recursive: true });
  const left: string[] = [];
  for (const language of ['en', 'zh'] as const) left.push(...(await research(language, extensionDir, executablePath)));
  return left.map((path) => join(TOUR, path));
}
