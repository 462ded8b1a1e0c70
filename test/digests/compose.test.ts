import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Temporal } from 'temporal-polyfill';
import { expect, onTestFinished, test } from 'vitest';
import { type ComposeDeps, composeDue } from '../../src/digests/compose.ts';
import type { Digest } from '../../src/digests/digest.ts';
import { previewDigest } from '../../src/digests/preview.ts';
import type { Store } from '../../src/storage/store.ts';
import { nextMoment } from '../../src/subscriptions/due.ts';
import {
  addChat,
  addStory,
  chatOf,
  claimDue,
  HOUR,
  listeningLog,
  NINE,
  renderPlainly,
  testStore,
  ZONE,
} from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const EVENING = NINE + 11 * HOUR;
const running = new AbortController().signal;

/** Composing over a store; every digest that was rendered is kept. */
function composer(store: Store, more: Partial<ComposeDeps> = {}) {
  const rendered: Digest[] = [];
  const log = listeningLog();
  const deps: ComposeDeps = {
    chats: store.chats,
    stories: store.stories,
    digests: store.digests,
    wishes: store.wishes,
    render: (digest) => {
      rendered.push(digest);
      return renderPlainly(digest);
    },
    defaultZone: ZONE,
    log,
    ...more,
  };
  return { deps, rendered, log, at: (now: number) => composeDue(deps, now, running) };
}

const told = (digest: Digest | undefined): readonly string[] =>
  digest?.items.map(({ story }) => story.headline) ?? [];

function dayStart(day: string, zone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds - 1;
}

/** Claim all that waits and settle it as `kind`. */
async function settleAll(store: Store, kind: 'sent' | 'uncertain' | 'refused', now: number): Promise<number> {
  let settled = 0;
  for (;;) {
    const claimed = await claimDue(store, now, 100);
    if (claimed.length === 0) return settled;
    settled += claimed.length;
    await store.deliveries.settle(
      claimed.map(({ id }) =>
        kind === 'sent' ? { id, kind, messageId: id } : { id, kind, reason: 'for the test' },
      ),
      now,
    );
  }
}

test('a chat whose moment has come gets one digest, and after a second tick no second one', async () => {
  const store = testStore();
  await addStory(store, { headline: 'إيران تفتتح سدًا', topics: ['iran'], publishedAt: EVENING - 2 * HOUR });
  await addStory(store, { headline: 'مصر تفتتح جسرًا', topics: ['egypt'], publishedAt: EVENING - 2 * HOUR });
  const chat = await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const { at, rendered } = composer(store);

  expect(await at(EVENING - 1)).toMatchObject({ composed: 0 });
  expect(await at(EVENING)).toMatchObject({ composed: 1, empty: 0 });
  expect(await at(EVENING + 60_000)).toMatchObject({ composed: 0, empty: 0 });
  expect(rendered.map(told)).toEqual([['إيران تفتتح سدًا']]);
  expect(rendered[0]).toMatchObject({
    zone: ZONE,
    moment: { localDate: '2026-11-23', localTime: '20:00', at: EVENING },
    next: { localDate: '2026-11-24', localTime: '08:00' },
  });
  expect(await chatOf(store, chat.id)).toMatchObject({ nextDigestAt: EVENING + 12 * HOUR });
  expect(await store.deliveries.counts()).toMatchObject({ pending: 1 });
});

test.each([
  ['flash', 5],
  ['short', 5],
  ['full', 7],
] as const)('a digest that is %s holds %i stories', async (preset, size) => {
  const store = testStore();
  for (let hour = 1; hour <= 9; hour += 1)
    await addStory(store, {
      headline: `الخبر ${hour}`,
      topics: ['iran'],
      publishedAt: EVENING - hour * HOUR,
    });
  const chat = await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  await store.chats.setSettings(chat.id, { preset });
  const { at, rendered } = composer(store);
  await at(EVENING);
  expect(rendered.map((digest) => digest.items.length)).toEqual([size]);
});

test('nothing new makes no message, and the moment moves on', async () => {
  const store = testStore();
  const chat = await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const { at } = composer(store);
  expect(await at(EVENING)).toMatchObject({ composed: 0, empty: 1 });
  expect(await store.deliveries.counts()).toMatchObject({ pending: 0 });
  expect(await chatOf(store, chat.id)).toMatchObject({ nextDigestAt: EVENING + 12 * HOUR });
});

test('what was told, or is on its way, is told in no later digest', async () => {
  const store = testStore();
  await addStory(store, { headline: 'الخبر الأول', topics: ['iran'] });
  await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const { at, rendered } = composer(store);
  await at(EVENING);
  await addStory(store, { headline: 'الخبر الثاني', topics: ['iran'], publishedAt: EVENING });
  await at(EVENING + 12 * HOUR);
  await settleAll(store, 'sent', EVENING + 12 * HOUR);
  await addStory(store, { headline: 'الخبر الثالث', topics: ['iran'], publishedAt: EVENING + 13 * HOUR });
  await at(EVENING + 24 * HOUR);
  expect(rendered.map(told)).toEqual([['الخبر الأول'], ['الخبر الثاني'], ['الخبر الثالث']]);
});

test('what exceeds a digest competes again until it is too old, and is counted then', async () => {
  const store = testStore();
  for (let i = 1; i <= 8; i += 1)
    await addStory(store, { headline: `خبر ${i}`, topics: ['iran'], publishedAt: EVENING - i * HOUR });
  await addChat(store, { telegramId: 1, topics: ['iran'], times: ['20:00'] }, NINE);
  const { at, rendered } = composer(store);
  expect(await at(EVENING)).toMatchObject({ composed: 1, passedOver: 0 });
  await at(EVENING + 24 * HOUR);
  expect(rendered.map((digest) => told(digest).length)).toEqual([5, 3]);

  const other = testStore();
  for (let i = 1; i <= 8; i += 1)
    await addStory(other, { headline: `خبر ${i}`, topics: ['iran'], publishedAt: EVENING - (i + 9) * HOUR });
  await addChat(other, { telegramId: 1, topics: ['iran'], times: ['20:00'] }, NINE - 24 * HOUR);
  await other.chats.setSchedule(1, { zone: undefined, times: ['20:00'], nextDigestAt: EVENING }, NINE);
  // Those of 15, 16 and 17 hours are left; tomorrow at 20:00 all three are past 36 hours.
  expect(await composer(other).at(EVENING)).toMatchObject({ composed: 1, passedOver: 3 });
});

test('after downtime the newest missed moment fires once and covers the gap', async () => {
  const store = testStore();
  const chat = await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const back = EVENING + 3 * 24 * HOUR + 5 * HOUR;
  await addStory(store, { headline: 'خبر من الغياب', topics: ['iran'], publishedAt: back - 30 * HOUR });
  const { at, rendered } = composer(store);
  expect(await at(back)).toMatchObject({ composed: 1, skipped: 0 });
  expect(rendered[0]?.moment).toMatchObject({ localDate: '2026-11-26', localTime: '20:00' });
  expect(await at(back + HOUR)).toMatchObject({ composed: 0, empty: 0 });
  expect(await chatOf(store, chat.id)).toMatchObject({ nextDigestAt: EVENING + 3 * 24 * HOUR + 12 * HOUR });
});

test('a moment missed by 12 hours is skipped, and said', async () => {
  const store = testStore();
  const chat = await addChat(store, { telegramId: 1, topics: ['iran'], times: ['20:00'] }, NINE);
  await addStory(store, { headline: 'خبر', topics: ['iran'], publishedAt: EVENING });
  const { at, log } = composer(store);
  expect(await at(EVENING + 12 * HOUR)).toMatchObject({ composed: 0, empty: 0, skipped: 1 });
  expect(log.lines).toEqual(['info: 1 chats had only moments older than 12 h, which were skipped']);
  expect(await chatOf(store, chat.id)).toMatchObject({ nextDigestAt: EVENING + 24 * HOUR });
});

test('a time already past today waits for tomorrow', async () => {
  const store = testStore();
  await addStory(store, { headline: 'خبر', topics: ['iran'] });
  await addChat(store, { telegramId: 1, topics: ['iran'], times: ['08:00'] }, NINE);
  expect(await composer(store).at(NINE + HOUR)).toMatchObject({ composed: 0, empty: 0 });
});

test('a change of zone never repeats a digest', async () => {
  const store = testStore();
  await addStory(store, { headline: 'خبر', topics: ['iran'] });
  const chat = await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const { at, rendered } = composer(store);
  await at(EVENING);
  await addStory(store, { headline: 'خبر لاحق', topics: ['iran'], publishedAt: EVENING });
  const berlin = { zone: 'Europe/Berlin', times: ['08:00', '20:00'] };
  const again = nextMoment(berlin, EVENING);
  expect(again).toMatchObject({ localDate: '2026-11-23', localTime: '20:00' });
  await store.chats.setSchedule(chat.id, { ...berlin, nextDigestAt: again?.at }, NINE);
  expect(await at(EVENING + 2 * HOUR)).toMatchObject({ composed: 0, repeated: 1 });
  expect(rendered.map(told)).toContainEqual(['خبر']);
  expect(await chatOf(store, chat.id)).toMatchObject({
    nextDigestAt: nextMoment(berlin, EVENING + 2 * HOUR)?.at,
  });
  expect(await store.deliveries.counts()).toMatchObject({ pending: 1 });
});

test('a clock set back repeats nothing, and a chat planned for days ahead comes back', async () => {
  const store = testStore();
  await addStory(store, { headline: 'خبر', topics: ['iran'] });
  const chat = await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const { at } = composer(store);
  const wrong = EVENING + 5 * 24 * HOUR;
  await at(EVENING);
  await at(wrong);
  expect(await at(EVENING + 60_000)).toMatchObject({ composed: 0, empty: 0, skipped: 1 });
  expect(await chatOf(store, chat.id)).toMatchObject({ nextDigestAt: EVENING + 12 * HOUR });
  await addStory(store, { headline: 'خبر الصباح', topics: ['iran'], publishedAt: EVENING + 11 * HOUR });
  expect(await at(EVENING + 12 * HOUR)).toMatchObject({ composed: 1 });
});

test('a clock set back by an hour does not fire the same moment again', async () => {
  const store = testStore();
  await addStory(store, { headline: 'خبر', topics: ['iran'] });
  await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const { at } = composer(store);
  expect(await at(EVENING)).toMatchObject({ composed: 1 });
  expect(await at(EVENING - HOUR)).toMatchObject({ composed: 0, empty: 0, repeated: 0 });
  // Planned anew, it is known to have had its digest.
  expect(await at(EVENING)).toMatchObject({ composed: 0, empty: 0, repeated: 1 });
  expect(await at(EVENING)).toMatchObject({ composed: 0, empty: 0, repeated: 0 });
});

test.each([
  ['Africa/Cairo', '2026-04-23', ['00:00', '00:30', '08:00']],
  ['Africa/Cairo', '2026-10-28', ['08:00', '23:15', '23:45']],
  ['Asia/Beirut', '2027-03-27', ['00:30', '20:00']],
  ['Europe/Berlin', '2026-03-28', ['01:45', '02:30', '03:15']],
  ['Europe/Berlin', '2026-10-24', ['01:45', '02:30', '03:15']],
  ['Africa/Casablanca', '2027-02-06', ['02:30', '08:00']],
  ['Asia/Gaza', '2026-10-23', ['00:45', '01:15', '08:00']],
])('across a change of clocks in %s each local time has its digest once', async (zone, date, times) => {
  const path = join(temporaryFolder(), 'mujaz.db');
  const store = testStore(path);
  const start = Temporal.ZonedDateTime.from(`${date}T00:00[${zone}]`).epochMilliseconds - HOUR;
  await addChat(store, { telegramId: 1, zone, times }, start);
  const { at } = composer(store);
  for (let tick = start; tick < start + 75 * HOUR; tick += HOUR / 12) await at(tick);

  const database = new Database(path, { readonly: true });
  onTestFinished(() => void database.close());
  const fired = database
    .prepare('SELECT local_date, local_time, moment_at, created_at FROM digests')
    .all() as { local_date: string; local_time: string; moment_at: number; created_at: number }[];
  for (const digest of fired) {
    expect(digest.created_at - digest.moment_at).toBeGreaterThanOrEqual(0);
    expect(digest.created_at - digest.moment_at).toBeLessThan(HOUR / 12);
  }
  const days = [0, 1, 2].map((days) => Temporal.PlainDate.from(date).add({ days }).toString());
  // Times that a gap brings to one instant have one digest, called by the later.
  const expected = days.flatMap((day) => {
    const moments = times.map((time) => nextMoment({ zone, times: [time] }, dayStart(day, zone)));
    return times.filter(
      (_, index) => !moments.slice(index + 1).some((later) => later?.at === moments[index]?.at),
    );
  });
  expect(
    fired.filter(({ local_date }) => days.includes(local_date)).map(({ local_time }) => local_time),
  ).toEqual(expected);
});

test('a moment that a new law of the zone brought forward fires all the same', async () => {
  const store = testStore();
  await addStory(store, { headline: 'خبر', topics: ['iran'] });
  const chat = await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  // Planned under the old law for what is 21:00 under the new one.
  await store.chats.setSchedule(chat.id, { zone: undefined, times: [], nextDigestAt: EVENING + HOUR }, NINE);
  expect(await composer(store).at(EVENING + HOUR)).toMatchObject({ composed: 1 });
});

test('stories of an uncertain part stand once more as reminders, and an uncertain reminder does not', async () => {
  const store = testStore();
  await addStory(store, { headline: 'خبر مشكوك', topics: ['iran'] });
  await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const { at, rendered } = composer(store);
  await at(EVENING);
  await settleAll(store, 'uncertain', EVENING);

  // Nothing new: the reminder alone makes a digest.
  expect(await at(EVENING + 12 * HOUR)).toMatchObject({ composed: 1 });
  expect(rendered[1]?.items).toEqual([]);
  expect(rendered[1]?.reminders).toMatchObject([
    { story: { headline: 'خبر مشكوك' }, digest: { localDate: '2026-11-23', localTime: '20:00' } },
  ]);
  await settleAll(store, 'uncertain', EVENING + 12 * HOUR);
  expect(await at(EVENING + 24 * HOUR)).toMatchObject({ composed: 0, empty: 1 });
});

test('a reminder that was given up with its digest comes again', async () => {
  const store = testStore();
  await addStory(store, { headline: 'خبر مشكوك', topics: ['iran'] });
  await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const { at, rendered } = composer(store);
  await at(EVENING);
  await settleAll(store, 'uncertain', EVENING);
  await at(EVENING + 12 * HOUR);
  expect(await store.deliveries.cancelStale(EVENING + 13 * HOUR, EVENING + 25 * HOUR)).toBe(1);
  expect(await at(EVENING + 25 * HOUR)).toMatchObject({ composed: 1 });
  expect(rendered.map(({ reminders }) => reminders.length)).toEqual([0, 1, 1]);
});

test('stories of cancelled and of refused parts are untold again', async () => {
  const store = testStore();
  await addStory(store, { headline: 'خبر', topics: ['iran'], publishedAt: EVENING });
  await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const { at, rendered } = composer(store);
  await at(EVENING);
  await store.deliveries.cancelStale(EVENING + 1, EVENING + 12 * HOUR);
  await at(EVENING + 12 * HOUR);
  await settleAll(store, 'refused', EVENING + 12 * HOUR);
  await at(EVENING + 24 * HOUR);
  expect(rendered.map(told)).toEqual([['خبر'], ['خبر'], ['خبر']]);
});

test('a chat that changes while digests are made is left to its new hours', async () => {
  const store = testStore();
  await addStory(store, { headline: 'خبر', topics: ['iran'] });
  const chat = await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const later = EVENING + 3 * HOUR;
  const { at, deps } = composer(store);
  const digests = {
    ...store.digests,
    told: async (...args: Parameters<typeof store.digests.told>) => {
      await store.chats.setSchedule(
        chat.id,
        { zone: undefined, times: ['23:00'], nextDigestAt: later },
        NINE,
      );
      return store.digests.told(...args);
    },
  };
  expect(await composeDue({ ...deps, digests }, EVENING, running)).toMatchObject({ composed: 0 });
  expect(await store.deliveries.counts()).toMatchObject({ pending: 0 });
  expect(await at(later)).toMatchObject({ composed: 1 });
});

test('a digest that cannot be made holds up no other chat, is told to the operator, and loses no story', async () => {
  const store = testStore();
  await addStory(store, { headline: 'خبر', topics: ['iran'] });
  await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  await addChat(store, { telegramId: 2, topics: ['iran'] }, NINE);
  let broken = true;
  const { at, log } = composer(store, {
    render: (digest) => {
      if (broken && digest.chat.telegramId === 1) throw new Error('no words');
      return renderPlainly(digest);
    },
  });
  expect(await at(EVENING)).toMatchObject({ composed: 1, failed: 1 });
  expect(log.lines).toEqual(['error: a digest could not be made: no words']);
  broken = false;
  expect(await at(EVENING + 12 * HOUR)).toMatchObject({ composed: 1, empty: 1 });
});

test('a chat whose zone this system does not know keeps the default zone', async () => {
  const store = testStore();
  await addStory(store, { headline: 'خبر', topics: ['iran'] });
  const chat = await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  await store.chats.setSchedule(chat.id, { zone: 'Atlantis/Port', times: [], nextDigestAt: EVENING }, NINE);
  const { at, rendered } = composer(store);
  expect(await at(EVENING)).toMatchObject({ composed: 1 });
  expect(rendered[0]?.zone).toBe(ZONE);
});

test('a chat that follows no topic gets the top stories', async () => {
  const store = testStore();
  await addStory(store, { headline: 'خبر واحد', topics: ['sports'] });
  await addStory(store, { headline: 'خبر الجميع', topics: ['sudan'], publishers: ['منبر', 'ميناء', 'مرسى'] });
  await addChat(store, { telegramId: 1 }, NINE);
  const { at, rendered } = composer(store);
  await at(EVENING);
  expect(rendered.map(told)).toEqual([['خبر الجميع', 'خبر واحد']]);
});

test('stops between two batches when the bot stops', async () => {
  const store = testStore();
  await addChat(store, { telegramId: 1 }, NINE);
  const { deps } = composer(store);
  expect(await composeDue(deps, EVENING, AbortSignal.abort())).toMatchObject({ composed: 0, empty: 0 });
  expect(await store.chats.due(EVENING, 5)).toHaveLength(1);
});

test('a preview holds what the next digest would, and spends nothing', async () => {
  const store = testStore();
  await addStory(store, { headline: 'خبر مشكوك', topics: ['iran'] });
  const chat = await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const { at, deps, rendered } = composer(store);
  await at(EVENING);
  await settleAll(store, 'uncertain', EVENING);
  await addStory(store, { headline: 'خبر جديد', topics: ['iran'], publishedAt: EVENING });

  const preview = await previewDigest(deps, await chatOf(store, chat.id), EVENING + HOUR);
  expect(told(preview)).toEqual(['خبر جديد']);
  expect(preview?.reminders.map(({ story }) => story.headline)).toEqual(['خبر مشكوك']);
  expect(preview?.moment).toMatchObject({ localDate: '2026-11-24', localTime: '08:00' });
  await at(EVENING + 12 * HOUR);
  expect(rendered.slice(1).map(told)).toEqual([['خبر جديد']]);
  expect(await previewDigest(deps, await chatOf(store, chat.id), EVENING + 12 * HOUR)).toBeUndefined();
});
