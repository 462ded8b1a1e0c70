import { expect, test } from 'vitest';
import { createMovableClock, untilHour } from '../../src/playground/clock.ts';

const HOUR = 3600_000;

test.each([
  // 09:00 in Riyadh.
  ['2026-11-23T06:00:00Z', 8, 'Asia/Riyadh', '2026-11-24T05:00:00Z'],
  ['2026-11-23T06:00:00Z', 20, 'Asia/Riyadh', '2026-11-23T17:00:00Z'],
  ['2026-11-23T04:59:59.250Z', 8, 'Asia/Riyadh', '2026-11-23T05:00:00Z'],
  // The hour itself is over: the next one is tomorrow's.
  ['2026-11-23T05:00:00Z', 8, 'Asia/Riyadh', '2026-11-24T05:00:00Z'],
  ['2026-11-23T22:30:00Z', 0, 'Africa/Casablanca', '2026-11-23T23:00:00Z'],
])('from %s the next %i o’clock in %s is at %3$s', (from, hour, zone, to) => {
  const now = Date.parse(from);
  expect(new Date(now + untilHour(now, hour, zone)).toISOString()).toBe(new Date(to).toISOString());
});

test('a clock begins where it is told to, goes on, and never back', () => {
  const clock = createMovableClock(Date.UTC(2026, 10, 23));
  const first = clock.now();
  expect(first).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 23));
  clock.advance(HOUR);
  const second = clock.now();
  expect(second - first).toBeGreaterThanOrEqual(HOUR);
  clock.advance(-HOUR);
  expect(clock.now()).toBeGreaterThanOrEqual(second);
});
