/** A year of digests for chats in eight zones, its feasts among it, with every habit a chat can have, through the compose job over a real store. */
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { composeDue } from '../../src/digests/compose.ts';
import type { DigestStore } from '../../src/digests/digest.ts';
import type { Chat } from '../../src/subscriptions/chat.ts';
import { nextMoment, scheduleOf } from '../../src/subscriptions/due.ts';
import { addChat, listeningLog, renderPlainly, testStore, ZONE } from '../support/outbox.ts';
import { disturbs, expectedDigests, type Fired, type Habit, isChosen, local } from '../support/wall-clock.ts';

const MINUTE = 60_000;

/** With the days off as a calendar on the wall has them, 0 for Sunday. */
const PLACES = [
  { zone: 'Africa/Cairo', off: [5, 6] },
  { zone: 'Asia/Beirut', off: [6, 0] },
  { zone: 'Africa/Casablanca', off: [6, 0] },
  { zone: 'Asia/Gaza', off: [5, 6] },
  { zone: 'Asia/Riyadh', off: [5, 6] },
  { zone: 'Asia/Dubai', off: [6, 0] },
  { zone: 'Europe/Berlin', off: [6, 0] },
  { zone: 'America/New_York', off: [6, 0] },
] as const;

const HABITS: readonly Habit[] = [
  { times: ['08:00', '20:00'] },
  { times: ['00:30', '02:30', '23:30'] },
  { times: ['07:00', '08:30', '19:30'], weekend: 'late' },
  { times: ['06:00', '18:00'], weekend: 'none', days: [0, 1, 3, 5] },
  { times: ['05:30', '23:30'], quiet: { from: '23:00', to: '07:00' } },
  { times: ['00:30', '09:00', '22:30'], quiet: { from: '22:00', to: '08:30' }, weekend: 'late' },
  { times: ['01:00', '13:30'], quiet: { from: '13:00', to: '15:00' }, days: [2] },
  { times: ['02:00', '23:00'], quiet: { from: '21:00', to: '02:30' }, weekend: 'none' },
];
/** The week that this habit rests in. */
const RESTING = 0;

const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;
const START = at('2026-12-30T12:00Z');
const END = at('2028-01-02T00:00Z');
const REST_FROM = at('2027-06-01T10:00Z');
const REST_UNTIL = REST_FROM + 7 * 24 * 60 * MINUTE;

test('each local time of 2027 has its digest once, and quiet hours, days and weekends are kept, in eight zones', {
  timeout: 240_000,
}, async () => {
  const store = testStore(':memory:');
  const chats: { readonly chat: Chat; readonly habit: Habit; readonly off: readonly number[] }[] = [];
  const next = new Map<number, number | undefined>();
  for (const [index, { zone, off }] of PLACES.entries())
    for (const [number, habit] of HABITS.entries()) {
      const telegramId = index * HABITS.length + number + 1;
      const chat = await addChat(store, { ...habit, telegramId, zone }, START);
      chats.push({ chat, habit, off });
      next.set(chat.id, chat.nextDigestAt);
    }
  const fired = new Map<number, Fired[]>(chats.map(({ chat }) => [chat.id, []]));
  const create: DigestStore['create'] = async (entries, now) => {
    const written = await store.digests.create(entries, now);
    for (const [index, { chatId, moment, nextDigestAt }] of entries.entries()) {
      next.set(chatId, nextDigestAt);
      if (written[index] !== 'stored' || moment === undefined) continue;
      fired.get(chatId)?.push({ key: `${moment.localDate} ${moment.localTime}`, at: now });
    }
    return written;
  };
  const deps = {
    ...store,
    digests: { ...store.digests, create },
    render: renderPlainly,
    defaultZone: ZONE,
    log: listeningLog(),
  };
  const signal = new AbortController().signal;
  let rested = false;
  for (;;) {
    const now = Math.min(...[...next.values()].map((time) => time ?? END));
    if (now >= REST_FROM && !rested) {
      rested = true;
      for (const { chat, habit } of chats.filter((one) => one.habit === HABITS[RESTING])) {
        const resting = { ...chat, ...habit, restingUntil: REST_UNTIL };
        const nextDigestAt = nextMoment(scheduleOf(resting, ZONE), REST_FROM)?.at;
        await store.chats.setSchedule(chat.id, { restingUntil: REST_UNTIL, nextDigestAt }, REST_FROM);
        next.set(chat.id, nextDigestAt);
      }
      continue;
    }
    if (now >= END) break;
    await composeDue(deps, now, signal);
  }

  for (const { chat, habit, off } of chats) {
    const zone = chat.zone ?? ZONE;
    const own = (fired.get(chat.id) ?? []).filter((one) => local(one.at, zone).year === 2027);
    const name = `${zone} ${JSON.stringify(habit)}`;
    expect(new Set(own.map(({ key }) => key)).size, name).toBe(own.length);
    for (const one of own) {
      const shown = local(one.at, zone);
      expect(disturbs(habit, shown, off), `${name}: ${shown.toString()}`).toBe(false);
      expect(isChosen(habit, shown, off), `${name}: ${shown.toString()}`).toBe(true);
    }
    const rests = habit === HABITS[RESTING];
    expect(own, name).toEqual(
      expectedDigests(habit, { zone, off }, { first: '2026-12-28', last: '2027-12-31' })
        .filter((one) => local(one.at, zone).year === 2027)
        .filter((one) => !rests || one.at <= REST_FROM || one.at >= REST_UNTIL),
    );
  }
  expect([...fired.values()].flat().length).toBeGreaterThan(25_000);
});
