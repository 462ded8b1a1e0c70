/** How fast digests go out, by Telegram's pace and without it, and how long readers wait for answers meanwhile. */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeAudience } from './audience.ts';
import type { ApiNews, ApiOrder } from './bot-api-process.ts';
import { AS_STARTED, type Figure, peakMegabytes, quantile } from './measure.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const COMPOSE = fileURLToPath(new URL('./compose-process.ts', import.meta.url));
const DELIVER = fileURLToPath(new URL('./deliver-process.ts', import.meta.url));
const BOT_API = fileURLToPath(new URL('./bot-api-process.ts', import.meta.url));
const MINUTE = 60_000;
const PACED = { messages: 3_000, perSecond: 30, bar: 1.01 };
const UNPACED = { messages: 20_000, runs: 3, bar: 1_000 };
const ASKED = { chats: 100_000, ms: 90_000, barMs: 1_000 };
const MEGABYTES = 300;

type Api = {
  readonly url: string;
  ask(): void;
  report(): Promise<Extract<ApiNews, { kind: 'report' }>>;
  end(): void;
};

/** The Bot API in a process of its own. */
async function startApi(limits: boolean): Promise<Api> {
  const child = fork(BOT_API, limits ? ['limits'] : [], {
    execArgv: ['--import', 'tsx'],
    cwd: ROOT,
  });
  const heard = async (): Promise<ApiNews> => ((await once(child, 'message')) as [ApiNews])[0];
  const order = (kind: ApiOrder['kind']) => child.send({ kind } satisfies ApiOrder);
  const news = await heard();
  if (news.kind !== 'listening') throw new Error('the Bot API does not listen');
  return {
    url: news.url,
    ask: () => void order('ask'),
    async report() {
      order('report');
      const told = await heard();
      if (told.kind !== 'report') throw new Error('the Bot API does not report');
      return told;
    },
    end: () => void child.kill(),
  };
}

async function run(script: string, ...parameters: string[]): Promise<string> {
  const child = spawn(process.execPath, [...AS_STARTED.flags, script, ...parameters], {
    cwd: ROOT,
    env: AS_STARTED.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${script} failed: ${errors}`);
  return out;
}

/** A database at `path` in whose outbox so many messages wait. */
async function makeOutbox(path: string, messages: number): Promise<void> {
  const now = Math.floor(Date.now() / MINUTE) * MINUTE;
  await makeAudience(path, messages, now);
  await run(COMPOSE, path, String(now));
}

async function deliver(path: string, api: Api, mode: 'paced' | 'unpaced') {
  const told = await run(DELIVER, path, api.url, mode);
  return JSON.parse(told) as { ms: number; sent: number; megabytes: number };
}

const memory = (megabytes: number) => `${megabytes.toFixed(0)} MB at most, bar ${MEGABYTES} MB`;

async function paced(folder: string): Promise<Figure> {
  const path = join(folder, 'paced.db');
  await makeOutbox(path, PACED.messages);
  const api = await startApi(true);
  try {
    const { sent, megabytes } = await deliver(path, api, 'paced');
    const { refused, ms } = await api.report();
    const share = ms / ((sent / PACED.perSecond) * 1000);
    return {
      what: `a broadcast of ${sent} messages at ${PACED.perSecond} a second`,
      value: `${(100 * share).toFixed(1)} %`,
      beside: `of ${(sent / PACED.perSecond).toFixed(0)} s, bar ${100 * PACED.bar} %; ${refused} refused with 429, bar 0; ${memory(megabytes)}`,
    };
  } finally {
    api.end();
  }
}

async function unpaced(folder: string): Promise<Figure> {
  const made = join(folder, 'made.db');
  await makeOutbox(made, UNPACED.messages);
  const api = await startApi(false);
  try {
    const rates: number[] = [];
    let most = 0;
    for (let n = 0; n < UNPACED.runs; n += 1) {
      const path = join(folder, `${n}.db`);
      copyFileSync(made, path);
      const { sent, ms, megabytes } = await deliver(path, api, 'unpaced');
      rates.push(sent / (ms / 1000));
      most = Math.max(most, megabytes);
    }
    rates.sort((a, b) => a - b);
    return {
      what: `messages a second through the outbox, unpaced, median of ${UNPACED.runs}`,
      value: quantile(rates, 0.5).toFixed(0),
      beside: `bar ${UNPACED.bar.toLocaleString('en')}; ${memory(most)}`,
    };
  } finally {
    api.end();
  }
}

/** Readers who ask while the bot makes 100,000 digests, and sends them. */
async function asked(folder: string): Promise<Figure> {
  const path = join(folder, 'asked.db');
  await makeAudience(path, ASKED.chats, Math.floor(Date.now() / MINUTE) * MINUTE);
  const sources = join(folder, 'sources.json');
  writeFileSync(sources, '[]');
  const api = await startApi(true);
  const bot = spawn(process.execPath, [...AS_STARTED.flags, 'src/main.ts', 'start'], {
    cwd: ROOT,
    env: {
      ...AS_STARTED.env,
      BOT_TOKEN: '424242:bench',
      TELEGRAM_API_ROOT: api.url,
      DATABASE_PATH: path,
      SOURCES_FILE: sources,
      PORT: '0',
    },
    stdio: 'ignore',
  });
  try {
    api.ask();
    await pause(ASKED.ms);
    const { waits, asked: questions, accepted, refused } = await api.report();
    return {
      what: `an answer during a broadcast to ${ASKED.chats.toLocaleString('en')} chats, p95 of ${waits.length}`,
      value: `${quantile(waits, 0.95).toFixed(0)} ms`,
      beside: `bar ${ASKED.barMs} ms; p50 ${quantile(waits, 0.5).toFixed(0)} ms, ${questions - waits.length} of ${questions} unanswered; ${accepted} messages meanwhile, ${refused} refused with 429; ${memory(peakMegabytes(bot.pid))}`,
    };
  } finally {
    bot.kill('SIGKILL');
    api.end();
  }
}

/** Sending at Telegram's pace, unpaced, and answering meanwhile. */
export async function delivery(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-delivery-'));
  try {
    return [await paced(folder), await unpaced(folder), await asked(folder)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
