import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from '#test/support/find-browser.ts';

/**
 * Tests run where the code runs: pure code in Node, DOM and storage code in Chromium, the product as it was built. They
 * hold on a machine of any speed: a minute is for what never ends, and `npm run bench` tells how fast something is.
 */
export default defineConfig(async () => ({
  test: {
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          setupFiles: ['test/support/same-examples.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.{ts,tsx}'],
          setupFiles: ['test/support/same-examples.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: await findChromium(),
                args: ['--no-sandbox', '--disable-background-networking'],
              },
            }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['test/support/build-extension.ts'],
          fileParallelism: false,
          // Real browsers on a busy machine: wait for a condition as long as its test may take.
          expect: { poll: { timeout: 15_000 } },
          // Once more where a machine of unknown load decides: what passes only then is reported as such.
          retry: process.env.CI ? 1 : 0,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
}));
