/** What an operator pays: the time of a command from nothing, and the memory of a bot at rest. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Figure, quantile, times } from './measure.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SAMPLES = join(ROOT, 'samples');
/** How long after its last work a process is at rest. */
const REST_MS = 60_000;

function fivePages(): string[] {
  const pages = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(txt|html)$/.test(name),
  );
  return pages
    .sort()
    .slice(0, 5)
    .map((name) => join(SAMPLES, name));
}

async function startUp(): Promise<Figure> {
  const run = (...command: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', ...command], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${command.join(' ')} failed: ${stderr}`);
  };
  const ours = await times(7, () => run('src/main.ts', 'brief', '--json', ...fivePages()));
  const bare = await times(7, () => run('--eval', ''));
  return {
    what: 'brief of five pages, start-up included, median',
    value: `${quantile(ours, 0.5).toFixed(0)} ms`,
    beside: `bar 2000 ms; starting alone ${quantile(bare, 0.5).toFixed(0)} ms`,
  };
}

function megabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

async function atRest(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-bench-'));
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start'], {
    cwd: ROOT,
    env: { ...process.env, BOT_TOKEN: '', DATABASE_PATH: join(folder, 'mujaz.db'), PORT: '0', NODE_ENV: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    let most = 0;
    for (let waited = 0; waited < 2 * REST_MS; waited += 500) {
      await pause(500);
      if (child.pid === undefined || child.exitCode !== null) throw new Error('the bot ended by itself');
      most = Math.max(most, megabytes(child.pid));
    }
    return {
      what: 'memory of the playground at rest, two minutes after its start',
      value: `${megabytes(child.pid ?? 0).toFixed(0)} MB`,
      beside: `bar 150 MB; at most ${most.toFixed(0)} MB while it read the samples`,
    };
  } finally {
    child.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Start-up and memory. */
export async function operators(): Promise<readonly Figure[]> {
  return [await startUp(), await atRest()];
}
