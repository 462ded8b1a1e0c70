import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deliverDue } from '../../src/delivery/deliver.ts';
import type { SendMessage, SendOutcome } from '../../src/delivery/delivery.ts';
import { createPace } from '../../src/delivery/pace.ts';
import { composeDue } from '../../src/digests/compose.ts';
import type { Store } from '../../src/storage/store.ts';
import {
  addChat,
  addStory,
  chatOf,
  chatServer,
  claimDue,
  HOUR,
  listeningLog,
  NINE,
  patientClock,
  renderPlainly,
  type Sent,
  testStore,
  ZONE,
} from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const EVENING = NINE + 11 * HOUR;
const running = new AbortController().signal;

async function compose(store: Store, now: number): Promise<number> {
  const deps = { ...store, render: renderPlainly, defaultZone: ZONE, log: listeningLog() };
  return (await composeDue(deps, now, running)).composed;
}

/** Chats that all follow one topic with so many stories (a part each), composed for the evening. */
async function waiting(about: {
  readonly chats: readonly number[];
  readonly stories: number;
  readonly store?: Store;
}): Promise<Store> {
  const store = about.store ?? testStore();
  for (let i = 1; i <= about.stories; i += 1)
    await addStory(store, { headline: `خبر ${i}`, topics: ['iran'], publishedAt: NINE - i * 60_000 });
  for (const telegramId of about.chats) await addChat(store, { telegramId, topics: ['iran'] }, NINE);
  expect(await compose(store, EVENING)).toBe(about.chats.length);
  return store;
}

/** A run over the store against a server that answers as `answer` says. */
function bot(store: Store, answer?: (sent: Sent) => SendOutcome | Promise<SendOutcome> | undefined) {
  const clock = patientClock(EVENING);
  const log = listeningLog();
  const server = chatServer(clock, answer);
  return {
    clock,
    log,
    ...server,
    run: (signal: AbortSignal = running, send: SendMessage = server.send) =>
      deliverDue({ deliveries: store.deliveries, send, pace: clock.pace, log }, () => clock.now, signal),
  };
}

const texts = (sent: readonly Sent[], to: number): readonly string[] =>
  sent.filter((one) => one.to === to).map(({ html }) => html);

test('what waits is sent once, the parts of a chat in their order', async () => {
  const store = await waiting({ chats: [1, 2, 3], stories: 4 });
  const { run, taken } = bot(store);
  expect(await run()).toMatchObject({ sent: 12, uncertain: 0, refused: 0 });
  for (const chat of [1, 2, 3]) expect(texts(taken, chat)).toEqual(['خبر 1', 'خبر 2', 'خبر 3', 'خبر 4']);
  expect(await run()).toMatchObject({ sent: 0 });
  expect(taken).toHaveLength(12);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'a wait that ends %s ms early leaves nothing behind: all is sent in one run',
  async (early) => {
    const store = await waiting({ chats: Array.from({ length: 60 }, (_, at) => at + 1), stories: 1 });
    const clock = { now: EVENING };
    const { send } = chatServer(clock);
    // Timers end a little early, and time goes on while it is reckoned with.
    const pace = createPace({
      delay: async (ms) => {
        await new Promise((resolve) => setImmediate(resolve));
        clock.now += Math.max(0, ms - early);
      },
    });
    const now = (): number => {
      clock.now += 1;
      return clock.now;
    };
    const deps = { deliveries: store.deliveries, send, pace, log: listeningLog() };
    expect(await deliverDue(deps, now, running)).toMatchObject({ sent: 60, waiting: 0 });
  },
);

test('a chat gets a second apart what exceeds a short burst', async () => {
  const store = await waiting({ chats: [1], stories: 5 });
  const { run, taken } = bot(store);
  await run();
  const times = taken.map(({ at }) => at - EVENING);
  expect(times[1]).toBeLessThan(1000);
  expect(times[4]).toBeGreaterThanOrEqual(3000);
});

test('a chat that answers slowly delays no other', async () => {
  const store = await waiting({ chats: [1, 2, 3, 4, 5], stories: 2 });
  let release = (): void => undefined;
  const slow = new Promise<SendOutcome>((resolve) => {
    release = () => resolve({ kind: 'sent', messageId: 1 });
  });
  let others = 0;
  const { run, taken } = bot(store, ({ to }) => {
    if (to === 3) return slow;
    others += 1;
    // The slow chat answers once all the others have everything.
    if (others === 8) release();
    return undefined;
  });
  expect(await run()).toMatchObject({ sent: 10 });
  const order = taken.map(({ to }) => to);
  expect(order.indexOf(3)).toBeGreaterThanOrEqual(7);
});

test('digests that come in while a slow chat is waited for go out meanwhile', async () => {
  const store = await waiting({ chats: [1], stories: 1 });
  let composed: Promise<number> | undefined;
  let release = (): void => undefined;
  const slow = new Promise<SendOutcome>((resolve) => {
    release = () => resolve({ kind: 'sent', messageId: 1 });
  });
  const { run, taken, clock } = bot(store, ({ to }) => {
    if (to === 2) release();
    if (to !== 1) return undefined;
    composed = addChat(store, { telegramId: 2, topics: ['iran'] }, NINE).then(() =>
      compose(store, clock.now),
    );
    return slow;
  });
  expect(await run()).toMatchObject({ sent: 2 });
  expect(await composed).toBe(1);
  expect(new Set(taken.map(({ to }) => to))).toEqual(new Set([1, 2]));
  expect(taken.find(({ to }) => to === 2)?.at).toBeLessThan(EVENING + 5_000);
});

test('a killed process leaves its open part uncertain: told again once as a headline, never sent again', async () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  const store = await waiting({ chats: [1], stories: 1, store: testStore(path) });
  // Killed between claim and settle.
  expect(await claimDue(store, EVENING, 10)).toHaveLength(1);
  store.close();

  const after = testStore(path);
  const { run, taken, clock } = bot(after);
  expect(await run()).toMatchObject({ sent: 0, interrupted: 1 });
  expect(taken).toEqual([]);

  clock.now = EVENING + 12 * HOUR;
  expect(await compose(after, clock.now)).toBe(1);
  await run();
  expect(texts(taken, 1)).toEqual(['ربما لم تصلك: خبر 1']);
  clock.now += 12 * HOUR;
  expect(await compose(after, clock.now)).toBe(0);
});

test('a process killed while it sends a reminder does not tell it a third time', async () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  const store = await waiting({ chats: [1], stories: 1, store: testStore(path) });
  await bot(store, () => ({ kind: 'uncertain', reason: 'reset' })).run();
  await compose(store, EVENING + 12 * HOUR);
  expect(await claimDue(store, EVENING + 12 * HOUR, 1)).toHaveLength(1);
  store.close();
  const after = testStore(path);
  expect(await bot(after).run()).toMatchObject({ interrupted: 1 });
  expect(await compose(after, EVENING + 24 * HOUR)).toBe(0);
});

test('an uncertain part is not sent again, and the rest of its digest goes on', async () => {
  const store = await waiting({ chats: [1], stories: 3 });
  const { run, taken, tried, log } = bot(store, ({ html }) =>
    html === 'خبر 2' ? { kind: 'uncertain', reason: 'no answer came' } : undefined,
  );
  expect(await run()).toMatchObject({ sent: 2, uncertain: 1 });
  expect(texts(taken, 1)).toEqual(['خبر 1', 'خبر 3']);
  expect(tried).toHaveLength(3);
  expect(log.lines).toEqual(['warn: a part may or may not have arrived: no answer came']);
});

test('a sender that throws leaves its part uncertain', async () => {
  const store = await waiting({ chats: [1], stories: 1 });
  const { run } = bot(store);
  const broken: SendMessage = async (_to, _message, { begin }) => {
    await begin?.();
    throw new Error('a bug');
  };
  expect(await run(running, broken)).toMatchObject({ uncertain: 1 });
});

test('a part over which the sender fails before it writes is given up aloud, not tried for ever', async () => {
  const store = await waiting({ chats: [1], stories: 1 });
  const { run, log } = bot(store);
  let tried = 0;
  const broken: SendMessage = async () => {
    tried += 1;
    throw new Error('a bug');
  };
  expect(await run(running, broken)).toMatchObject({ refused: 1, uncertain: 0 });
  expect(tried).toBe(2);
  expect(log.lines.some((line) => line.startsWith('error:') && line.includes('a bug'))).toBe(true);
});

test('a wait that Telegram asks for slows the whole bot and drops nobody', async () => {
  const store = await waiting({ chats: Array.from({ length: 30 }, (_, i) => i + 1), stories: 1 });
  let asked: number | undefined;
  const { run, taken } = bot(store, ({ to, at }) => {
    if (to !== 5 || asked !== undefined) return undefined;
    asked = at;
    return { kind: 'tooMany', afterMs: 20_000, reason: 'Too Many Requests' };
  });
  expect(await run()).toMatchObject({ sent: 30, waiting: 1 });
  const from = asked ?? 0;
  // What was in hand when the answer came may still end; after that nothing goes for 20 s.
  const meanwhile = taken.filter(({ at }) => at > from + 100 && at < from + 20_000);
  expect(meanwhile).toEqual([]);
  expect(new Set(taken.map(({ to }) => to)).size).toBe(30);
});

test('what was surely not accepted is tried again, later each time', async () => {
  const store = await waiting({ chats: [1], stories: 1 });
  let failures = 4;
  const { run, tried } = bot(store, () => {
    failures -= 1;
    return failures < 0 ? undefined : { kind: 'retry', afterMs: 0, everyone: false, reason: 'not now' };
  });
  expect(await run()).toMatchObject({ sent: 1, waiting: 4 });
  const waits = tried.slice(1).map(({ at }, index) => at - (tried[index]?.at ?? 0));
  for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(1000 * 2 ** index);
});

test('a part that Telegram refuses goes once more as plain text', async () => {
  const store = await waiting({ chats: [1], stories: 2 });
  const { run, taken, log } = bot(store, ({ html, plain }) =>
    html === 'خبر 1' && !plain ? { kind: 'refused', reason: "can't parse entities" } : undefined,
  );
  expect(await run()).toMatchObject({ sent: 2, malformed: 1, refused: 0 });
  expect(taken.map(({ html, plain }) => [html, plain])).toEqual([
    ['خبر 1', true],
    ['خبر 2', false],
  ]);
  expect(log.lines[0]).toMatch(/once more as plain text.*can't parse entities/);
});

test('a part that is to go as plain text goes so after a restart, and is not refused a second time', async () => {
  const store = await waiting({ chats: [1], stories: 1 });
  const stop = new AbortController();
  const before = bot(store, () => {
    stop.abort();
    return { kind: 'refused', reason: "can't parse entities" };
  });
  expect(await before.run(stop.signal)).toMatchObject({ sent: 0, malformed: 1 });
  const { run, tried } = bot(store, ({ plain }) =>
    plain ? undefined : { kind: 'refused', reason: "can't parse entities" },
  );
  expect(await run()).toMatchObject({ sent: 1, malformed: 0 });
  expect(tried.map(({ plain }) => plain)).toEqual([true]);
});

test('a part refused as plain text too is given up aloud, and the rest goes on', async () => {
  const store = await waiting({ chats: [1], stories: 2 });
  const { run, taken, log } = bot(store, ({ html }) =>
    html === 'خبر 1' ? { kind: 'refused', reason: 'message is too strange' } : undefined,
  );
  expect(await run()).toMatchObject({ sent: 1, refused: 1 });
  expect(texts(taken, 1)).toEqual(['خبر 2']);
  expect(log.lines.some((line) => line.startsWith('error:') && line.includes('too strange'))).toBe(true);
});

test('a chat that blocked the bot is paused with its subscriptions kept, and gets nothing more', async () => {
  const store = await waiting({ chats: [1, 2], stories: 3 });
  const { run, tried, taken } = bot(store, ({ to }) =>
    to === 1 ? { kind: 'unreachable', paused: 'blocked', reason: 'bot was blocked by the user' } : undefined,
  );
  expect(await run()).toMatchObject({ sent: 3, unreachable: 1 });
  expect(texts(tried, 1)).toHaveLength(1);
  expect(texts(taken, 2)).toHaveLength(3);
  const chat = await store.chats.find({ telegramId: 1, threadId: 0 });
  expect(chat).toMatchObject({ paused: 'blocked', topics: ['iran'], nextDigestAt: undefined });
  expect(await store.deliveries.counts()).toMatchObject({ cancelled: 3, pending: 0 });

  // Back after a word of the reader's: what never arrived is new again.
  await store.chats.setPaused(chat?.id ?? 0, undefined, {
    nextDigestAt: EVENING + 12 * HOUR,
    now: EVENING,
  });
  expect(await compose(store, EVENING + 12 * HOUR)).toBe(1);
});

test('a group that became a supergroup gets its parts there, in order', async () => {
  const store = await waiting({ chats: [-5], stories: 3 });
  const { run, taken, tried } = bot(store, ({ to }) =>
    to === -5 ? { kind: 'migrated', toTelegramId: -100_5 } : undefined,
  );
  expect(await run()).toMatchObject({ sent: 3, migrated: 1 });
  expect(texts(tried, -5)).toEqual(['خبر 1']);
  expect(texts(taken, -100_5)).toEqual(['خبر 1', 'خبر 2', 'خبر 3']);
  expect(await store.chats.find({ telegramId: -100_5, threadId: 0 })).toMatchObject({ topics: ['iran'] });
});

test('a part for a group that is said to have moved to where it is is given up, and the rest goes on', async () => {
  const store = await waiting({ chats: [-5], stories: 2 });
  const { run, tried } = bot(store, ({ html }) =>
    html.includes('خبر 1') ? { kind: 'migrated', toTelegramId: -5 } : undefined,
  );
  expect(await run()).toMatchObject({ refused: 1, sent: 1, migrated: 0 });
  expect(texts(tried, -5)).toEqual(['خبر 1', 'خبر 2']);
});

test('a group known under both its ids is one chat after Telegram says so, and is told nothing twice', async () => {
  const store = await waiting({ chats: [-5, -100_5], stories: 2 });
  const { run, taken, clock } = bot(store, ({ to }) =>
    to === -5 ? { kind: 'migrated', toTelegramId: -100_5 } : undefined,
  );
  expect(await run()).toMatchObject({ migrated: 1 });
  expect([...texts(taken, -100_5)].sort()).toEqual(['خبر 1', 'خبر 2']);
  expect(await store.chats.find({ telegramId: -5, threadId: 0 })).toBeUndefined();
  clock.now = EVENING + 12 * HOUR;
  expect(await compose(store, clock.now)).toBe(0);
});

test('a digest older than 12 hours is given up aloud, and its stories are untold again', async () => {
  const store = await waiting({ chats: [1], stories: 1 });
  const { run, clock, taken, log } = bot(store);
  clock.now = EVENING + 12 * HOUR + 1;
  expect(await run()).toMatchObject({ sent: 0, stale: 1 });
  expect(log.lines).toEqual([
    'warn: 1 digests older than 12 h were given up; their stories are untold again',
  ]);
  expect(await compose(store, clock.now)).toBe(1);
  await run();
  expect(texts(taken, 1)).toEqual(['خبر 1']);
});

test('a digest that grows stale while it waits its turn is not sent', async () => {
  const store = await waiting({ chats: [1, 2], stories: 1 });
  const { run, taken } = bot(store, ({ to }) =>
    to === 1 ? { kind: 'retry', afterMs: 50_000, everyone: true, reason: 'an outage' } : undefined,
  );
  expect(await run()).toMatchObject({ stale: 1 });
  expect(texts(taken, 1)).toEqual([]);
});

test('a chat that paused after its digest was made is not written to', async () => {
  const store = await waiting({ chats: [1], stories: 1 });
  const chat = await chatOf(store, 1);
  await store.chats.setPaused(chat.id, 'reader', undefined);
  const { run, tried } = bot(store);
  expect(await run()).toMatchObject({ sent: 0 });
  expect(tried).toEqual([]);
});

test('when the bot stops nothing new is started, and what is in hand is finished and recorded', async () => {
  const store = await waiting({ chats: Array.from({ length: 40 }, (_, i) => i + 1), stories: 1 });
  const stop = new AbortController();
  const { run, tried } = bot(store, () => {
    stop.abort();
    return undefined;
  });
  const report = await run(stop.signal);
  expect(report.sent).toBe(tried.length);
  expect(tried.length).toBeLessThan(40);
  expect(await store.deliveries.counts()).toMatchObject({
    sending: 0,
    sent: tried.length,
    pending: 40 - tried.length,
  });
});

test('what does not end within its time when the bot stops is uncertain', async () => {
  const store = await waiting({ chats: [1], stories: 1 });
  const stop = new AbortController();
  const { run } = bot(store);
  const never: SendMessage = async (_to, _message, { begin }) => {
    await begin?.();
    stop.abort();
    return new Promise(() => undefined);
  };
  expect(await run(stop.signal, never)).toMatchObject({ uncertain: 1 });
  expect(await store.deliveries.counts()).toMatchObject({ sending: 0, uncertain: 1 });
});

test('a sender that knows nothing was written when the bot stopped leaves its part waiting', async () => {
  const store = await waiting({ chats: [1], stories: 1 });
  const stop = new AbortController();
  const { run } = bot(store);
  const connecting: SendMessage = (_to, _message, { signal }) => {
    stop.abort();
    return new Promise((resolve) => {
      const outcome: SendOutcome = { kind: 'retry', afterMs: 1, everyone: true, reason: 'stopped' };
      signal.addEventListener('abort', () => resolve(outcome));
    });
  };
  expect(await run(stop.signal, connecting)).toMatchObject({ uncertain: 0, waiting: 0 });
  expect(await store.deliveries.counts()).toMatchObject({ pending: 1 });
});

test('connections that were long in coming are not all written to at once', async () => {
  const store = await waiting({ chats: Array.from({ length: 200 }, (_, i) => i + 1), stories: 1 });
  const { run, send, taken, clock } = bot(store);
  // No connection stands in the first half minute.
  const connecting: SendMessage = async (to, message, options) => {
    while (clock.now < EVENING + 30_000) await new Promise((resolve) => setImmediate(resolve));
    return send(to, message, options);
  };
  expect(await run(running, connecting)).toMatchObject({ sent: 200 });
  const times = taken.map(({ at }) => at);
  const inSecond = times.map((from) => times.filter((at) => at >= from && at < from + 1000).length);
  expect(Math.max(...inSecond)).toBeLessThanOrEqual(30 + 15);
});

test('what connects while everybody has to wait is not written, and not claimed', async () => {
  const store = await waiting({ chats: [1, 2, 3], stories: 1 });
  const { run, send, taken, clock } = bot(store, ({ to, at }) =>
    to === 1 && at < EVENING + 1_000
      ? { kind: 'retry', afterMs: 20_000, everyone: true, reason: 'Unauthorized' }
      : undefined,
  );
  let sending = 0;
  const connecting: SendMessage = async (to, message, options) => {
    if (to.telegramId !== 1 && clock.now < EVENING + 30_000) {
      // Until the first chat is answered.
      while ((await store.deliveries.counts()).pending < 3 || clock.now === EVENING)
        await new Promise((resolve) => setImmediate(resolve));
      ({ sending } = await store.deliveries.counts());
    }
    return send(to, message, options);
  };
  expect(await run(running, connecting)).toMatchObject({ sent: 3, uncertain: 0 });
  expect(sending).toBe(0);
  expect(taken.every(({ at }) => at >= EVENING + 20_000)).toBe(true);
});

test('a chat that pauses while its connection is made is not written to', async () => {
  const store = await waiting({ chats: [1], stories: 1 });
  const chat = await chatOf(store, 1);
  const { run, send, tried } = bot(store);
  const connecting: SendMessage = async (to, message, options) => {
    await store.chats.setPaused(chat.id, 'reader', undefined);
    return send(to, message, options);
  };
  expect(await run(running, connecting)).toMatchObject({ sent: 0, uncertain: 0 });
  expect(tried).toEqual([]);
  expect(await store.deliveries.counts()).toMatchObject({ sending: 0, uncertain: 0 });
});

test('while sends cannot be recorded nothing more is sent, and then it goes on by itself', async () => {
  const store = await waiting({ chats: Array.from({ length: 60 }, (_, i) => i + 1), stories: 1 });
  const { tried, log, clock, send } = bot(store);
  let refusals = 3;
  const seen: number[] = [];
  const deliveries = {
    ...store.deliveries,
    settle: async (...args: Parameters<typeof store.deliveries.settle>) => {
      if (seen.length < refusals) {
        seen.push(tried.length);
        throw new Error('database or disk is full');
      }
      refusals = 0;
      return store.deliveries.settle(...args);
    },
  };
  const report = await deliverDue({ deliveries, send, pace: clock.pace, log }, () => clock.now, running);
  expect(new Set(seen).size).toBe(1);
  expect(report).toMatchObject({ sent: 60, uncertain: 0 });
  expect(tried).toHaveLength(60);
  expect(log.lines).toEqual([
    'error: what was sent cannot be recorded, so nothing more is sent for now: database or disk is full',
    'info: what was sent is recorded again',
  ]);
});

test('a change of a chat that cannot be recorded does not stop the others for ever', async () => {
  const store = await waiting({ chats: [-5, 2], stories: 1 });
  const { log, clock, send, taken } = bot(store, ({ to }) =>
    to === -5 ? { kind: 'migrated', toTelegramId: -100_5 } : undefined,
  );
  const deliveries = {
    ...store.deliveries,
    settle: async (...args: Parameters<typeof store.deliveries.settle>) => {
      if (args[0].some(({ kind }) => kind === 'migrated')) throw new Error('constraint failed');
      return store.deliveries.settle(...args);
    },
  };
  const report = await deliverDue({ deliveries, send, pace: clock.pace, log }, () => clock.now, running);
  expect(report).toMatchObject({ sent: 1, refused: 1 });
  expect(texts(taken, 2)).toEqual(['خبر 1']);
});

test('nothing is sent when it cannot be claimed', async () => {
  const store = await waiting({ chats: [1], stories: 1 });
  const { tried, log, clock, send } = bot(store);
  const deliveries = {
    ...store.deliveries,
    claim: async () => {
      throw new Error('attempt to write a readonly database');
    },
  };
  await expect(
    deliverDue({ deliveries, send, pace: clock.pace, log }, () => clock.now, running),
  ).rejects.toThrow('readonly');
  expect(tried).toEqual([]);
});

test('a part whose sender gave up while it stood ready is not claimed for that', async () => {
  const store = await waiting({ chats: [1], stories: 1 });
  const { clock, log, send } = bot(store);
  let tries = 0;
  const givesUp: SendMessage = async (to, message, options) => {
    tries += 1;
    if (tries > 1) return send(to, message, options);
    // Nobody will write it, whatever is answered.
    void options.begin?.();
    return { kind: 'tooMany', afterMs: 1_000, reason: 'asked before it was written' };
  };
  const deps = { deliveries: store.deliveries, send: givesUp, pace: clock.pace, log };
  for (let tick = 0; tick < 10; tick += 1) {
    await deliverDue(deps, () => clock.now, running);
    clock.now += 10_000;
  }
  expect(await store.deliveries.counts()).toMatchObject({ sent: 1, uncertain: 0, sending: 0 });
});

test('a broadcast keeps 30 a second', async () => {
  const store = await waiting({ chats: Array.from({ length: 300 }, (_, i) => i + 1), stories: 1 });
  const { run, taken } = bot(store);
  expect(await run()).toMatchObject({ sent: 300 });
  const times = taken.map(({ at }) => at);
  const inSecond = times.map((from) => times.filter((at) => at >= from && at < from + 1000).length);
  // A second holds what comes in it and what is left of the burst.
  expect(Math.max(...inSecond)).toBeLessThanOrEqual(30 + 15);
});

test('while every answer is lost, few parts are spent on finding out, and then all goes on', async () => {
  const store = await waiting({ chats: Array.from({ length: 400 }, (_, i) => i + 1), stories: 1 });
  const { run, log } = bot(store, ({ at }) =>
    at < EVENING + 10 * 60_000 ? { kind: 'uncertain', reason: 'reset' } : undefined,
  );
  const report = await run();
  expect(report.uncertain).toBeLessThanOrEqual(60);
  expect(report.sent).toBe(400 - report.uncertain);
  expect(log.lines.filter((line) => /answers in a row|answers again/.test(line))).toHaveLength(2);
});

test('a few lost answers slow nobody down', async () => {
  const store = await waiting({ chats: Array.from({ length: 60 }, (_, i) => i + 1), stories: 1 });
  const { run, taken } = bot(store, ({ to }) =>
    to > 20 && to < 35 ? { kind: 'uncertain', reason: 'reset' } : undefined,
  );
  expect(await run()).toMatchObject({ sent: 46, uncertain: 14 });
  expect((taken.at(-1)?.at ?? 0) - EVENING).toBeLessThan(4_000);
});

test('while nothing is answered at all, no more than one part a second is begun', async () => {
  const store = await waiting({ chats: Array.from({ length: 1000 }, (_, i) => i + 1), stories: 1 });
  const stop = new AbortController();
  const { run, tried, clock } = bot(store, () => new Promise(() => undefined));
  const counted: number[] = [];
  const watch = async (): Promise<void> => {
    while (clock.now < EVENING + 100_000) await new Promise((resolve) => setImmediate(resolve));
    counted.push(tried.length);
    stop.abort();
  };
  await Promise.all([run(stop.signal), watch()]);
  // Ten seconds at the full pace, then one a second.
  expect(counted[0]).toBeGreaterThan(300);
  expect(counted[0]).toBeLessThan(500);
});

test('two hundred groups that answer nothing delay nobody else', async () => {
  const groups = Array.from({ length: 200 }, (_, i) => -1 - i);
  const chats = Array.from({ length: 60 }, (_, i) => i + 1);
  const store = await waiting({ chats: [...groups, ...chats], stories: 1 });
  const { run, taken, clock } = bot(store, async ({ to, at }): Promise<SendOutcome> => {
    if (to > 0) return { kind: 'sent', messageId: to };
    while (clock.now < at + 30_000) await new Promise((resolve) => setImmediate(resolve));
    return { kind: 'uncertain', reason: 'no answer within 30 s' };
  });
  expect(await run()).toMatchObject({ sent: 60, uncertain: 200 });
  // As if the groups had answered at once: 260 parts at 30 a second.
  expect(Math.max(...taken.map(({ at }) => at - EVENING))).toBeLessThan(12_000);
});
