/** When a chat's digest is due: its local times in its own calendar, each once a day whatever the clocks do. */
import { Temporal } from 'temporal-polyfill';
import type { Moment } from './chat.ts';

/** Local times of a chat that set none. */
export const defaultTimes: readonly string[] = ['08:00', '20:00'];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A missed moment older than this is given up. */
export const momentLifetime = 12 * HOUR;

export type Schedule = {
  /** IANA zone. */
  readonly zone: string;
  /** Local times HH:MM in any order; empty stands for the default ones. */
  readonly times: readonly string[];
};

/** The key of a moment among those of one chat. */
export function momentKey(moment: Pick<Moment, 'localDate' | 'localTime'>): string {
  return `${moment.localDate} ${moment.localTime}`;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The first moment strictly after `after` (epoch ms) whose key is not among the `used` ones. undefined only when this system does not know the zone (its zone
 * data may be older than those the zone was chosen with).
 */
export function nextMoment(
  schedule: Schedule,
  after: number,
  used: ReadonlySet<string> = NONE,
): Moment | undefined {
  return around(schedule, after)?.find((moment) => moment.at > after && !used.has(momentKey(moment)));
}

/** The newest moment at or before `now` (epoch ms) that is younger than 12 h; undefined when there is none. */
export function latestMoment(schedule: Schedule, now: number): Moment | undefined {
  const newest = around(schedule, now)?.findLast((moment) => moment.at <= now);
  return newest !== undefined && now - newest.at < momentLifetime ? newest : undefined;
}

/** Schedules times days that are remembered: some dozens of zones, each with a few habits, today and tomorrow. */
const MEMORY = 5_000;
const remembered = new Map<string, readonly Moment[] | undefined>();

/** All moments of the local days that hold the 12 h before and the day after some time of the UTC day of `time`; ascending, so that of
 * several at one instant (times inside a gap) the last named one comes last. */
function around(schedule: Schedule, time: number): readonly Moment[] | undefined {
  const day = Math.floor(time / DAY);
  const times = schedule.times.length === 0 ? defaultTimes : schedule.times;
  const key = `${day} ${schedule.zone} ${times.join(' ')}`;
  if (remembered.has(key)) return remembered.get(key);
  const moments = momentsAround(schedule.zone, times, day);
  if (remembered.size >= MEMORY) remembered.clear();
  remembered.set(key, moments);
  return moments;
}

function momentsAround(zone: string, times: readonly string[], day: number): readonly Moment[] | undefined {
  const utc = Temporal.Instant.fromEpochMilliseconds(day * DAY)
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
  const moments: Moment[] = [];
  try {
    for (let offset = -1; offset <= 2; offset += 1)
      for (const time of [...new Set(times)].sort())
        moments.push(momentOn(utc.add({ days: offset }), time, zone));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return moments.sort((one, other) => one.at - other.at);
}

/** A local time that comes twice stands for its first coming; one that does not exist for the end of the gap. */
function momentOn(date: Temporal.PlainDate, time: string, zone: string): Moment {
  const wanted = date.toPlainDateTime(Temporal.PlainTime.from(time));
  const found = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const first = found.toPlainDateTime().equals(wanted)
    ? found
    : (found.getTimeZoneTransition('next') ?? found);
  return { at: first.epochMilliseconds, localDate: date.toString(), localTime: time };
}
