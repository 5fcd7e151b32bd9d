import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './fresh-build.ts';

export interface ScriptRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a script of `test/support` to its end as npm does, on the build that is there. */
export async function runScript(
  name: string,
  args: readonly string[],
  { cwd = ROOT, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<ScriptRun> {
  const child = spawn(process.execPath, [join(ROOT, 'test/support', name), ...args], {
    cwd,
    env: { ...process.env, GLEANER_BUILT: '1', npm_lifecycle_event: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const collect = async (stream: NodeJS.ReadableStream) => {
    const pieces: Buffer[] = [];
    for await (const piece of stream) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces).toString();
  };
  const ended = new Promise<number | null>((done, failed) => {
    child.once('error', failed);
    child.once('close', done);
  });
  const [code, stdout, stderr] = await Promise.all([ended, collect(child.stdout), collect(child.stderr)]);
  return { code, stdout, stderr };
}
