/** The mujaz command as an operator runs it, beside servers of the test's own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export type Ended = {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  /** The JSON lines of its output. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
};

/** Runs to its end; `env` beside the process's own. */
export async function mujaz(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, INIT_CWD: '', NODE_ENV: '', BOT_TOKEN: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const [status] = (await once(child, 'close')) as [number | null];
  const lines = args.includes('--json')
    ? out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
    : [];
  return { status, out, err, lines };
}
