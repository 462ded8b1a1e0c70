import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  defaultTimes,
  isQuiet,
  latestMoment,
  momentKey,
  nextMoment,
  quietEnd,
  type Schedule,
  scheduleOf,
} from '../../src/subscriptions/due.ts';
import { isFeastNear } from '../../src/subscriptions/feast.ts';
import { daysOff } from '../../src/subscriptions/weekend.ts';
import { disturbs, expectedDigests, isChosen, local } from '../support/wall-clock.ts';

const HOUR = 3_600_000;
const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;

const zones = [
  'Africa/Cairo',
  'Asia/Beirut',
  'Africa/Casablanca',
  'Asia/Gaza',
  'Asia/Riyadh',
  'Europe/Berlin',
];

/** The times at which clocks are changed somewhere, and plain ones. */
const times = ['00:00', '00:30', '02:30', '08:00'];

/** What is wrong with a moment that is meant for this local date and time. */
function wrong(at: number, zone: string, date: string, time: string): string | undefined {
  const clock = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const shown = clock.toPlainDateTime().toString({ smallestUnit: 'minute' });
  const hourBefore = clock.subtract({ hours: 1 });
  if (hourBefore.hour === clock.hour) return 'the second coming of that time';
  if (shown === `${date}T${time}`) return undefined;
  // Only a gap changes the time, and then the moment is its end: a minute earlier the clock had another offset.
  const before = clock.subtract({ minutes: 1 });
  if (before.offset === clock.offset) return `shows ${shown} without a gap`;
  const last = before.toPlainDateTime().toString({ smallestUnit: 'minute' });
  return shown > `${date}T${time}` && last < `${date}T${time}` ? undefined : `shows ${shown} after ${last}`;
}

describe.each(zones)('the calendar of %s', (zone) => {
  it.each(times)('has %s exactly once on every local day of 2026 to 2030', (time) => {
    const schedule = { zone, times: [time] };
    const end = at('2031-01-02T00:00Z');
    const days: string[] = [];
    let moment = nextMoment(schedule, at('2025-12-30T00:00Z'));
    while (moment !== undefined && moment.at < end) {
      days.push(moment.localDate);
      const problem = wrong(moment.at, zone, moment.localDate, time);
      if (problem !== undefined) expect.fail(`${zone} ${moment.localDate} ${time}: ${problem}`);
      moment = nextMoment(schedule, moment.at);
    }
    const expected: string[] = [];
    for (let day = Temporal.PlainDate.from('2026-01-01'); day.year < 2031; day = day.add({ days: 1 }))
      expected.push(day.toString());
    expect(days.filter((day) => day >= '2026' && day < '2031')).toEqual(expected);
  });
});

describe('a moment', () => {
  it('stands at the end of the gap when its local time does not exist', () => {
    expect(nextMoment({ zone: 'Africa/Cairo', times: ['00:30'] }, at('2026-04-23T10:00Z'))).toEqual({
      at: at('2026-04-23T22:00Z'),
      localDate: '2026-04-24',
      localTime: '00:30',
    });
    expect(nextMoment({ zone: 'Europe/Berlin', times: ['02:30'] }, at('2026-03-28T12:00Z'))).toEqual({
      at: at('2026-03-29T01:00Z'),
      localDate: '2026-03-29',
      localTime: '02:30',
    });
  });

  it('stands at the first coming of a local time that comes twice', () => {
    const first = nextMoment({ zone: 'Europe/Berlin', times: ['02:30'] }, at('2026-10-24T12:00Z'));
    expect(first?.at).toBe(at('2026-10-25T00:30Z'));
    expect(nextMoment({ zone: 'Europe/Berlin', times: ['02:30'] }, at('2026-10-25T00:30Z'))?.localDate).toBe(
      '2026-10-26',
    );
  });

  it('is strictly after the time asked for', () => {
    const schedule = { zone: 'Asia/Riyadh', times: ['08:00'] };
    const eight = at('2026-11-23T05:00Z');
    expect(nextMoment(schedule, eight - 1)?.at).toBe(eight);
    expect(nextMoment(schedule, eight)?.localDate).toBe('2026-11-24');
  });

  it('falls on the default times for a chat that set none', () => {
    expect(defaultTimes).toEqual(['08:00', '20:00']);
    expect(nextMoment({ zone: 'Asia/Riyadh', times: [] }, at('2026-11-23T06:00Z'))).toEqual({
      at: at('2026-11-23T17:00Z'),
      localDate: '2026-11-23',
      localTime: '20:00',
    });
  });

  it('is one for two local times that a gap brings together, named by the later', () => {
    const schedule = { zone: 'Africa/Cairo', times: ['00:10', '00:40'] };
    const before = at('2026-04-23T10:00Z');
    const gapEnd = at('2026-04-23T22:00Z');
    expect(latestMoment(schedule, gapEnd)).toMatchObject({ at: gapEnd, localTime: '00:40' });
    expect(nextMoment(schedule, before)?.at).toBe(gapEnd);
    expect(nextMoment(schedule, gapEnd)?.localDate).toBe('2026-04-25');
  });

  it('does not exist in a zone that this system does not know', () => {
    expect(nextMoment({ zone: 'Mars/Olympus', times: ['08:00'] }, 0)).toBeUndefined();
    expect(latestMoment({ zone: 'Mars/Olympus', times: ['08:00'] }, 0)).toBeUndefined();
  });
});

describe('the latest moment', () => {
  const schedule = { zone: 'Africa/Cairo', times: ['19:30', '08:00'] };

  it('is the one that has just come, to the millisecond', () => {
    expect(latestMoment(schedule, at('2026-11-23T06:00Z'))).toEqual({
      at: at('2026-11-23T06:00Z'),
      localDate: '2026-11-23',
      localTime: '08:00',
    });
    expect(latestMoment(schedule, at('2026-11-23T17:30Z') - 1)?.localTime).toBe('08:00');
    expect(latestMoment(schedule, at('2026-11-23T17:30Z'))?.localTime).toBe('19:30');
  });

  it('is the newest of those missed', () => {
    expect(latestMoment(schedule, at('2026-11-24T01:00Z'))).toMatchObject({
      localDate: '2026-11-23',
      localTime: '19:30',
    });
  });

  it('is none when the newest is 12 hours old', () => {
    const once = { zone: 'Africa/Cairo', times: ['08:00'] };
    const eight = at('2026-11-23T06:00Z');
    expect(latestMoment(once, eight + 12 * HOUR - 1)?.at).toBe(eight);
    expect(latestMoment(once, eight + 12 * HOUR)).toBeUndefined();
  });
});

it('passes over a moment that had its digest', () => {
  const schedule = { zone: 'Europe/London', times: ['08:00', '20:00'] };
  const six = Date.UTC(2026, 10, 23, 6);
  const used = new Set([momentKey({ localDate: '2026-11-23', localTime: '08:00' })]);
  expect(nextMoment(schedule, six)).toMatchObject({ localDate: '2026-11-23', localTime: '08:00' });
  expect(nextMoment(schedule, six, used)).toMatchObject({ localDate: '2026-11-23', localTime: '20:00' });
});

/** The local times at which the first moments after `after` fire, with the key that each stands for. */
function firing(schedule: Schedule, after: number, count: number): readonly string[] {
  const fired: string[] = [];
  let from = after;
  for (let index = 0; index < count; index += 1) {
    const moment = nextMoment(schedule, from);
    if (moment === undefined) break;
    const local = Temporal.Instant.fromEpochMilliseconds(moment.at).toZonedDateTimeISO(schedule.zone);
    const shown = local.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
    const key = momentKey(moment);
    fired.push(shown === key ? key : `${shown} for ${key}`);
    from = moment.at;
  }
  return fired;
}

/** Monday, 23 November 2026, noon in Greenwich. */
const MONDAY = at('2026-11-23T12:00Z');

describe('days', () => {
  it('are those on which a digest comes, and a week away is not too far', () => {
    expect(firing({ zone: 'Asia/Riyadh', times: ['08:00'], days: [0] }, MONDAY, 3)).toEqual([
      '2026-11-29 08:00',
      '2026-12-06 08:00',
      '2026-12-13 08:00',
    ]);
  });

  it('may be none', () => {
    expect(nextMoment({ zone: 'Asia/Riyadh', times: [], days: [] }, MONDAY)).toBeUndefined();
    expect(latestMoment({ zone: 'Asia/Riyadh', times: [], days: [] }, MONDAY)).toBeUndefined();
  });
});

describe('days off', () => {
  it.each([
    ['Africa/Cairo', [5, 6]],
    ['Asia/Riyadh', [5, 6]],
    ['Asia/Gaza', [5, 6]],
    ['Africa/Djibouti', [5, 6]],
    ['Africa/Algiers', [5, 6]],
    ['Asia/Beirut', [0, 6]],
    ['Asia/Dubai', [0, 6]],
    ['Africa/Casablanca', [0, 6]],
    ['Africa/Tunis', [0, 6]],
    ['Africa/Nouakchott', [0, 6]],
    ['Europe/Istanbul', [0, 6]],
    ['Europe/Berlin', [0, 6]],
    ['Asia/Tehran', [4, 5]],
    ['Pacific/Fiji', [0, 6]],
  ])('in %s are the weekdays %s', (zone, days) => {
    expect(daysOff(zone)).toEqual(days);
  });

  it('begin at ten for who sleeps in, and two times that fall together are one digest', () => {
    const schedule = { zone: 'Africa/Cairo', times: ['07:00', '08:00', '20:00'], weekend: 'late' } as const;
    expect(firing(schedule, at('2026-11-26T12:00Z'), 5)).toEqual([
      '2026-11-26 20:00',
      '2026-11-27 10:00 for 2026-11-27 07:00',
      '2026-11-27 20:00',
      '2026-11-28 10:00 for 2026-11-28 07:00',
      '2026-11-28 20:00',
    ]);
    expect(latestMoment(schedule, at('2026-11-27T08:00Z'))?.localTime).toBe('08:00');
  });

  it('have no digest for who wants none', () => {
    const schedule = { zone: 'Asia/Dubai', times: ['08:00'], weekend: 'none' } as const;
    expect(firing(schedule, at('2026-11-26T12:00Z'), 2)).toEqual(['2026-11-27 08:00', '2026-11-30 08:00']);
  });

  it('may be all the days there are', () => {
    const schedule = { zone: 'Asia/Riyadh', times: ['08:00'], days: [5, 6], weekend: 'none' } as const;
    expect(nextMoment(schedule, MONDAY)).toBeUndefined();
  });
});

describe('quiet hours', () => {
  const night = { from: '22:00', to: '07:00' };

  it('hold a moment until they end; its key stays', () => {
    const schedule = { zone: 'Asia/Riyadh', times: ['23:00', '03:00', '12:00'], quiet: night };
    expect(firing(schedule, MONDAY, 3)).toEqual([
      '2026-11-24 07:00 for 2026-11-23 23:00',
      '2026-11-24 12:00',
      '2026-11-25 07:00 for 2026-11-24 23:00',
    ]);
    // The later of two that are held together names the digest.
    expect(latestMoment(schedule, at('2026-11-24T04:00Z'))).toMatchObject({
      localDate: '2026-11-24',
      localTime: '03:00',
    });
  });

  it('hold what they push into a day off until that day begins', () => {
    const schedule = { zone: 'Asia/Riyadh', times: ['23:00'], quiet: night, weekend: 'late' } as const;
    expect(firing(schedule, at('2026-11-26T12:00Z'), 1)).toEqual(['2026-11-27 10:00 for 2026-11-26 23:00']);
  });

  it('bring nothing on a day that is none of the chat’s, whatever day it was meant for', () => {
    const schedule = { zone: 'Asia/Riyadh', times: ['23:00'], quiet: night, days: [1, 2] };
    expect(firing(schedule, MONDAY, 2)).toEqual([
      '2026-11-24 07:00 for 2026-11-23 23:00',
      '2026-11-30 07:00 for 2026-11-29 23:00',
    ]);
  });

  it('hold the end of a gap that lies in them', () => {
    const schedule = { zone: 'Africa/Cairo', times: ['00:30'], quiet: { from: '01:00', to: '05:00' } };
    expect(firing(schedule, at('2026-04-23T12:00Z'), 2)).toEqual([
      '2026-04-24 05:00 for 2026-04-24 00:30',
      '2026-04-25 00:30',
    ]);
  });

  it('begin with their first minute and end before their last, also over midnight', () => {
    for (const time of ['22:00', '23:59', '00:00', '06:59']) expect(isQuiet(night, time), time).toBe(true);
    for (const time of ['21:59', '07:00', '12:00']) expect(isQuiet(night, time), time).toBe(false);
    const noon = { from: '13:00', to: '15:00' };
    expect(['12:59', '13:00', '14:59', '15:00'].map((time) => isQuiet(noon, time))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isQuiet(undefined, '03:00')).toBe(false);
  });

  it('end in the same night', () => {
    const schedule = { zone: 'Asia/Riyadh', quiet: night };
    expect(quietEnd(schedule, at('2026-11-23T20:00Z'))).toBe(at('2026-11-24T04:00Z'));
    expect(quietEnd(schedule, at('2026-11-24T03:59:59Z'))).toBe(at('2026-11-24T04:00Z'));
    expect(quietEnd(schedule, at('2026-11-24T04:00Z'))).toBeUndefined();
  });
});

describe('the first two days of an Eid', () => {
  const before = at('2027-03-08T12:00Z');

  it('have the last digest of the day alone, which covers the others', () => {
    const schedule = { zone: 'Asia/Riyadh', times: ['07:00', '13:00', '20:00'] };
    expect(firing(schedule, before, 6)).toEqual([
      '2027-03-08 20:00',
      '2027-03-09 20:00',
      '2027-03-10 20:00',
      '2027-03-11 07:00',
      '2027-03-11 13:00',
      '2027-03-11 20:00',
    ]);
    // What was due at seven on the feast is no moment that was missed.
    expect(latestMoment(schedule, at('2027-03-09T04:30Z'))?.localDate).toBe('2027-03-08');
    expect(firing(schedule, at('2027-05-15T18:00Z'), 3)).toEqual([
      '2027-05-16 20:00',
      '2027-05-17 20:00',
      '2027-05-18 07:00',
    ]);
  });

  it('take nothing from who has one digest a day', () => {
    expect(firing({ zone: 'Africa/Cairo', times: ['08:00'] }, before, 3)).toEqual([
      '2027-03-09 08:00',
      '2027-03-10 08:00',
      '2027-03-11 08:00',
    ]);
  });

  it('are counted by when a digest arrives, also one that quiet hours held over from the day before', () => {
    const quiet = { from: '22:00', to: '07:00' };
    const schedule = { zone: 'Africa/Cairo', times: ['12:00', '23:00'], quiet };
    expect(firing(schedule, before, 3)).toEqual([
      '2027-03-09 12:00',
      '2027-03-10 12:00',
      '2027-03-11 07:00 for 2027-03-10 23:00',
    ]);
  });

  it('are days like others where it is no holiday', () => {
    expect(firing({ zone: 'Europe/Berlin', times: ['08:00', '20:00'] }, before, 3)).toEqual([
      '2027-03-08 20:00',
      '2027-03-09 08:00',
      '2027-03-09 20:00',
    ]);
  });

  it('are near from a week before them until they are over', () => {
    const near = (date: string, zone = 'Asia/Riyadh') => isFeastNear(at(`${date}T12:00Z`), zone);
    expect(['2027-03-01', '2027-03-02', '2027-03-10', '2027-03-11'].map((date) => near(date))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(near('2027-03-09', 'Europe/Berlin')).toBe(false);
  });
});

it('a rest brings nothing before its end, and what comes after it by itself', () => {
  const restingUntil = at('2026-11-30T06:00Z');
  const schedule = { zone: 'Asia/Riyadh', times: ['08:00', '09:00'], restingUntil };
  expect(firing(schedule, MONDAY, 2)).toEqual(['2026-11-30 09:00', '2026-12-01 08:00']);
  expect(latestMoment(schedule, restingUntil - 1)).toBeUndefined();
  expect(latestMoment(schedule, restingUntil)?.localTime).toBe('09:00');
});

it('a zone that this system does not know gives way to the default one, which must be known', () => {
  const chat = {
    zone: 'Mars/Olympus',
    times: [],
    days: [1],
    weekend: 'same',
    quiet: undefined,
    restingUntil: undefined,
    timesBeforeRamadan: undefined,
  } as const;
  expect(scheduleOf(chat, 'Asia/Riyadh')).toMatchObject({ zone: 'Asia/Riyadh', days: [1] });
  expect(scheduleOf({ ...chat, zone: undefined }, 'Asia/Riyadh').zone).toBe('Asia/Riyadh');
  expect(() => scheduleOf(chat, 'Atlantis/Port')).toThrow('unknown time zone Atlantis/Port');
});

const halfHour = fc
  .integer({ min: 0, max: 47 })
  .map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);

it('agrees with a clock on the wall for any schedule, through weeks of feasts and in which clocks are changed', () => {
  fc.assert(
    fc.property(
      fc.record({
        zone: fc.constantFrom(...zones, 'America/New_York', 'Asia/Tehran'),
        week: fc.constantFrom(
          '2026-04-20',
          '2026-10-24',
          '2027-03-06',
          '2027-03-22',
          '2026-11-20',
          '2027-02-04',
        ),
        times: fc.uniqueArray(halfHour, { minLength: 1, maxLength: 4 }).map((all) => all.sort()),
        days: fc.subarray([0, 1, 2, 3, 4, 5, 6]),
        weekend: fc.constantFrom('same', 'late', 'none'),
        // To nobody are all hours quiet.
        quiet: fc.option(
          fc.record({ from: halfHour, to: halfHour }).filter(({ from, to }) => from !== to),
          { nil: undefined },
        ),
      }),
      ({ zone, week, ...habit }) => {
        const first = Temporal.PlainDate.from(week);
        const start = first.toZonedDateTime(zone).epochMilliseconds;
        const end = first.add({ days: 9 }).toZonedDateTime(zone).epochMilliseconds;
        const off = daysOff(zone);
        const fired: { readonly key: string; readonly at: number }[] = [];
        for (
          let moment = nextMoment({ ...habit, zone }, start - 1);
          moment !== undefined && moment.at < end;
          moment = nextMoment({ ...habit, zone }, moment.at)
        ) {
          const shown = local(moment.at, zone);
          expect(disturbs(habit, shown, off) || !isChosen(habit, shown, off)).toBe(false);
          // Of several that fall together the last named one fires.
          const latest = latestMoment({ ...habit, zone }, moment.at);
          fired.push({ key: latest === undefined ? '' : momentKey(latest), at: moment.at });
        }
        const days = {
          first: first.subtract({ days: 4 }).toString(),
          last: first.add({ days: 9 }).toString(),
        };
        const expected = expectedDigests(habit, { zone, off }, days);
        expect(fired).toEqual(expected.filter((one) => one.at >= start && one.at < end));
      },
    ),
    { numRuns: 60 },
  );
});
