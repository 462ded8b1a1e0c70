/** What chats should get, found by looking at the clock on the wall each half hour; knows nothing of the rules as the bot writes them. */
import { Temporal } from 'temporal-polyfill';
import type { ChatSchedule } from '../../src/subscriptions/chat.ts';

/** Clocks are changed, and the times of these habits lie, at half hours. */
const STEP = 30 * 60_000;

export type Habit = Partial<ChatSchedule> & { readonly times: readonly string[] };

export type Fired = { readonly key: string; readonly at: number };

export const local = (time: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone);
const clockOf = (time: Temporal.ZonedDateTime): string =>
  time.toPlainTime().toString({ smallestUnit: 'minute' });
/** 0 for Sunday. */
const weekdayOf = (time: Temporal.ZonedDateTime): number => time.dayOfWeek % 7;

/** Whether a digest would come in quiet hours, or before ten on a day off that begins late. `off` are the weekdays off, 0 for Sunday. */
export const disturbs = (
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

/** Whether digests come on that day. */
export const isChosen = (
  { days, weekend }: Habit,
  time: Temporal.ZonedDateTime,
  off: readonly number[],
): boolean =>
  (days ?? [0, 1, 2, 3, 4, 5, 6]).includes(weekdayOf(time)) &&
  !(weekend === 'none' && off.includes(weekdayOf(time)));

/** The digests of the local times of these days (YYYY-MM-DD, both included): each once, at the first moment that disturbs nobody. */
export function expectedDigests(
  habit: Habit,
  { zone, off }: { readonly zone: string; readonly off: readonly number[] },
  { first, last }: { readonly first: string; readonly last: string },
): readonly Fired[] {
  const byInstant = new Map<number, string>();
  const end = Temporal.PlainDate.from(last);
  for (
    let day = Temporal.PlainDate.from(first);
    Temporal.PlainDate.compare(day, end) <= 0;
    day = day.add({ days: 1 })
  )
    for (const time of habit.times) {
      const wanted = day.toPlainDateTime(time);
      let moment = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
      if (!moment.toPlainDateTime().equals(wanted)) {
        const gapEnd = moment.getTimeZoneTransition('next');
        if (gapEnd === null) throw new Error('a gap has an end');
        moment = gapEnd;
      }
      while (disturbs(habit, moment, off)) moment = local(moment.epochMilliseconds + STEP, zone);
      if (isChosen(habit, moment, off)) byInstant.set(moment.epochMilliseconds, `${day.toString()} ${time}`);
    }
  return [...byInstant]
    .map(([instant, key]) => ({ at: instant, key }))
    .sort((one, other) => one.at - other.at);
}
