import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createRawServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../src/storage/store.ts';
import { addChat, addStory, HOUR, NINE, testStore } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const EVENING = NINE + 11 * HOUR;
const PROCESS = fileURLToPath(new URL('../support/outbox-process.ts', import.meta.url));
const CHATS = 40;
const STORIES = 5;
const KILLS = 5;

/** A Bot API that keeps what it accepted, as `chat text`; `onAccept` decides when the answer is lost. */
async function botApi(onAccept: (count: number) => 'answer' | 'lose') {
  const accepted: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', () => {
      const { chat_id, text } = JSON.parse(body) as { chat_id: number; text: string };
      accepted.push(`${chat_id} ${text}`);
      if (onAccept(accepted.length) === 'lose') request.socket.destroy();
      else response.end(JSON.stringify({ ok: true, result: { message_id: accepted.length } }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { accepted, root: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Run the process to its end (or its death); how it ended. */
async function run(path: string, root: string, now: number, started: (child: ChildProcess) => void) {
  const child = spawn(process.execPath, ['--import', 'tsx', PROCESS, path, root, String(now)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  started(child);
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, errors };
}

/** A database in which a digest waits for each of so many chats once it is composed. */
async function waitingFor(chats: number): Promise<{ path: string; store: Store }> {
  const path = join(temporaryFolder(), 'mujaz.db');
  const store = testStore(path);
  await addStory(store, { headline: 'خبر', topics: ['iran'], publishedAt: EVENING - HOUR });
  for (let chat = 1; chat <= chats; chat += 1)
    await addChat(store, { telegramId: chat, topics: ['iran'] }, NINE);
  return { path, store };
}

test('killed again and again while answers get lost, the bot sends no part twice and loses no story', async () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  const store = testStore(path);
  for (let i = 1; i <= STORIES; i += 1)
    await addStory(store, { headline: `خبر ${i}`, topics: ['iran'], publishedAt: EVENING - i * HOUR });
  for (let chat = 1; chat <= CHATS; chat += 1)
    await addChat(store, { telegramId: chat, topics: ['iran'] }, NINE);
  store.close();

  let child: ChildProcess | undefined;
  let killAt = 17;
  let lost = 0;
  const { accepted, root } = await botApi((count) => {
    if (count === killAt) child?.kill('SIGKILL');
    if (count % 23 !== 0) return 'answer';
    lost += 1;
    return 'lose';
  });
  const keep = (started: ChildProcess): void => {
    child = started;
  };
  for (let kill = 0; kill < KILLS; kill += 1) {
    expect(await run(path, root, EVENING, keep)).toMatchObject({ signal: 'SIGKILL' });
    // Small steps: on a slow machine much of what was under way at a kill still arrives.
    killAt = accepted.length + 5 + 3 * kill;
  }
  killAt = Number.POSITIVE_INFINITY;
  expect(await run(path, root, EVENING, keep)).toMatchObject({ code: 0 });
  const evening = [...accepted];
  // The next moment: what is uncertain comes again as reminders, whatever else is lost then.
  expect(await run(path, root, EVENING + 12 * HOUR, keep)).toMatchObject({ code: 0 });

  expect(new Set(accepted).size).toBe(accepted.length);
  for (let chat = 1; chat <= CHATS; chat += 1)
    for (let i = 1; i <= STORIES; i += 1)
      expect(
        accepted.includes(`${chat} خبر ${i}`) || accepted.includes(`${chat} تذكير خبر ${i}`),
        `chat ${chat}, story ${i}`,
      ).toBe(true);
  // At a kill no more was open than one part a chat; what was open but not accepted comes as a reminder alone.
  const reminders = accepted.slice(evening.length);
  expect(reminders.length).toBeLessThanOrEqual(KILLS * CHATS + lost);
  expect(reminders.every((text) => text.includes('تذكير'))).toBe(true);

  const database = new Database(path, { readonly: true });
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
}, 120_000);

test('told to stop, the process finishes what is in hand and leaves nothing uncertain', async () => {
  const { path, store } = await waitingFor(300);
  let child: ChildProcess | undefined;
  const { accepted, root } = await botApi((count) => {
    if (count === 20) child?.kill('SIGTERM');
    return 'answer';
  });
  const ended = await run(path, root, EVENING, (started) => {
    child = started;
  });
  expect(ended).toMatchObject({ code: 0 });
  const counts = await store.deliveries.counts();
  expect(counts).toMatchObject({ sending: 0, uncertain: 0, sent: accepted.length });
  expect(counts.pending).toBe(300 - accepted.length);
}, 60_000);

test('killed while connections hang, nothing is uncertain', async () => {
  const { path, store } = await waitingFor(300);
  let child: ChildProcess | undefined;
  let connections = 0;
  // The handshake is never answered: no connection ever stands.
  const server = createRawServer((socket) => {
    socket.on('error', () => undefined);
    connections += 1;
    if (connections === 20) child?.kill('SIGKILL');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const root = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ended = await run(path, root, EVENING, (started) => {
    child = started;
  });
  expect(ended).toMatchObject({ signal: 'SIGKILL' });
  expect(await store.deliveries.counts()).toMatchObject({ pending: 300, sending: 0 });
}, 60_000);

test('killed at any moment, no more is uncertain than a Bot API that answers nothing had requests', async () => {
  const { path, store } = await waitingFor(300);
  for (const killAt of [1, 2, 30, 60, 120]) {
    let child: ChildProcess | undefined;
    let requests = 0;
    // It knows of a request when its headers are there, its text may be on the way.
    const server = createServer((request) => {
      request.on('error', () => undefined).resume();
      requests += 1;
      if (requests === killAt) child?.kill('SIGKILL');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ended = await run(path, root, EVENING, (started) => {
      child = started;
    });
    // What the dead process had written is still on its way.
    await new Promise((resolve) => server.close(resolve));
    expect(ended).toMatchObject({ signal: 'SIGKILL' });
    expect(await store.deliveries.settleInterrupted(EVENING)).toBeLessThanOrEqual(requests);
  }
  expect(await store.deliveries.counts()).toMatchObject({ sending: 0, sent: 0 });
}, 60_000);
