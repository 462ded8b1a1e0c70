import { expect, test } from 'vitest';
import { createCatchUp } from '../../src/commands/catch-up.ts';

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;

test('a moment that has just come waits for nothing, nor does nothing', () => {
  const catchUp = createCatchUp();
  expect(catchUp.waits(undefined, NOW)).toBe(false);
  expect(catchUp.waits(NOW, NOW)).toBe(false);
  expect(catchUp.waits(NOW - 5 * MINUTE, NOW)).toBe(false);
  // Planned before a clock was set back.
  expect(catchUp.waits(NOW + 48 * 60 * MINUTE, NOW)).toBe(false);
});

test('a missed one waits until all outlets were visited after it and what they told is summarised', () => {
  const catchUp = createCatchUp();
  const missed = NOW - 60 * MINUTE;
  expect(catchUp.waits(missed, NOW)).toBe(true);
  // What was stored before is summarised; what is just being fetched is not.
  const early = catchUp.summarizing();
  catchUp.visited(NOW);
  expect(early()).toBe(true);
  expect(catchUp.waits(missed, NOW + 1_000)).toBe(true);
  expect(catchUp.summarizing()()).toBe(true);
  expect(catchUp.waits(missed, NOW + 2_000)).toBe(false);
  // Nobody waits any more.
  expect(catchUp.summarizing()()).toBe(false);
});

test('a visit before the moment does not do', () => {
  const catchUp = createCatchUp();
  catchUp.visited(NOW - 90 * MINUTE);
  catchUp.summarizing()();
  expect(catchUp.waits(NOW - 60 * MINUTE, NOW)).toBe(true);
});

test('slow outlets are waited for half a minute, also when the clock is set back meanwhile', () => {
  const catchUp = createCatchUp();
  const missed = NOW - 60 * MINUTE;
  expect(catchUp.waits(missed, NOW)).toBe(true);
  expect(catchUp.waits(missed, NOW + 29_000)).toBe(true);
  expect(catchUp.waits(missed, NOW - 10 * MINUTE)).toBe(true);
  expect(catchUp.waits(missed, NOW - 10 * MINUTE + 30_000)).toBe(false);
  expect(catchUp.waits(missed, NOW - 10 * MINUTE + 31_000)).toBe(false);
});
