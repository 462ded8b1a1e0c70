import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { watchOperations } from '../../src/commands/operations.ts';
import { openStore } from '../../src/storage/store.ts';
import { startTestApi, TEST_TOKEN } from '../support/bot-api.ts';
import { addChat, HOUR, listeningLog, NINE, testStore } from '../support/outbox.ts';
import { type Settings, startMujaz } from '../support/started.ts';
import { temporaryFolder } from '../support/temporary.ts';

const ASKED = { headers: {}, body: async () => undefined };
const { signal } = new AbortController();

test('says what runs, when each job was last done and what waits; no chat, source or error', async () => {
  const store = testStore();
  const clock = { now: NINE };
  const watch = watchOperations({ store, database: 'x/none.db', now: () => clock.now, log: listeningLog() });
  let broken = false;
  const job = watch.watched({
    name: 'compose',
    cron: '* * * * *',
    run: async () => {
      if (broken) throw new Error('secret 123:abc of chat 4711');
    },
  });
  const ask = async () => {
    clock.now += 2_000;
    const { status, body = '' } = await watch.health.answer(ASKED);
    return { status, body: JSON.parse(body) };
  };
  expect(await ask()).toEqual({
    status: 200,
    body: {
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      started: new Date(NINE).toISOString(),
      database: 'ok',
      jobs: [{ name: 'compose', lastSuccess: null, runningSince: null, failing: false, behind: false }],
      backlog: { articles: 0, digests: 0, messages: 0 },
    },
  });
  await job.run(signal);
  await addChat(store, { telegramId: 4711 }, NINE - 3 * HOUR);
  expect((await ask()).body).toMatchObject({
    jobs: [{ lastSuccess: expect.stringMatching(/^2026-11-23T06:00/) }],
    backlog: { digests: 1 },
  });
  broken = true;
  await expect(job.run(signal)).rejects.toThrow();
  expect(await ask()).toMatchObject({ status: 200, body: { jobs: [{ failing: true, behind: false }] } });
  clock.now += 20 * 60_000;
  const failing = await ask();
  expect(failing).toMatchObject({
    status: 503,
    body: { status: 'failing', jobs: [{ failing: true, behind: true }] },
  });
  expect(JSON.stringify(failing)).not.toMatch(/secret|4711|abc/);
  broken = false;
  await job.run(signal);
  expect(await ask()).toMatchObject({ status: 200 });
});

test('a database that cannot be read is 503, and is asked once a second however often health is', async () => {
  const store = openStore(join(temporaryFolder(), 'mujaz.db'));
  let asked = 0;
  const operations = {
    ...store.operations,
    snapshot: async (now: number) => {
      asked += 1;
      return store.operations.snapshot(now);
    },
  };
  const clock = { now: NINE };
  const log = listeningLog();
  const watch = watchOperations({ store: { operations }, database: 'x/none.db', now: () => clock.now, log });
  const statuses = async () =>
    (await Promise.all(Array.from({ length: 50 }, () => watch.health.answer(ASKED)))).map(
      ({ status }) => status,
    );
  expect([new Set(await statuses()), asked]).toEqual([new Set([200]), 1]);
  store.close();
  clock.now += 1_000;
  expect([new Set(await statuses()), asked]).toEqual([new Set([503]), 2]);
  await expect(watch.look()).rejects.toThrow();
});

/** `start` in a folder of its own; resolves with the first of its lines that holds `words`. */
const started = (settings: Settings, words: string): Promise<string> =>
  startMujaz(temporaryFolder(), settings).hears(words);

const addressIn = (line: string): string => /http:\/\/[\d.:]+/.exec(line)?.[0] ?? '';

test('with a token it is served on HOST:PORT, with HEAD and nothing else, beside a webhook too, and by the playground', async () => {
  const api = await startTestApi();
  onTestFinished(api.close);
  const telegram = { BOT_TOKEN: TEST_TOKEN, TELEGRAM_API_ROOT: api.url };
  const webhook = { WEBHOOK_URL: 'https://bot.example/updates', WEBHOOK_SECRET: 'a-secret-of-the-test-00' };
  for (const [env, says] of [
    [telegram, 'health at'],
    [{ ...telegram, ...webhook }, 'health at'],
    [{}, 'playground at'],
  ] as const) {
    const url = addressIn(await started(env, says));
    const answer = await fetch(`${url}/health`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ]);
    expect(await answer.json()).toMatchObject({ status: 'ok', database: 'ok' });
    const head = await fetch(`${url}/health`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await fetch(`${url}/health`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${url}/healthy`)).status).toBe(404);
  }
});

test('where the port is another’s, one line says so, and the bot goes on', async () => {
  const api = await startTestApi();
  onTestFinished(api.close);
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const port = String((taken.address() as AddressInfo).port);
  const env = { BOT_TOKEN: TEST_TOKEN, TELEGRAM_API_ROOT: api.url, PORT: port };
  expect(await started(env, 'no health answer')).toContain(`port ${port} on 127.0.0.1 is in use`);
  expect(await started(env, 'is listening')).toContain('is listening');
});
