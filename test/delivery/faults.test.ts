/** The outbox under each fault that Telegram and the network have: real SQLite, the real sender, a Bot API on loopback. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { deliverDue } from '../../src/delivery/deliver.ts';
import type { DeliveryState } from '../../src/delivery/delivery.ts';
import { createPace } from '../../src/delivery/pace.ts';
import { composeDue } from '../../src/digests/compose.ts';
import type { Store } from '../../src/storage/store.ts';
import { createSender } from '../../src/telegram/send.ts';
import {
  addChat,
  addStory,
  HOUR,
  listeningLog,
  NINE,
  renderPlainly,
  testStore,
  ZONE,
} from '../support/outbox.ts';

const EVENING = NINE + 11 * HOUR;
const running = new AbortController().signal;
const NEW_ID = -1_005;

type Sent = { readonly chat: number; readonly text: string; readonly plain: boolean; readonly at: number };
type Reply = (exchange: {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Telegram takes the message. */
  readonly accept: () => number;
}) => void;

const json =
  (status: number, body: unknown, accepted = false): Reply =>
  ({ response, accept }) => {
    if (accepted) accept();
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
const html =
  (status: number, accepted = false): Reply =>
  ({ response, accept }) => {
    if (accepted) accept();
    response.writeHead(status, { 'content-type': 'text/html' }).end('<html><body>nginx</body></html>');
  };
const refusing = (code: number, description: string, parameters?: unknown): Reply =>
  json(code, { ok: false, error_code: code, description, parameters });
const flood = (seconds: string): Reply =>
  json(
    429,
    `{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":${seconds}}}`,
  );
const fine: Reply = ({ response, accept }) =>
  response.end(JSON.stringify({ ok: true, result: { message_id: accept() } }));

/** A bot over a database, whose clock stands still but for its own waiting, and a Bot API that answers as told. */
async function rig(reply: (sent: Sent, attempt: number) => Reply | undefined, timeoutMs?: number) {
  const clock = { now: EVENING };
  const accepted: Sent[] = [];
  const tried: Sent[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
      const sent = {
        chat: Number(body.chat_id),
        text: String(body.text),
        plain: body.parse_mode === undefined,
        at: clock.now,
      };
      tried.push(sent);
      const attempt = tried.filter(({ chat }) => chat === sent.chat).length;
      const answer = reply(sent, attempt) ?? fine;
      answer({ request, response, accept: () => accepted.push(sent) });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const send = createSender({
    token: '4242:TEST',
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  onTestFinished(async () => {
    await send.close();
    server.closeAllConnections();
    server.close();
  });
  const store = testStore();
  const log = listeningLog();
  const pace = createPace({
    delay: async (ms, signal) => {
      // Answers on their way come first.
      await pause(2);
      if (!signal.aborted) clock.now += ms;
    },
  });
  const compose = () =>
    composeDue({ ...store, render: renderPlainly, defaultZone: ZONE, log }, clock.now, running);
  /** Runs as the ticks of the schedule bring them, until nothing waits. */
  async function deliver(): Promise<void> {
    for (let tick = 0; tick < 1_000; tick += 1) {
      await deliverDue({ deliveries: store.deliveries, send, pace, log }, () => clock.now, running);
      const { pending, sending } = await store.deliveries.counts();
      if (pending + sending === 0) return;
      clock.now += 10_000;
    }
    throw new Error('something waits for ever');
  }
  return { store, log, clock, tried, accepted, compose, deliver };
}

/** Chats 1 and 3, and one between them that meets the fault with the first of its two parts. */
async function audience(store: Store, troubled: number): Promise<void> {
  for (const [n, headline] of ['سفينة', 'جسر'].entries())
    await addStory(store, { headline, topics: ['iran'], publishedAt: EVENING - (n + 1) * 60_000 });
  for (const telegramId of [1, troubled, 3]) await addChat(store, { telegramId, topics: ['iran'] }, NINE);
}

type Counts = Partial<Record<DeliveryState, number>>;
type Row = {
  readonly name: string;
  readonly reply: Reply;
  /** How often the fault comes; once when absent. */
  readonly times?: number;
  readonly counts: Counts;
  /** What the chat has in the end, the following digest included, in order; what was doubtful stands as a reminder. */
  readonly told: readonly string[];
  readonly chat?: number;
  /** Ms of the bot's clock that pass before the part is tried again. */
  readonly after?: number;
  /** For how long, in real ms, an answer is waited for; as long as the sender does when absent. */
  readonly timeoutMs?: number;
};

const REMINDED = 'ربما لم تصلك: سفينة';
const whole = { counts: { sent: 6 }, told: ['سفينة', 'جسر'] };
const lost = { counts: { sent: 5, uncertain: 1 }, told: ['جسر', REMINDED] };
/** It did arrive, though nobody learned it. */
const arrived = { counts: { sent: 5, uncertain: 1 }, told: ['سفينة', 'جسر', REMINDED] };
const paused = { counts: { sent: 4, cancelled: 2 }, told: [] };
const moved = { ok: false, error_code: 400, description: 'Bad Request: group chat was upgraded' };

const TABLE: readonly Row[] = [
  { name: '429 with 1 s', reply: flood('1'), ...whole, after: 1_000 },
  { name: '429 with 0 s', reply: flood('0'), ...whole, after: 1_000 },
  { name: '429 with a negative wait', reply: flood('-8'), ...whole, after: 1_000 },
  { name: '429 with part of a second', reply: flood('1.4142'), ...whole, after: 1_415 },
  { name: '429 with its wait as text', reply: flood('"7"'), ...whole, after: 7_000 },
  { name: '429 with words for a wait', reply: flood('"soon"'), ...whole, after: 5_000 },
  { name: '429 without a wait', reply: refusing(429, 'Too Many Requests'), ...whole, after: 5_000 },
  { name: '429 with an hour', reply: flood('3600'), ...whole, after: 3_600_000 },
  { name: '429 with 31 years', reply: flood('1000000000'), ...whole, after: 3_600_000 },
  { name: '429 with more than numbers hold', reply: flood('1e999'), ...whole, after: 3_600_000 },
  { name: '429 five times', reply: flood('3'), times: 5, ...whole, after: 3_000 },
  { name: '429 of a gateway', reply: html(429), ...whole, after: 60_000 },
  { name: '500', reply: refusing(500, 'Internal Server Error'), ...lost },
  { name: '502 after acceptance', reply: json(502, { ok: false, error_code: 502 }, true), ...arrived },
  { name: '502 whose answer names no code', reply: json(502, { ok: false }), ...lost },
  { name: '502 of a gateway', reply: html(502), ...lost },
  { name: '504 of a gateway after acceptance', reply: html(504, true), ...arrived },
  { name: 'a reset before acceptance', reply: ({ request }) => request.socket.resetAndDestroy(), ...lost },
  {
    name: 'a reset after acceptance',
    reply: ({ request, accept }) => {
      accept();
      request.socket.resetAndDestroy();
    },
    ...arrived,
  },
  { name: 'silence', reply: () => undefined, ...lost, timeoutMs: 3_000 },
  {
    name: 'silence after acceptance and headers',
    reply: ({ response, accept }) => {
      accept();
      response.writeHead(200, { 'content-length': '100' });
      response.flushHeaders();
    },
    ...arrived,
    timeoutMs: 3_000,
  },
  { name: 'an answer cut short', reply: json(200, '{"ok":true,"resu', true), ...arrived },
  { name: 'an answer without a message id', reply: json(200, { ok: true, result: true }, true), ...arrived },
  {
    name: 'an answer whose message id is none',
    reply: json(200, '{"ok":true,"result":{"message_id":1e40}}', true),
    ...arrived,
  },
  { name: 'a page in place of an answer', reply: html(200), ...lost },
  { name: 'a gateway that forbids', reply: html(403), ...whole, after: 60_000 },
  { name: '401', reply: refusing(401, 'Unauthorized'), ...whole, after: 60_000 },
  { name: '403 blocked', reply: refusing(403, 'Forbidden: bot was blocked by the user'), ...paused },
  { name: '403 deactivated', reply: refusing(403, 'Forbidden: user is deactivated'), ...paused },
  {
    name: '403 kicked',
    reply: refusing(403, 'Forbidden: bot was kicked from the supergroup chat'),
    ...paused,
  },
  { name: '400 chat not found', reply: refusing(400, 'Bad Request: chat not found'), ...paused },
  {
    name: '400 not enough rights',
    reply: refusing(400, 'Bad Request: not enough rights to send text messages to the chat'),
    ...paused,
  },
  { name: '400 topic closed', reply: refusing(400, 'Bad Request: TOPIC_CLOSED'), ...paused },
  { name: '400 topic deleted', reply: refusing(400, 'Bad Request: message thread not found'), ...paused },
  {
    name: '400 of the rights that channels have',
    reply: refusing(400, 'Bad Request: CHAT_SEND_PLAIN_FORBIDDEN'),
    ...paused,
  },
  {
    name: 'a group upgraded',
    reply: json(400, { ...moved, parameters: { migrate_to_chat_id: NEW_ID } }),
    ...whole,
    chat: -5,
  },
  {
    name: 'a group upgraded to no number',
    reply: json(400, { ...moved, parameters: { migrate_to_chat_id: 1e40 } }),
    times: 2,
    counts: { sent: 5, refused: 1 },
    told: ['جسر', 'سفينة'],
    chat: -5,
  },
  { name: 'a malformed part', reply: refusing(400, "Bad Request: can't parse entities"), ...whole },
  {
    name: 'a part refused as plain text too',
    reply: refusing(400, 'Bad Request: no'),
    times: 2,
    counts: { sent: 5, refused: 1 },
    // Untold again, and told by the next digest.
    told: ['جسر', 'سفينة'],
  },
];

describe.each(TABLE)('$name', ({ reply, times = 1, counts, told, chat = 2, after, timeoutMs }) => {
  test('costs its own part what it must, nobody else anything, and loses no story', async () => {
    const { store, clock, tried, accepted, compose, deliver } = await rig(
      (sent, attempt) => (sent.chat === chat && attempt <= times ? reply : undefined),
      timeoutMs,
    );
    await audience(store, chat);
    expect(await compose()).toMatchObject({ composed: 3 });
    await deliver();
    expect(await store.deliveries.counts()).toMatchObject({ pending: 0, sending: 0, ...counts });
    const texts = (id: number) => accepted.filter((sent) => sent.chat === id).map(({ text }) => text);
    expect([texts(1), texts(3)]).toEqual([
      ['سفينة', 'جسر'],
      ['سفينة', 'جسر'],
    ]);
    if (after !== undefined) {
      const [first, second] = tried.filter((sent) => sent.chat === chat);
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(after);
    }
    clock.now = Math.max(clock.now, EVENING + 12 * HOUR);
    await compose();
    await deliver();
    expect([...texts(chat), ...texts(NEW_ID)]).toEqual(told);
    clock.now += 12 * HOUR;
    expect(await compose()).toMatchObject({ composed: 0 });
  });
});

test('no part is lost or repeated when the server is down and comes back', async () => {
  const { store, compose, clock, accepted } = await rig(() => undefined);
  await audience(store, 2);
  await compose();
  const closed = createServer();
  closed.listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const send = createSender({ token: '4242:TEST', apiRoot: `http://127.0.0.1:${port}` });
  const stop = new AbortController();
  let waits = 0;
  const pace = createPace({
    delay: async (ms) => {
      waits += 1;
      clock.now += ms;
      if (waits === 5) stop.abort();
      await pause(2);
    },
  });
  const log = listeningLog();
  await deliverDue({ deliveries: store.deliveries, send, pace, log }, () => clock.now, stop.signal);
  await send.close();
  expect(accepted).toEqual([]);
  expect(await store.deliveries.counts()).toMatchObject({ pending: 6, uncertain: 0 });
});
