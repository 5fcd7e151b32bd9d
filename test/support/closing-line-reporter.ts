import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with "N passed, N failed" on a line of its own, which any CI can read. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    // A file that does not even load has no tests; it has failed all the same.
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    const skipped = count('skipped');
    process.on('exit', () => {
      const closing = `${count('passed')} passed, ${count('failed') + broken} failed`;
      process.stdout.write(`\n${skipped > 0 ? `${closing}, ${skipped} skipped` : closing}\n`);
    });
  }
}
