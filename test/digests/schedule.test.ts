/** The compose job and what a chat's schedule forbids: outages that end in quiet hours, days without digests, rests, wrong clocks. */
import { expect, test } from 'vitest';
import { composeDue } from '../../src/digests/compose.ts';
import type { Digest } from '../../src/digests/digest.ts';
import { previewDigest } from '../../src/digests/preview.ts';
import type { Store } from '../../src/storage/store.ts';
import type { ChatSchedule } from '../../src/subscriptions/chat.ts';
import { nextMoment, scheduleOf } from '../../src/subscriptions/due.ts';
import {
  addChat,
  addStory,
  chatOf,
  HOUR,
  listeningLog,
  renderPlainly,
  testStore,
  ZONE,
} from '../support/outbox.ts';

const MINUTE = 60_000;
/** Monday, 23 November 2026, in Riyadh. */
const at = (hour: number, day = 0): number => Date.UTC(2026, 10, 23 + day) + (hour - 3) * HOUR;
const night = { from: '22:00', to: '07:00' };

/** A chat of that schedule at nine in the morning, with a story for it, and the job. */
async function chatWith(about: Partial<Omit<ChatSchedule, 'zone'>>) {
  const store: Store = testStore();
  await addStory(store, { headline: 'افتتاح جسر الميناء', publishedAt: at(20) });
  const chat = await addChat(
    store,
    { telegramId: 1, zone: ZONE, ...about, times: about.times ?? ['20:00'] },
    at(9),
  );
  const told: { readonly key: string; readonly now: number }[] = [];
  let now = 0;
  const log = listeningLog();
  const render = (digest: Digest) => {
    told.push({ key: `${digest.moment.localDate} ${digest.moment.localTime}`, now });
    return renderPlainly(digest);
  };
  const deps = { ...store, render, defaultZone: ZONE, log };
  const tick = (time: number) => {
    now = time;
    return composeDue(deps, time, new AbortController().signal);
  };
  return { store, chat, told, tick, log, deps };
}

test('a digest that an outage delayed into quiet hours waits until they end', async () => {
  const { store, chat, told, tick, log } = await chatWith({ times: ['21:00'], quiet: night });
  expect(await tick(at(23))).toMatchObject({ composed: 0, skipped: 0 });
  expect(await chatOf(store, chat.id)).toMatchObject({ nextDigestAt: at(7, 1) });
  for (let time = at(23); time < at(7, 1); time += HOUR) await tick(time);
  expect(told).toEqual([]);
  await tick(at(7, 1));
  expect(told).toEqual([{ key: '2026-11-23 21:00', now: at(7, 1) }]);
  expect(await chatOf(store, chat.id)).toMatchObject({ nextDigestAt: at(21, 1) });
  expect(log.lines).toEqual([]);
});

test('one that is too old by then is passed over, and the next one comes', async () => {
  const { told, tick } = await chatWith({ times: ['18:00', '08:00'], quiet: night });
  await tick(at(23));
  await tick(at(7, 1));
  expect(told).toEqual([]);
  await tick(at(8, 1));
  expect(told).toEqual([{ key: '2026-11-24 08:00', now: at(8, 1) }]);
});

test('what was held, and what comes at that minute, are one digest', async () => {
  const { told, tick } = await chatWith({ times: ['07:00', '21:00'], quiet: night });
  await tick(at(23));
  for (let time = at(6, 1); time < at(9, 1); time += 5 * MINUTE) await tick(time);
  expect(told).toEqual([{ key: '2026-11-24 07:00', now: at(7, 1) }]);
});

test('a chat without days gets none, costs nothing, and can still ask what one would hold', async () => {
  const { store, chat, told, tick, deps } = await chatWith({ days: [] });
  expect(chat.nextDigestAt).toBeUndefined();
  for (let day = 0; day < 9; day += 1)
    expect(await tick(at(20, day))).toEqual({
      composed: 0,
      empty: 0,
      repeated: 0,
      skipped: 0,
      failed: 0,
      passedOver: 0,
    });
  expect(told).toEqual([]);
  expect(await store.chats.due(at(20, 9), 9)).toEqual([]);
  const preview = await previewDigest(deps, chat, at(21));
  expect(preview?.items).toHaveLength(1);
  expect(preview).toMatchObject({ moment: { localDate: '2026-11-23', localTime: '21:00' }, next: undefined });
});

test('the last digest before a chat has no days left moves it to none', async () => {
  const { store, chat, told, tick } = await chatWith({});
  // The days went while the moment stood: what was planned comes no more.
  await store.chats.setSchedule(chat.id, { days: [], nextDigestAt: at(20) }, at(10));
  expect(await tick(at(20))).toMatchObject({ composed: 0 });
  expect(told).toEqual([]);
  expect(await chatOf(store, chat.id)).toMatchObject({ nextDigestAt: undefined, paused: undefined });
});

test('a rest brings nothing, however late the job runs, and ends by itself', async () => {
  const restingUntil = at(9, 7);
  const { store, told, tick } = await chatWith({ restingUntil });
  for (let day = 0; day < 7; day += 1) await tick(at(20, day));
  await tick(at(8, 7));
  expect(told).toEqual([]);
  await addStory(store, { headline: 'أمطار غزيرة', publishedAt: at(18, 7) });
  await tick(at(20, 7));
  expect(told).toEqual([{ key: '2026-11-30 20:00', now: at(20, 7) }]);
});

test('a moment that lies weeks ahead is not taken for one of a wrong clock', async () => {
  const { store, chat, tick } = await chatWith({ restingUntil: at(9, 14) });
  expect(await chatOf(store, chat.id)).toMatchObject({ nextDigestAt: at(20, 14) });
  for (const time of [at(10), at(20), at(9, 3)]) expect(await tick(time)).toMatchObject({ skipped: 0 });
  expect(await store.chats.due(at(9, 3), 9)).toEqual([]);
});

test('a moment that a clock ahead of its time planned is planned anew, once the clock is set back', async () => {
  const { store, chat, tick } = await chatWith({});
  const ahead = at(9, 40);
  const schedule = scheduleOf(chat, ZONE);
  await store.chats.setSchedule(chat.id, { nextDigestAt: nextMoment(schedule, ahead)?.at }, ahead);
  expect(await tick(at(10))).toMatchObject({ composed: 0, skipped: 1 });
  expect(await chatOf(store, chat.id)).toMatchObject({ nextDigestAt: at(20) });
  expect(await tick(at(10) + MINUTE)).toMatchObject({ skipped: 0 });
});

test('a clock that is set back by minutes plans nothing anew', async () => {
  const { store } = await chatWith({});
  expect(await store.chats.due(at(9) - 5 * MINUTE, 9)).toEqual([]);
  expect(await store.chats.due(at(9) - 11 * MINUTE, 9)).toHaveLength(1);
});

test('the weekend of a chat that moves to another country is that country’s', async () => {
  const { store, chat, told, tick } = await chatWith({ times: ['08:00'], weekend: 'none' });
  const beirut = { ...chat, zone: 'Asia/Beirut' };
  const nextDigestAt = nextMoment(scheduleOf(beirut, ZONE), at(9))?.at;
  await store.chats.setSchedule(chat.id, { zone: 'Asia/Beirut', nextDigestAt }, at(9));
  for (let day = 1; day <= 7; day += 1) {
    await addStory(store, {
      headline: `${'جسر سوق مطار ميناء ملعب متحف مصنع'.split(' ')[day - 1]} جديد`,
      publishedAt: at(8, day),
    });
    await tick(at(9, day));
  }
  expect(told.map(({ key }) => key)).toEqual(
    ['24', '25', '26', '27', '30'].map((day) => `2026-11-${day} 08:00`),
  );
});
