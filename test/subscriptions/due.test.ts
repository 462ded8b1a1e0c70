import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { defaultTimes, latestMoment, momentKey, nextMoment } from '../../src/subscriptions/due.ts';

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
