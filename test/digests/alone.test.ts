/** Chats that want breaking news alone: what their digests would tell them comes at once too, in its time. */
import { describe, expect, test } from 'vitest';
import type { Chat } from '../../src/subscriptions/chat.ts';
import { testStore } from '../support/outbox.ts';
import {
  BLAST,
  HOUR,
  later,
  MINUTE,
  type Newsroom,
  NOON,
  newsroom,
  QUAKE,
  RESIGNATION,
  type Report,
} from './newsroom.ts';

const MORNING = NOON + 20 * HOUR;

/** What outlets say now, at the clock's time, and what is sent at once of it. */
async function told(room: Newsroom, ...reports: readonly Report[]) {
  await room.report(...reports.map((report) => ({ publishedAt: room.clock.now, ...report })));
  return room.breakNews();
}

async function runAt(room: Newsroom, time: number) {
  room.clock.now = time;
  return room.breakNews();
}

/** The alert goes out, and nobody knows whether it arrives. */
async function alertUncertain(room: Newsroom): Promise<void> {
  await room.report(...BLAST.slice(0, 3));
  await room.atOnce();
  const waiting = await room.store.deliveries.waiting(room.clock.now, { limit: 9, except: [], underWay: [] });
  await room.store.deliveries.claim(waiting);
  await room.store.deliveries.settleInterrupted(room.clock.now);
}

const texts = (room: Newsroom, chat: Chat) => room.got(chat).map(({ text }) => text);

describe('news of an alert', () => {
  test('comes three hours after it, as an answer to it, once and as it stands by then', async () => {
    const room = await newsroom();
    const chat = await room.reader({ days: [] });
    await told(room, ...BLAST.slice(0, 3));
    room.clock.now += HOUR;
    expect(await told(room, later(31))).toMatchObject({ update: 0, held: 1 });
    room.clock.now += HOUR;
    expect(await told(room, later(40, { publisher: 'إذاعة الوادي' }))).toMatchObject({ update: 0, held: 1 });
    expect(await runAt(room, NOON + 3 * HOUR - MINUTE)).toMatchObject({ update: 0, held: 1 });
    expect(await runAt(room, NOON + 3 * HOUR)).toMatchObject({ update: 1, held: 0 });
    expect(await runAt(room, NOON + 7 * HOUR)).toMatchObject({ update: 0, held: 0 });
    const [alert, update, ...more] = room.got(chat);
    expect(update?.replyTo).toBe(alert?.id);
    expect(update?.text).toMatch(/^\u200f?جديد الخبر: /u);
    expect(update?.text).toContain('40');
    expect(more).toEqual([]);
  });

  test('comes also where the outlet that tells it makes the story everybody’s', async () => {
    const room = await newsroom();
    const chat = await room.reader({ days: [] });
    await told(room, ...BLAST.slice(0, 3));
    room.clock.now += HOUR;
    expect(await told(room, later(31, { publisher: 'إذاعة الوادي' }))).toMatchObject({ held: 1 });
    await runAt(room, NOON + 3 * HOUR);
    expect(texts(room, chat)[1]).toContain('31');
  });

  test('comes after a restart of the bot too', async () => {
    const room = await newsroom();
    const chat = await room.reader({ days: [] });
    await told(room, ...BLAST.slice(0, 3));
    room.clock.now += HOUR;
    await told(room, later(31));
    room.restart();
    await runAt(room, NOON + 2 * HOUR);
    room.restart();
    await runAt(room, NOON + 4 * HOUR);
    expect(room.got(chat)).toHaveLength(2);
  });

  test('waits for an alert that is not sent yet', async () => {
    const room = await newsroom();
    const chat = await room.reader({ days: [] });
    await room.report(...BLAST.slice(0, 3));
    await room.atOnce();
    room.clock.now += MINUTE;
    await told(room, later(31));
    expect(room.got(chat)).toHaveLength(1);
    await runAt(room, NOON + 3 * HOUR);
    const [alert, update] = room.got(chat);
    expect(update?.replyTo).toBe(alert?.id);
  });

  test('waits for the end of quiet hours', async () => {
    const room = await newsroom();
    const chat = await room.reader({ days: [], quiet: { from: '14:00', to: '19:00' } });
    await told(room, ...BLAST.slice(0, 3));
    room.clock.now += HOUR;
    await told(room, later(31));
    await runAt(room, NOON + 7 * HOUR - MINUTE);
    expect(room.got(chat)).toHaveLength(1);
    await runAt(room, NOON + 7 * HOUR);
    expect(room.got(chat)).toHaveLength(2);
  });

  test('comes the next morning where the two messages of the day were spent', async () => {
    const room = await newsroom();
    const two = await room.reader({ days: [] });
    const all = await room.reader({ days: [], breaking: 'all' });
    await told(room, ...BLAST.slice(0, 3));
    await told(room, ...RESIGNATION);
    room.clock.now += HOUR;
    await told(room, later(31));
    await runAt(room, NOON + 3 * HOUR);
    expect([two, all].map((chat) => room.got(chat).length)).toEqual([2, 3]);
    room.restart();
    await runAt(room, NOON + 4 * HOUR);
    await runAt(room, MORNING - MINUTE);
    expect(room.got(two)).toHaveLength(2);
    await runAt(room, MORNING);
    expect([two, all].map((chat) => room.got(chat).length)).toEqual([3, 3]);
    expect(room.got(two)[2]?.replyTo).toBe(room.got(two).find(({ text }) => text.includes('الزاوية'))?.id);
  });

  test('is no news that changed little, nor for who turned breaking news off', async () => {
    const room = await newsroom();
    const chat = await room.reader({ days: [] });
    const off = await room.reader({ days: [] });
    await told(room, ...BLAST.slice(0, 3));
    await room.store.chats.setSettings(off.id, { breaking: 'off' });
    room.clock.now += HOUR;
    expect(await told(room, later(14))).toMatchObject({ held: 0 });
    await told(room, later(31, { publisher: 'إذاعة الوادي' }));
    await runAt(room, NOON + 3 * HOUR);
    expect([chat, off].map((one) => room.got(one).length)).toEqual([2, 1]);
  });

  test('does not wait for a digest that is days away', async () => {
    const room = await newsroom();
    // Monday; digests on Fridays.
    const chat = await room.reader({ days: [5] });
    await told(room, ...BLAST.slice(0, 3));
    room.clock.now += HOUR;
    await told(room, later(31));
    await runAt(room, NOON + 3 * HOUR);
    expect(room.got(chat)).toHaveLength(2);
  });
});

describe('an alert of which nobody knows whether it arrived', () => {
  test('is told once more as a headline three hours later', async () => {
    const room = await newsroom();
    const chat = await room.reader({ days: [] });
    await alertUncertain(room);
    await runAt(room, NOON + 3 * HOUR - MINUTE);
    expect(texts(room, chat)).toEqual([]);
    await runAt(room, NOON + 3 * HOUR);
    const [reminder] = texts(room, chat);
    expect(reminder).toMatch(/^\u200f?ربما لم تصلك يوم الاثنين:\n/u);
    expect(reminder).toContain('الزاوية');
    expect(reminder?.split('\n')).toHaveLength(2);
    room.restart();
    await runAt(room, NOON + 4 * HOUR);
    await runAt(room, MORNING);
    expect(room.got(chat)).toHaveLength(1);
  });

  test('is one of the two of the day, its reminder is none', async () => {
    const room = await newsroom();
    const chat = await room.reader({ days: [] });
    await alertUncertain(room);
    await runAt(room, NOON + 3 * HOUR);
    await told(room, ...RESIGNATION);
    await told(room, ...QUAKE);
    expect(texts(room, chat).map((text) => text.includes('خبر عاجل'))).toEqual([false, true]);
  });

  test('is told in no quiet hours, nor to a chat that rests, is paused, or wants no breaking news any more', async () => {
    const room = await newsroom();
    const quiet = await room.reader({ days: [], quiet: { from: '14:00', to: '19:00' } });
    const resting = await room.reader({ days: [] });
    const paused = await room.reader({ days: [] });
    const off = await room.reader({ days: [] });
    await alertUncertain(room);
    const until = { restingUntil: NOON + 60 * HOUR, nextDigestAt: undefined };
    await room.store.chats.setSchedule(resting.id, until, NOON);
    await room.store.chats.setPaused(paused.id, 'reader', { nextDigestAt: undefined, now: NOON });
    await room.store.chats.setSettings(off.id, { breaking: 'off' });
    await runAt(room, NOON + 7 * HOUR - MINUTE);
    expect(room.got(quiet)).toEqual([]);
    await runAt(room, NOON + 7 * HOUR);
    expect([quiet, resting, paused, off].map((chat) => room.got(chat).length)).toEqual([1, 0, 0, 0]);
  });

  test('does not wait for a digest that is days away, nor comes in it again', async () => {
    const room = await newsroom();
    // Monday; digests on Fridays.
    const chat = await room.reader({ days: [5] });
    await alertUncertain(room);
    await runAt(room, NOON + 3 * HOUR);
    expect(texts(room, chat)[0]).toContain('ربما لم تصلك يوم الاثنين:');
    await room.digestAt(NOON + 3 * 24 * HOUR + 20 * HOUR);
    expect(room.got(chat)).toHaveLength(1);
  });

  test('is left to the digest of who gets one', async () => {
    const room = await newsroom();
    const chat = await room.reader();
    await alertUncertain(room);
    await runAt(room, NOON + 4 * HOUR);
    expect(texts(room, chat)).toEqual([]);
    await room.digestAt(NOON + 8 * HOUR);
    expect(texts(room, chat)[0]).toContain('ربما لم تصلك يوم الاثنين:');
  });

  test('is not told where its story is taken out while that is written', async () => {
    const kept = testStore();
    let taken = 0;
    const room = await newsroom({
      store: {
        ...kept,
        chats: {
          ...kept.chats,
          async byIds(ids) {
            const [story] = await kept.stories.latest({ topic: undefined, limit: 1, since: undefined });
            if (room.clock.now === NOON + 3 * HOUR && ids.length > 0 && story !== undefined) {
              const key = String(story.id);
              await kept.removals.remove({ kind: 'story', key, name: key }, () => room.clock.now);
              taken += 1;
            }
            return kept.chats.byIds(ids);
          },
        },
      },
    });
    const chat = await room.reader({ days: [] });
    await alertUncertain(room);
    await runAt(room, NOON + 3 * HOUR);
    expect(taken).toBe(1);
    expect(texts(room, chat)).toEqual([]);
  });

  test('is told under a channel’s footer, as its alerts are', async () => {
    const room = await newsroom();
    const owner = room.api.addUser({ firstName: 'ليلى' });
    const telegramId = room.api.addChannel({ title: 'أخبار الحي', administrators: [owner] });
    const channel = await room.reader({ telegramId, kind: 'channel', days: [], footer: 'حيّنا\n@hayyuna' });
    await alertUncertain(room);
    await runAt(room, NOON + 3 * HOUR);
    await told(room, ...RESIGNATION);
    const [reminder, alert] = texts(room, channel);
    for (const text of [reminder, alert]) expect(text).toMatch(/\n\nحيّنا\n@hayyuna$/u);
  });
});
