/** What an operator pays: the time of a command from nothing, and the memory of a bot at rest. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startBotApi } from '../src/playground/bot-api.ts';
import { buildArchive } from './archive.ts';
import { type Figure, quantile, times } from './measure.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SAMPLES = join(ROOT, 'samples');
/** What npm start runs, in the place of its shell. */
const START = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string };
  }
).scripts.start;
/** How long after its last work a process is at rest. */
const REST_MS = 60_000;
/** What the database of a start holds, and how many starts are timed. */
const ARTICLES = 10_000;
const STARTS = 5;

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

/** From nothing to the answer that a reader waits for, over a database with articles in it. */
async function firstAnswer(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-bench-'));
  const database = join(folder, 'mujaz.db');
  const sources = join(folder, 'sources.json');
  writeFileSync(sources, '[]');
  buildArchive(database, ARTICLES, Date.now());
  const token = '4242:bench-token-of-nobody-00000000000000000';
  const api = await startBotApi({ host: '127.0.0.1', port: 0, token, limits: false });
  try {
    const reader = api.addUser({ firstName: 'قارئ', started: true });
    const taken = await times(STARTS, async () => {
      const answered = new Promise<void>((resolve) => {
        const off = api.on((event) => {
          if (event.kind !== 'message' || !event.message.fromBot) return;
          off();
          resolve();
        });
      });
      api.say({ chatId: reader, text: '/topic iran' });
      const child = spawn('sh', ['-c', START], {
        cwd: ROOT,
        env: {
          ...process.env,
          BOT_TOKEN: token,
          TELEGRAM_API_ROOT: api.url,
          DATABASE_PATH: database,
          SOURCES_FILE: sources,
          PORT: '0',
        },
        stdio: 'ignore',
      });
      const ended = once(child, 'exit');
      const early = ended.then(() => {
        throw new Error('the bot ended by itself');
      });
      await Promise.race([answered, early]);
      early.catch(() => undefined);
      child.kill('SIGKILL');
      await ended;
    });
    return {
      what: `start to first answer, ${ARTICLES} articles, median`,
      value: `${quantile(taken, 0.5).toFixed(0)} ms`,
      beside: 'bar 2000 ms',
    };
  } finally {
    await api.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function megabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

async function atRest(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-bench-'));
  const child = spawn('sh', ['-c', START], {
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

/** Start-up, the first answer, and memory. */
export async function operators(): Promise<readonly Figure[]> {
  return [await startUp(), await firstAnswer(), await atRest()];
}
