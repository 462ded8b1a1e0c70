/** A year of digests for chats in eight zones, with every habit a chat can have, through the compose job over a real store. */
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { composeDue } from '../../src/digests/compose.ts';
import type { DigestStore } from '../../src/digests/digest.ts';
import type { Chat, ChatSchedule } from '../../src/subscriptions/chat.ts';
import { nextMoment, scheduleOf } from '../../src/subscriptions/due.ts';
import { addChat, listeningLog, renderPlainly, testStore, ZONE } from '../support/outbox.ts';

const MINUTE = 60_000;
/** Clocks are changed, and all times here lie, at half hours. */
const STEP = 30 * MINUTE;

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

type Habit = Partial<ChatSchedule> & { readonly times: readonly string[] };

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

type Fired = { readonly key: string; readonly at: number };

const local = (time: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone);
const clockOf = (time: Temporal.ZonedDateTime): string =>
  time.toPlainTime().toString({ smallestUnit: 'minute' });
/** 0 for Sunday. */
const weekdayOf = (time: Temporal.ZonedDateTime): number => time.dayOfWeek % 7;

const disturbs = (
  { quiet, weekend }: Habit,
  time: Temporal.ZonedDateTime,
  off: readonly number[],
): boolean => {
  const clock = clockOf(time);
  const night =
    quiet !== undefined &&
    (quiet.from < quiet.to
      ? quiet.from <= clock && clock < quiet.to
      : quiet.from <= clock || clock < quiet.to);
  return night || (weekend === 'late' && off.includes(weekdayOf(time)) && clock < '10:00');
};
const isChosen = ({ days, weekend }: Habit, time: Temporal.ZonedDateTime, off: readonly number[]): boolean =>
  (days ?? [0, 1, 2, 3, 4, 5, 6]).includes(weekdayOf(time)) &&
  !(weekend === 'none' && off.includes(weekdayOf(time)));

/** What a chat should get of 2027, found by looking at the clock each half hour: each local time once, at the first moment that disturbs nobody. */
function expected(habit: Habit, zone: string, off: readonly number[], rests: boolean): readonly Fired[] {
  const byInstant = new Map<number, string>();
  for (let day = Temporal.PlainDate.from('2026-12-28'); day.year < 2028; day = day.add({ days: 1 }))
    for (const time of habit.times) {
      const wanted = day.toPlainDateTime(time);
      let moment = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
      if (!moment.toPlainDateTime().equals(wanted))
        moment = moment.getTimeZoneTransition('next') ?? expect.fail('a gap has an end');
      while (disturbs(habit, moment, off)) moment = local(moment.epochMilliseconds + STEP, zone);
      if (isChosen(habit, moment, off)) byInstant.set(moment.epochMilliseconds, `${day.toString()} ${time}`);
    }
  return [...byInstant]
    .map(([instant, key]) => ({ at: instant, key }))
    .filter((one) => local(one.at, zone).year === 2027)
    .filter((one) => !rests || one.at <= REST_FROM || one.at >= REST_UNTIL);
}

test('each local time of 2027 has its digest once, and quiet hours, days and weekends are kept, in eight zones', {
  timeout: 120_000,
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
    expect(own, name).toEqual(expected(habit, zone, off, habit === HABITS[RESTING]));
  }
  expect([...fired.values()].flat().length).toBeGreaterThan(25_000);
});
