import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureKindOf } from '#lib/capture/kinds/index.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import { exportFormats } from '#lib/export/formats/index.ts';
import { USAGE } from '#test/support/clip-arguments.ts';
import { clipPage, exportClips } from '#test/support/clip-pages.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import { asMarkdownSays, folded, quotesOf } from '#test/support/markdown-text.ts';
import { runScript } from '#test/support/run-script.ts';
import { serveDirectory } from '#test/support/serve-site.ts';

const SITE = 'test/fixtures/site';
const PRICING = `${SITE}/pricing.html`;
const LIMITS = 'The free plan keeps 14 days of history. Exporting to CSV needs the Team plan.';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gleaner-clip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const clip = (args: string[], options?: Parameters<typeof runScript>[2]) => runScript('clip.ts', args, options);

function clipsIn(json: string): { clips: Clip[]; tags: Tag[] } {
  return JSON.parse(json);
}

describe('npm run clip', () => {
  it('prints JSON alone on stdout: rows with quote, Markdown, source and selectors, typed and tagged', async () => {
    const run = await clip(
      [
        PRICING,
        '--select',
        '#limits',
        '--type',
        'competitor',
        '--tag',
        '导出',
        '--tag',
        'Free plan',
        '--format',
        'json',
      ],
      {},
    );
    expect(run.stderr).toContain('Clipped p#limits');
    expect(run.code).toBe(0);
    const { clips, tags } = clipsIn(run.stdout);
    expect(clips).toHaveLength(1);
    expect(clips[0]).toMatchObject({
      kind: 'selection',
      type: 'competitor',
      markdown: expect.stringContaining('**free plan**'),
      source: { url: expect.stringMatching(/\/pricing\.html$/), site: 'Acme Analytics' },
      anchor: { selectors: expect.arrayContaining([expect.objectContaining({ type: 'TextQuoteSelector' })]) },
    });
    expect(folded(clips[0]?.quote ?? '')).toBe(LIMITS);
    expect(clips[0]?.tagIds.map((id) => tags.find((tag) => tag.id === id)?.name).sort()).toEqual(['Free plan', '导出']);
  });

  it('writes a file for each input, named after it, from and to the folder that npm was called in', async () => {
    await mkdir(join(folder, 'a'), { recursive: true });
    await mkdir(join(folder, 'b'), { recursive: true });
    await cp(`${SITE}/base.html`, join(folder, 'a', '对比 #1.html'));
    await cp(`${SITE}/stripes.html`, join(folder, 'b', '对比 #1.html'));
    const run = await clip(['a/对比 #1.html', join(folder, 'b', '对比 #1.html'), '--out', 'out'], {
      env: { npm_lifecycle_event: 'clip', INIT_CWD: folder },
    });
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(['对比 #1-2.md', '对比 #1.md']);
    const read = (name: string) => readFile(join(folder, 'out', name), 'utf8').then(quotesOf);
    expect(await read('对比 #1.md')).toEqual([expect.stringContaining('Relative links such as')]);
    expect(await read('对比 #1-2.md')).toEqual(['This line of text can be selected under the tiles.']);
  });

  it('reports what cannot be clipped, exports the rest, and fails', async () => {
    const run = await clip([PRICING, `${SITE}/rtl.html`, `${SITE}/forum.js`, '--select', '#ar-limits']);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/pricing\.html: nothing on the page matches "#ar-limits"/);
    expect(run.stderr).toContain('forum.js: ');
    expect(quotesOf(run.stdout)).toEqual([expect.stringContaining('CSV (UTF-8)')]);
  });

  it.each([
    ['a selector that matches nothing', ['--select', '#nothing'], 1, 'nothing on the page matches "#nothing"'],
    ['a selector that is none', ['--select', 'p['], 1, 'is not a CSS selector'],
    ['an element without text', ['--select', '#compare-table colgroup'], 1, 'has no text to clip'],
    ['an unknown option', ['--bogus'], 2, '--bogus'],
    ['a bad type', ['--type', 'idea'], 2, 'requirement, feedback, competitor, note'],
    ['a bad format', ['--format', 'pdf'], 2, exportFormats.map(({ id }) => id).join(', ')],
    ['two things to clip', ['--article', '--table', 'table'], 2, '--article and --table cannot be used together'],
    ['a screenshot of nothing known', ['--screenshot', 'all'], 2, 'visible, full, element:CSS or region:X,Y,W,H'],
    ['an article in a frame', ['--article', '--frame', 'iframe'], 2, '--frame cannot be used with --article'],
    ['no frame', ['--frame', '#nothing'], 1, 'no frame on the page matches "#nothing"'],
    ['an element of another sort', ['--image', 'h1'], 1, 'matches h1, which is no <img>'],
    ['an empty tag', ['--tag', ' '], 2, '--tag'],
    ['a missing file', ['no-such-page.html'], 1, 'no-such-page.html'],
    ['a folder', [SITE], 1, 'is not a file'],
    ['an address that is neither file nor web', ['chrome://version'], 1, 'files and http(s) URLs'],
    ['a server that does not answer', ['http://127.0.0.1:9/'], 1, 'ERR_'],
  ])('says in one sentence what is wrong with %s', async (_name, args, code, message) => {
    const inputs = args[0]?.startsWith('--') ? [PRICING] : [];
    const run = await clip([...inputs, ...args]);
    expect(run).toMatchObject({ code, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toMatch(/^\s+at /m);
  });

  it('clips a table of a frame, and writes a format that is no text as it is', async () => {
    const page = join(folder, 'framed.html');
    const table = '<table><tr><th>Plan</th><th>Price</th></tr><tr><td>Team</td><td>$24</td></tr></table>';
    await writeFile(
      page,
      `<title>Framed</title><table><tr><td>Outside</td></tr></table><iframe srcdoc="${table}"></iframe>`,
    );
    const out = join(folder, 'zips');
    const run = await clip([page, '--frame', 'iframe', '--table', 'table', '--format', 'markdown-zip', '--out', out]);
    expect(run).toMatchObject({ code: 0, stdout: '', stderr: `[1/1] Clipped table of ${page}\n` });
    const files = unzipSync(await readFile(join(out, 'framed.zip')));
    expect(Object.keys(files)).toEqual(['findings.md']);
    expect(strFromU8(files['findings.md'] ?? new Uint8Array())).toMatch(/\| Team +\| \$24 +\|/);
  });

  describe('--screenshot', () => {
    /** Width and height of a PNG. https://www.w3.org/TR/png-3/#11IHDR */
    const sizeOf = async (...path: string[]) => {
      const bytes = await readFile(join(...path));
      expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
      return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    };

    it.each([
      ['visible', [1280, 800]],
      ['region:134,878,383,313', [383, 313]],
    ])('%s writes the image beside the export', async (what, size) => {
      const out = await mkdtemp(join(folder, 'shot-'));
      const run = await clip([`${SITE}/stripes.html`, '--screenshot', what, '--out', out, '--format', 'json']);
      expect(run).toMatchObject({ code: 0, stdout: '' });
      expect((await readdir(out)).sort()).toEqual(['stripes.json', 'stripes.png']);
      const { clips } = clipsIn(await readFile(join(out, 'stripes.json'), 'utf8'));
      expect(clips).toMatchObject([{ kind: 'screenshot', type: 'note', assetIds: [expect.any(String)] }]);
      expect(await sizeOf(out, 'stripes.png')).toEqual(size);
    });

    // These kinds are in the product or not; where they are, the command takes them.
    it.skipIf(!captureKindOf('full-page'))('full writes the whole page, which scrolls', async () => {
      const out = await mkdtemp(join(folder, 'shot-'));
      expect(await clip([PRICING, '--screenshot', 'full', '--out', out])).toMatchObject({ code: 0, stdout: '' });
      const [width, height = 0] = await sizeOf(out, 'pricing.png');
      expect(width).toBeGreaterThan(1_200);
      expect(height).toBeGreaterThan(1_500);
    });

    it.skipIf(!captureKindOf('element-shot'))('element writes a picture of the element alone', async () => {
      const out = await mkdtemp(join(folder, 'shot-'));
      const run = await clip([PRICING, '--screenshot', 'element:#limits', '--out', out]);
      expect(run).toMatchObject({ code: 0, stdout: '' });
      expect(run.stderr).toContain('a picture of p#limits');
      const [width = 0, height = 0] = await sizeOf(out, 'pricing.png');
      expect(width).toBeGreaterThan(height);
    });

    it('writes to the folder that npm was called in where the export goes to stdout, and says so', async () => {
      const here = await mkdtemp(join(folder, 'here-'));
      const run = await clip(
        [join(process.cwd(), PRICING), `${join(process.cwd(), SITE)}/rtl.html`, '--screenshot', 'visible'],
        {
          env: { npm_lifecycle_event: 'clip', INIT_CWD: here },
        },
      );
      expect(run.code).toBe(0);
      expect((await readdir(here)).sort()).toEqual(['pricing.png', 'rtl.png']);
      expect(run.stderr).toContain(`Wrote ${join(here, 'pricing.png')}`);
      expect(run.stdout).toContain('data:image/png;base64,');
    });

    it('says why there is no picture of a region that the window cannot show', async () => {
      for (const region of ['0,0,5000,20', '900000,0,10,10']) {
        const run = await clip([PRICING, '--screenshot', `region:${region}`]);
        expect(run).toMatchObject({ code: 1, stdout: '' });
        expect(run.stderr).toContain('the region is not on the page, or does not fit into its window');
      }
    });
  });

  it('goes on past every bad page, tells of each as it comes and again at the end, and keeps the order', async () => {
    const pages: Record<string, string> = {
      'a-good': '<main>The first.</main>',
      'b-dialogs': `<script>alert(1); confirm(2); prompt(3); onbeforeunload = (event) => event.preventDefault();</script>
        <main>After dialogs.</main><script>print()</script>`,
      'c-empty': '',
      'd-invalid': '<table><p><b><i></b><main><p>No page <div></span></p>of HTML</main></td></html></html>',
      'e-leaves': `<main>Gone in a moment</main><script>setTimeout(() => location.replace('./elsewhere.html'), 200)</script>`,
      'f-restless':
        '<main>Restless<i></i></main><script>setInterval(() => document.querySelector("i").append(""), 20)</script>',
      'g-opens':
        '<main>Opens others</main><script>open("./a-good.html"); onblur = () => open("./a-good.html")</script>',
      'h-frozen':
        '<main>In a frame of its own</main><script>Object.freeze(Node.prototype); document.querySelector = 1</script>',
      'z-good': '<main>The last.</main>',
    };
    const dir = await mkdtemp(join(folder, 'bad-'));
    for (const [name, html] of Object.entries(pages)) await writeFile(join(dir, `${name}.html`), html);
    await writeFile(join(dir, 'e-thing.bin'), 'bytes');
    await writeFile(join(dir, 'elsewhere.html'), '<main>Where it went</main>');
    const inputs = Object.keys(pages).map((name) => join(dir, `${name}.html`));
    inputs.splice(1, 0, join(dir, 'missing.html'), join(dir, 'e-thing.bin'), 'http://127.0.0.1:9/');
    const run = await clip([...inputs, '--format', 'json']);
    expect(run.code).toBe(1);
    expect(clipsIn(run.stdout).clips.map(({ quote }) => folded(quote))).toEqual([
      'The first.',
      'After dialogs.',
      'No page of HTML',
      'Where it went',
      'Restless',
      'Opens others',
      'In a frame of its own',
      'The last.',
    ]);
    const lines = run.stderr.trimEnd().split('\n');
    const [summary = '', ...failed] = lines.slice(inputs.length);
    expect(summary).toBe(`Clipped 8 of ${inputs.length}. Not clipped:`);
    const reasons = ['there is no such file', 'downloads it', 'ERR_', 'has no text to clip'];
    expect(failed).toEqual(reasons.map((reason) => expect.stringContaining(reason)));
    for (const [index, line] of lines.slice(0, inputs.length).entries()) {
      expect(line).toMatch(new RegExp(`^\\[${index + 1}/${inputs.length}\\] (?:Clipped|Could not clip) `));
      expect(line).toContain(inputs[index]);
    }
    for (const failure of failed)
      expect(lines).toContainEqual(expect.stringContaining(`Could not clip ${failure.trim()}`));
  }, 180_000);

  it('says what to do when there is no input, or no browser', async () => {
    expect(await clip(['--help'])).toEqual({ code: 0, stdout: USAGE, stderr: '' });
    expect(await clip([])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--help') });
    const run = await clip([PRICING], { env: { CHROMIUM_PATH: join(folder, 'no-browser') } });
    expect(run).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('CHROMIUM_PATH') });
  });
});

it('findings.md renders to the text that was clipped, for every sample page', async () => {
  // One draws itself, without a word.
  const isRead = (name: string) => name.endsWith('.html') && name !== 'stripes-long.html';
  const pages = (await readdir(SITE)).filter(isRead).sort();
  expect(pages.length).toBeGreaterThan(10);
  const site = await serveDirectory(SITE);
  const browser = await launchGleaner();
  try {
    for (const name of pages) {
      await clipPage(browser, `${site.url}${name}`, {
        wanted: { kind: 'selection', css: undefined },
        frame: undefined,
        type: 'note',
        tags: [],
      });
    }
    const { bytes: json } = await exportClips(browser, 'json');
    const { bytes: markdown } = await exportClips(browser, 'markdown');
    const clips = clipsIn(json.toString()).clips;
    const said = clips.map(({ source, quote }) => [
      new URL(source.url).pathname.slice(1),
      asMarkdownSays(folded(quote)),
    ]);
    const rendered = quotesOf(markdown.toString()).map((quote, index) => [pages[index], quote]);
    expect(rendered).toEqual(said);
    expect(said.map(([name]) => name)).toEqual(pages);
  } finally {
    await browser.close();
    await site.close();
  }
}, 180_000);
