/** The playground's clock: the machine's, moved on to try what comes tomorrow. It never goes back, as no clock of news does. */
import { DAY } from '../durations.ts';

/** A clock that runs as the machine's does, and can be moved on. */
export type MovableClock = {
  /** Epoch ms. */
  readonly now: () => number;
  /** Moves on by so many ms; less than nothing is nothing. */
  readonly advance: (ms: number) => void;
};

/** A clock that begins at `start` (epoch ms; now when absent) and runs as the machine's does. */
export function createMovableClock(start: number = Date.now()): MovableClock {
  let ahead = start - Date.now();
  return {
    now: () => Date.now() + ahead,
    advance: (ms) => {
      ahead += Math.max(0, ms);
    },
  };
}

/** How far (ms) it is from `now` to the next time that clocks in `zone` show `hour`:00, always more than nothing. */
export function untilHour(now: number, hour: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(now);
  const of = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const today = ((of('hour') * 60 + of('minute')) * 60 + of('second')) * 1000 + (now % 1000);
  const ahead = hour * 3600_000 - today;
  return ahead > 0 ? ahead : ahead + DAY;
}
