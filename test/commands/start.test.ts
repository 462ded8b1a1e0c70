/** `start` as a process: two of them at once, and what it says while Telegram fails. */
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { BotApi } from '../../src/playground/bot-api.ts';
import { openStore } from '../../src/storage/store.ts';
import { messages } from '../../src/telegram/messages.ts';
import { nextBotMessage, startTestApi, TEST_TOKEN } from '../support/bot-api.ts';
import { madeArticle } from '../support/made-news.ts';
import { addChat, HOUR } from '../support/outbox.ts';
import { openSite } from '../support/site.ts';
import { type Settings, type Started, startMujaz } from '../support/started.ts';
import { temporaryFolder } from '../support/temporary.ts';

const MINUTE = 60_000;

const startBot = (folder: string, settings: Settings): Started =>
  startMujaz(folder, { BOT_TOKEN: TEST_TOKEN, ...settings });

async function testApi(): Promise<BotApi> {
  const api = await startTestApi();
  onTestFinished(api.close);
  return api;
}

async function ask(api: BotApi, reader: number): Promise<string> {
  const answer = nextBotMessage(api, reader);
  api.say({ chatId: reader, text: '...' });
  return (await answer).text;
}

describe('two at once', () => {
  test('on one database: the second says so in one line before it speaks to Telegram, and the first goes on', async () => {
    const api = await testApi();
    const reader = api.addUser({ started: true });
    const folder = temporaryFolder();
    const first = startBot(folder, { TELEGRAM_API_ROOT: api.url });
    await first.hears('is listening');
    const calls = api.calls().length;
    const second = startBot(folder, { TELEGRAM_API_ROOT: api.url });
    expect(await second.exit).toBe(3);
    expect(second.said().split('\n')).toHaveLength(1);
    expect(second.said()).toMatch(
      /mujaz\.db is already served by another running Mujaz: stop that one first/,
    );
    expect(api.calls()).toHaveLength(calls);
    expect(await ask(api, reader)).toBe(messages.empty);
    expect(first.child.exitCode).toBeNull();
  });

  test('on one token: one of them says so in one line, and the other one answers', async () => {
    const api = await testApi();
    const reader = api.addUser({ started: true });
    const both = [
      startBot(temporaryFolder(), { TELEGRAM_API_ROOT: api.url }),
      startBot(temporaryFolder(), { TELEGRAM_API_ROOT: api.url }),
    ];
    const ended = await Promise.race(
      both.map(async ({ exit }, index) => {
        expect(await exit).toBe(3);
        return index;
      }),
    );
    const complaints = both[ended]?.said().split('\n').slice(-1) ?? [];
    expect(complaints).toEqual([
      expect.stringMatching(
        /another process polls with this token: stop it, or give this one a bot of its own/,
      ),
    ]);
    expect(await ask(api, reader)).toBe(messages.empty);
    expect(both[1 - ended]?.child.exitCode).toBeNull();
  });
});

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('by webhook', () => {
  test('updates come on HOST:PORT beside the health answer, wait while it is down, and are polled when it is started without', async () => {
    const api = await testApi();
    const reader = api.addUser({ started: true });
    const folder = temporaryFolder();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/hook`;
    const hooked = startBot(folder, {
      TELEGRAM_API_ROOT: api.url,
      PORT: String(port),
      WEBHOOK_URL: url,
      WEBHOOK_SECRET: 'a-secret',
    });
    await hooked.hears('is listening');
    expect(await ask(api, reader)).toBe(messages.empty);
    expect((await fetch(`http://127.0.0.1:${port}/health`)).headers.get('content-type')).toMatch(/json/);
    expect((await fetch(url, { method: 'POST', body: '{"update_id":1}' })).status).toBe(401);
    expect((await fetch(url)).status).toBe(405);
    hooked.child.kill('SIGTERM');
    expect(await hooked.exit).toBe(0);
    const answer = nextBotMessage(api, reader);
    api.say({ chatId: reader, text: '...' });
    const polling = startBot(folder, { TELEGRAM_API_ROOT: api.url });
    await polling.hears('is listening');
    expect((await answer).text).toBe(messages.empty);
    expect(api.calls().some(({ method }) => method === 'deletewebhook')).toBe(true);
  });

  test('a port that is another’s, a refused address and a missing secret are one line each', async () => {
    const api = await testApi();
    api.fail({
      fault: { kind: 'refuse', status: 400, description: 'Bad Request: bad webhook: IP address is reserved' },
      method: 'setWebhook',
    });
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const WEBHOOK_URL = 'https://bot.example/hook';
    const cases = [
      [{ PORT: `${port}`, WEBHOOK_URL, WEBHOOK_SECRET }, new RegExp(`port ${port} on 127.0.0.1 is in use`)],
      [
        { WEBHOOK_URL, WEBHOOK_SECRET },
        /Telegram refuses the webhook: correct WEBHOOK_URL .*IP address is reserved/,
      ],
      [{ WEBHOOK_URL }, /WEBHOOK_SECRET must be set with WEBHOOK_URL/],
      [{ WEBHOOK_URL, WEBHOOK_SECRET, BOT_TOKEN: '' }, /WEBHOOK_URL needs a BOT_TOKEN/],
    ] as const;
    await Promise.all(
      cases.map(async ([settings, line]) => {
        const bot = startBot(temporaryFolder(), { TELEGRAM_API_ROOT: api.url, ...settings });
        expect(await bot.exit).toBe(1);
        expect(bot.said().split('\n')).toEqual([expect.stringMatching(line)]);
      }),
    );
  });
});

/** What must be nowhere: the token whole, its secret half, each of them as an address writes them, and the webhook's secret. */
const SECRET_HALF = TEST_TOKEN.split(':')[1] ?? '';
const WEBHOOK_SECRET = 'webhook-secret-1234567890';
const secrets = [TEST_TOKEN, SECRET_HALF, encodeURIComponent(TEST_TOKEN), WEBHOOK_SECRET];

const me = { ok: true, result: { id: 4242, is_bot: true, first_name: 'x', username: 'x_bot' } };

/** How Telegram, or what stands before it, may fail: each repeats what it was asked, token and all. */
const failures: Readonly<Record<string, RequestListener>> = {
  'a gateway’s page': (request, response) => {
    response.writeHead(502, { 'content-type': 'text/html' }).end(`<h1>Bad gateway</h1>${request.url}`);
  },
  'a page that says 200': (request, response) => {
    response.end(`<h1>Welcome</h1>${request.url}`);
  },
  'a refusal that repeats the address': (request, response) => {
    response.writeHead(400).end(
      JSON.stringify({
        ok: false,
        error_code: 400,
        description: `Bad Request: ${request.url} ${WEBHOOK_SECRET}`,
      }),
    );
  },
  'a server error that repeats the address': (request, response) => {
    response
      .writeHead(500)
      .end(JSON.stringify({ ok: false, error_code: 500, description: `at ${request.url}` }));
  },
  'a redirection to itself': (request, response) => {
    response.writeHead(302, { location: `${request.url}x` }).end();
  },
  'a broken connection': (request) => {
    request.socket.resetAndDestroy();
  },
  'half an answer': (_, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('{"ok":tr');
    setImmediate(() => response.socket?.resetAndDestroy());
  },
  'no HTTP at all': (request) => {
    request.socket.end('garbage\r\n\r\n');
  },
  'a refused token': (request, response) => {
    response
      .writeHead(401)
      .end(JSON.stringify({ ok: false, error_code: 401, description: `Unauthorized ${request.url}` }));
  },
};

describe('neither token nor secret is written anywhere', () => {
  const ways = [
    { when: 'at once', by: 'polling' },
    { when: 'after getMe', by: 'polling' },
    { when: 'after getMe', by: 'webhook' },
  ] as const;

  test.each(Object.keys(failures))('%s', async (name) => {
    await Promise.all(ways.map((way) => startAgainst(name, way)));
  });

  async function startAgainst(name: string, { when, by }: (typeof ways)[number]): Promise<void> {
    const fails = failures[name];
    let failed = 0;
    const server = createServer((request, response) => {
      if (when === 'after getMe' && request.url?.endsWith('/getMe')) {
        response.end(JSON.stringify(me));
        return;
      }
      failed += 1;
      fails?.(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const folder = temporaryFolder();
    // A digest is due: the outbox speaks to Telegram too.
    const store = openStore(join(folder, 'mujaz.db'));
    const chat = await store.chats.open(
      { telegramId: 7, threadId: 0 },
      { kind: 'private', title: undefined },
      0,
    );
    await store.chats.setSchedule(
      chat.id,
      { zone: undefined, times: [], nextDigestAt: Date.now() - 60_000 },
      0,
    );
    store.close();
    const bot = startBot(folder, {
      TELEGRAM_API_ROOT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      LOG_LEVEL: 'debug',
      WEBHOOK_SECRET,
      ...(by === 'webhook' ? { WEBHOOK_URL: 'http://127.0.0.1:9/x' } : {}),
    });
    const over = bot.exit.then(() => true);
    await Promise.race([over, vi.waitFor(() => expect(failed).toBeGreaterThan(2), { timeout: 50_000 })]);
    bot.child.kill('SIGTERM');
    await over;
    server.closeAllConnections();
    server.close();
    expect(failed, bot.said()).toBeGreaterThan(0);
    expect(bot.said()).not.toBe('');
    const written = [
      bot.said(),
      ...readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1')),
    ];
    for (const secret of secrets) for (const text of written) expect(text.includes(secret)).toBe(false);
  }
});

test('after an outage the missed digest waits for what outlets published meanwhile, and comes once', async () => {
  const api = await testApi();
  const reader = api.addUser({ started: true });
  const now = Date.now();
  const { title, lines } = madeArticle(3);
  const feed = `<rss version="2.0"><channel><title>صحيفة المرفأ</title><item><title>${title}</title><link>http://127.0.0.1/1</link>
    <pubDate>${new Date(now - 10 * MINUTE).toUTCString()}</pubDate><description>${lines.join(' ')}</description></item></channel></rss>`;
  const site = await openSite({
    '/feed': (_, response) => {
      // Slower than a digest is made.
      setTimeout(() => response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed), 1_000);
      return undefined;
    },
  });
  const folder = temporaryFolder();
  const store = openStore(join(folder, 'mujaz.db'));
  const missed = Math.floor(now / MINUTE) * MINUTE - 20 * MINUTE;
  const chat = await addChat(store, { telegramId: reader }, now - 48 * HOUR);
  const times = [new Date(missed).toISOString().slice(11, 16)];
  await store.chats.setSchedule(chat.id, { zone: 'UTC', times, nextDigestAt: missed }, missed);
  store.close();
  const sources = join(folder, 'outlets.json');
  const outlet = { id: 'harbour', kind: 'feed', url: `${site.origin}/feed`, publisher: 'صحيفة المرفأ' };
  writeFileSync(sources, JSON.stringify([outlet]));
  const digest = nextBotMessage(api, reader, 60_000);
  const bot = startBot(folder, {
    TELEGRAM_API_ROOT: api.url,
    SOURCES_FILE: sources,
    ALLOW_PRIVATE_HOSTS: site.host,
  });
  expect((await digest).text).toContain(title);
  expect(await ask(api, reader)).toBe(messages.empty);
  bot.child.kill('SIGTERM');
  expect(await bot.exit).toBe(0);
  expect(api.calls().filter(({ method }) => method === 'sendmessage')).toHaveLength(2);
});

test('the playground’s clock goes on after a restart from where it was moved to', async () => {
  const folder = temporaryFolder();
  const url = /playground at (http:\/\/\S+?)"?(?:\s|,|$)/u;
  const begin = async () => {
    const started = startBot(folder, { BOT_TOKEN: '' });
    await started.hears('playground at');
    const at = url.exec(started.said())?.[1] ?? '';
    const state = (await (await fetch(`${at}/playground/state`)).json()) as {
      readonly clock: { readonly now: number };
    };
    return { ...started, at, now: state.clock.now };
  };
  const first = await begin();
  const moved = await fetch(`${first.at}/playground/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ by: 50 * HOUR }),
  });
  const { now } = (await moved.json()) as { readonly now: number };
  expect(now).toBeGreaterThanOrEqual(first.now + 50 * HOUR);
  first.child.kill('SIGTERM');
  expect(await first.exit).toBe(0);
  const second = await begin();
  expect(second.now).toBeGreaterThan(now - MINUTE);
  expect(second.said()).not.toContain('error');
});

test('a database that shows its damage while the bot starts is touched by no other job', async () => {
  const api = await testApi();
  const folder = temporaryFolder();
  const path = join(folder, 'mujaz.db');
  openStore(path).close();
  const database = new Sqlite(path);
  // Larger than what is looked through at a start.
  database.exec('CREATE TABLE filler AS SELECT zeroblob(34000000) AS bytes');
  database.pragma('journal_mode = DELETE');
  const root = database
    .prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'deliveries_open'")
    .pluck()
    .get();
  const size = Number(database.pragma('page_size', { simple: true }));
  database.close();
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(size, 0xab), 0, size, (Number(root) - 1) * size);
  await file.close();
  const bot = startBot(folder, { TELEGRAM_API_ROOT: api.url, LOG_LEVEL: 'debug' });
  expect(await bot.exit).toBe(1);
  expect(bot.said()).toMatch(/mujaz\.db is damaged/);
  expect(bot.said().match(/\w+ begins/g)).toEqual(['deliver begins']);
  expect(api.calls()).toEqual([]);
});
