import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { SendOutcome } from '../../src/delivery/delivery.ts';
import { createPace } from '../../src/delivery/pace.ts';
import { type AlertDeps, type AlertMemory, tellOperators } from '../../src/operator/alerts.ts';
import type { Sight, Trouble } from '../../src/operator/operations.ts';
import { openStore, type Store } from '../../src/storage/store.ts';
import { alertText } from '../../src/telegram/operator-words.ts';
import {
  addChat,
  addStory,
  chatServer,
  claimDue,
  HOUR,
  listeningLog,
  NINE,
  testStore,
} from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const DAY = 24 * HOUR;
const ZONE = 'Asia/Riyadh';
const SAID = { zone: ZONE, now: NINE };

function trouble(about: Partial<Trouble> = {}): Trouble {
  return {
    kind: 'disk',
    subject: '',
    name: '',
    since: undefined,
    ripeMs: 0,
    amount: 2e8,
    why: undefined,
    ...about,
  };
}

const deadSource = (id: string, since: number | undefined = NINE - 30 * HOUR) =>
  trouble({ kind: 'source', subject: id, name: `صحيفة ${id}`, since, ripeMs: DAY, why: 'answered HTTP 404' });

/** Operators who are told through a chat server; what is wrong is set by the test. */
function operations(store: Store, adminIds: readonly number[] = [7]) {
  const clock = { now: NINE };
  const state: { sight: Sight; answer: (to: number) => SendOutcome | undefined } = {
    sight: { troubles: [], undecided: new Set() },
    answer: () => undefined,
  };
  const server = chatServer(clock, ({ to }) => state.answer(to));
  const log = listeningLog();
  const pace = createPace({ delay: async () => undefined });
  const deps: AlertDeps = {
    alerts: store.alerts,
    adminIds,
    look: async () => state.sight,
    send: server.send,
    pace,
    render: (report) => alertText(report, { zone: ZONE, now: clock.now }),
    log,
  };
  const memory: AlertMemory = new Map();
  const tick = async (at: number, troubles?: readonly Trouble[]): Promise<readonly string[]> => {
    clock.now = at;
    if (troubles !== undefined) state.sight = { troubles, undecided: new Set() };
    const before = server.tried.length;
    await tellOperators(deps, memory, at, new AbortController().signal);
    return server.tried
      .slice(before)
      .map(({ to, html }) => `${to} ${html.replace(/[\u200f\u2060\u2066-\u2069]/gu, '')}`);
  };
  return { deps, memory, state, server, log, pace, tick };
}

test('each thing is told once until it is over, hourly at most, all of one hour in one message', async () => {
  const { tick } = operations(testStore());
  expect(await tick(NINE, [])).toEqual([]);
  const [first, ...more] = await tick(NINE + 1, [
    trouble(),
    deadSource('harbour'),
    deadSource('young', NINE - HOUR),
  ]);
  expect(more).toEqual([]);
  expect(first).toMatch(/^7 <b>تنبيه للمشغّل<\/b>\n/u);
  expect(first).toContain('• المساحة الباقية على القرص قليلة: 200 ميغابايت');
  expect(first).toContain('• مصدر لا يُقرأ منذ 30 ساعة: صحيفة harbour (harbour): answered HTTP 404');
  expect(first).not.toContain('young');
  const all = [trouble({ amount: 1e8 }), deadSource('harbour'), deadSource('horizon')];
  for (const minutes of [1, 30, 59]) expect(await tick(NINE + minutes * 60_000, all)).toEqual([]);
  const next = await tick(NINE + HOUR + 1, [deadSource('harbour'), deadSource('horizon')]);
  expect(next).toHaveLength(1);
  expect(next[0]).toContain('مصدر لا يُقرأ منذ 31 ساعة: صحيفة horizon');
  expect(next[0]).toContain('<b>انتهى ما نُبّه إليه</b>\n• المساحة على القرص تكفي الآن');
  expect(next[0]).not.toContain('harbour');
  expect(await tick(NINE + 9 * HOUR)).toEqual([]);
  expect(await tick(NINE + 10 * HOUR, [])).toEqual([
    expect.stringMatching(/عادت قراءة المصدر: صحيفة harbour[\s\S]*horizon/u),
  ]);
  expect(await tick(NINE + 20 * HOUR)).toEqual([]);
  // It begins anew.
  expect(await tick(NINE + 21 * HOUR, [deadSource('harbour')])).toHaveLength(1);
});

test('a source that never answered is told a day after it was first seen to fail; what passes in between is not told', async () => {
  const { tick } = operations(testStore());
  const never = { ...deadSource('never'), since: undefined };
  expect(await tick(NINE, [never, trouble()])).toHaveLength(1);
  expect(await tick(NINE + DAY - 1, [never, trouble()])).toEqual([]);
  expect(await tick(NINE + DAY, [never, trouble()])).toEqual([
    expect.stringContaining('منذ 24 ساعة: صحيفة never'),
  ]);
  expect(
    await tick(NINE + 30 * HOUR, [never, trouble(), { ...deadSource('brief'), since: undefined }]),
  ).toEqual([]);
  expect(await tick(NINE + 31 * HOUR, [never, trouble()])).toEqual([]);
});

test('a restart repeats nothing and ends nothing that nobody can say yet', async () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  const before = openStore(path);
  const job = trouble({ kind: 'job', subject: 'compose', name: 'compose', why: 'broken' });
  expect(await operations(before).tick(NINE, [trouble(), job])).toHaveLength(1);
  before.close();
  const store = openStore(path);
  onTestFinished(() => store.close());
  const { tick, state } = operations(store);
  state.sight = { troubles: [trouble()], undecided: new Set(['job compose']) };
  expect(await tick(NINE + 2 * HOUR)).toEqual([]);
  expect(await tick(NINE + 3 * HOUR, [trouble()])).toEqual([
    expect.stringContaining('عاد العمل: إعداد النشرات'),
  ]);
});

test('messages that may not have arrived, lost their marking up, were refused or went stale are counted once, with the last reasons', async () => {
  const store = testStore();
  const stories = [
    await addStory(store, { headline: 'خبر أول' }),
    await addStory(store, { headline: 'خبر ثان' }),
  ];
  const dueAt = NINE - HOUR;
  const chats = [];
  for (const telegramId of [1, 2, 3, 4, 5]) chats.push(await addChat(store, { telegramId }, NINE - 3 * HOUR));
  await store.digests.create(
    chats.map((chat, at) => ({
      chatId: chat.id,
      dueAt: chat.nextDigestAt ?? 0,
      moment: { at: at === 3 ? NINE - 20 * HOUR : dueAt, localDate: '2026-11-23', localTime: '08:00' },
      parts: [{ html: 'خبر', buttons: [], storyIds: stories, reminderIds: [] }],
      passedOver: 0,
      nextDigestAt: NINE + DAY,
    })),
    NINE,
  );
  await store.deliveries.cancelStale(NINE - 12 * HOUR, NINE);
  const [one, two, three, four] = await claimDue(store, NINE);
  await store.deliveries.settle(
    [
      { id: one?.id ?? 0, kind: 'sent', messageId: 1 },
      { id: two?.id ?? 0, kind: 'uncertain', reason: 'timed out' },
      { id: three?.id ?? 0, kind: 'refused', reason: 'Bad Request: message is <too> odd @someone' },
      { id: four?.id ?? 0, kind: 'malformed', reason: "Bad Request: can't parse entities" },
    ],
    NINE,
  );
  const [again] = await claimDue(store, NINE);
  expect(again).toMatchObject({ id: four?.id, plain: true });
  await store.deliveries.settle([{ id: again?.id ?? 0, kind: 'sent', messageId: 2 }], NINE);
  const { tick } = operations(store);
  const [told] = await tick(NINE + 1, []);
  expect(told).toContain('• لا يُعرف هل وصلت: رسالة واحدة. تأتي أخبارها عناوين في النشرة التالية');
  expect(told).toContain('• رفضها تلغرام: رسالة واحدة: Bad Request: message is &lt;too&gt; odd @someone');
  expect(told).toContain('• رفض تلغرام تنسيقها فأُرسلت نصًّا بلا تنسيق: رسالة واحدة: Bad Request: can');
  expect(told).toContain('• فات وقتها فلم تُرسل: رسالة واحدة');
  expect(await tick(NINE + 2 * HOUR)).toEqual([]);
  expect(await store.operations.sends(NINE - DAY, NINE)).toEqual({
    sent: 2,
    uncertain: 1,
    refused: 1,
    plain: 1,
    stale: 1,
    refusal: 'Bad Request: message is <too> odd @someone',
    malformed: "Bad Request: can't parse entities",
  });
});

test('messages that went as plain text are told also where nothing else went wrong', async () => {
  const store = testStore();
  const chat = await addChat(store, { telegramId: 1 }, NINE - 3 * HOUR);
  const part = { html: 'خبر', buttons: [], storyIds: [], reminderIds: [] };
  const dueAt = chat.nextDigestAt ?? 0;
  const moment = { at: NINE - HOUR, localDate: '2026-11-23', localTime: '08:00' };
  await store.digests.create(
    [{ chatId: chat.id, dueAt, moment, parts: [part], passedOver: 0, nextDigestAt: NINE + DAY }],
    NINE,
  );
  const reason = "Bad Request: can't parse entities";
  for (const outcome of [{ kind: 'malformed', reason } as const, { kind: 'sent', messageId: 2 } as const]) {
    const [claimed] = await claimDue(store, NINE);
    await store.deliveries.settle([{ id: claimed?.id ?? 0, ...outcome }], NINE);
  }
  const [told] = await operations(store).tick(NINE + 1, []);
  expect(told).toContain('• رفض تلغرام تنسيقها فأُرسلت نصًّا بلا تنسيق: رسالة واحدة');
});

test('what surely did not arrive is told at the next look, to whom it did not; what may have arrived is not repeated', async () => {
  const { tick, state, log } = operations(testStore(), [7, 8, 9]);
  const outcomes: Readonly<Record<number, SendOutcome>> = {
    7: { kind: 'retry', afterMs: 1, everyone: true, reason: 'refused the connection' },
    8: { kind: 'uncertain', reason: 'no answer' },
    9: { kind: 'unreachable', paused: 'blocked', reason: 'Forbidden: bot was blocked by the user' },
  };
  state.answer = (to) => outcomes[to];
  expect(await tick(NINE, [trouble()])).toHaveLength(3);
  expect(log.lines).toEqual([expect.stringMatching(/could not be told: Forbidden/u)]);
  state.answer = () => undefined;
  const again = await tick(NINE + 60_000);
  expect(again.map((line) => line.split(' ')[0])).toEqual(['7']);
  expect(await tick(NINE + 5 * HOUR)).toEqual([]);
  state.answer = (to) => outcomes[to];
  expect(await tick(NINE + 6 * HOUR, [])).toHaveLength(3);
  state.answer = () => undefined;
  expect(await tick(NINE + 6 * HOUR + 1)).toEqual([expect.stringMatching(/^7 .*انتهى[\s\S]*تكفي الآن/u)]);
});

test('while Telegram takes nothing, operators wait too, and what it says of its pace is heard', async () => {
  const { tick, state, pace } = operations(testStore(), [7, 8]);
  state.answer = () => ({ kind: 'tooMany', afterMs: 60_000, reason: 'Too Many Requests' });
  await tick(NINE, [trouble()]);
  expect(pace.busy(NINE + 1)).toContain(7);
  state.answer = () => undefined;
  expect((await tick(NINE + 10 * 60_000)).map((line) => line[0])).toEqual(['7', '8']);
});

test('a clock that is set back silences nobody', async () => {
  const { tick } = operations(testStore());
  expect(await tick(NINE, [trouble()])).toHaveLength(1);
  expect(await tick(NINE - 5 * HOUR, [trouble(), deadSource('harbour', NINE - 40 * HOUR)])).toHaveLength(1);
});

test('the database’s own trouble is told without it, hourly', async () => {
  const { deps, server, memory } = operations(testStore());
  const broken = {
    ...deps,
    alerts: {
      ...deps.alerts,
      observe: async () => Promise.reject(new Error('mujaz.db cannot be written (disk full)')),
    },
  };
  const tick = (at: number) => tellOperators(broken, memory, at, new AbortController().signal);
  for (const minutes of [0, 1, 30, 61])
    await expect(tick(NINE + minutes * 60_000)).rejects.toThrow('disk full');
  expect(server.tried).toHaveLength(2);
  expect(server.tried[0]?.html).toMatch(/قاعدة البيانات لا تعمل.*cannot be written/u);
});

test('what readers report is counted by reason, hourly at most, each report once to each operator', async () => {
  const store = testStore();
  const { tick } = operations(store, [7, 8]);
  const { id } = await addChat(store, { telegramId: 42 }, NINE);
  const report = (storyId: number, reason: 'wrong' | 'repeated', at: number) =>
    store.reports.add(id, { storyId, reason, headline: 'خبر', sentences: [], articles: [] }, at);
  await report(1, 'wrong', NINE);
  await report(2, 'wrong', NINE);
  await report(2, 'repeated', NINE);
  const line = '• 3 بلاغات من القرّاء: خبر خاطئ (2)، مكرّر (1). التفاصيل: mujaz reports';
  const told = await tick(NINE + 1, []);
  expect(told).toEqual([expect.stringContaining(line), expect.stringContaining(line)]);
  await report(3, 'wrong', NINE + 2);
  expect(await tick(NINE + 30 * 60_000, [])).toEqual([]);
  const next = await tick(NINE + HOUR + 1, []);
  expect(next).toHaveLength(2);
  expect(next[0]).toContain('• بلاغ واحد من القرّاء: خبر خاطئ (1).');
  expect(await tick(NINE + 9 * HOUR, [])).toEqual([]);
});

test('reports that surely did not reach the operator are told again', async () => {
  const store = testStore();
  const { tick, state } = operations(store);
  const { id } = await addChat(store, { telegramId: 42 }, NINE);
  await store.reports.add(
    id,
    { storyId: 1, reason: 'other', headline: 'خبر', sentences: [], articles: [] },
    NINE,
  );
  state.answer = () => ({ kind: 'retry', afterMs: 1, everyone: false, reason: 'reset' });
  expect(await tick(NINE + 1, [])).toHaveLength(1);
  state.answer = () => undefined;
  expect(await tick(NINE + 60_000, [])).toEqual([expect.stringContaining('شيء آخر (1)')]);
});

test('very many troubles are one message within Telegram’s limits', () => {
  const alerts = Array.from({ length: 300 }, (_, index) => ({
    kind: 'source' as const,
    subject: `source-${index}-${'x'.repeat(30)}`,
    name: `صحيفة ${'المدينة '.repeat(9)}`,
    since: NINE - DAY,
    amount: 0,
    why: '<b>@all https://evil.example/ '.repeat(20),
  }));
  const reasons = { refusal: 'x'.repeat(400), malformed: 'y'.repeat(400) };
  const sends = { sent: 0, uncertain: 3, refused: 2, plain: 4, stale: 1, ...reasons };
  const text = alertText({ begun: alerts, ended: alerts, sends, reports: { wrong: 12 } }, SAID);
  expect(text.replace(/<[^<>]*>/gu, '').length).toBeLessThan(4000);
  expect(text).toMatch(/وغيرها: 29\d/u);
  expect(text).not.toMatch(/<b>@|https:\/\/evil\.example/u);
});
