import { expect, test } from 'vitest';
import { createPace } from '../../src/delivery/pace.ts';
import { paced } from '../../src/telegram/paced.ts';
import { waitAsked } from '../../src/telegram/retry-after.ts';

test.each([
  [17, 17_000],
  ['17', 17_000],
  [2.5, 2_500],
  [0, 1_000],
  [-5, 1_000],
  [3_600, 3_600_000],
  [86_400, 3_600_000],
  [1e12, 3_600_000],
  [Number.POSITIVE_INFINITY, 3_600_000],
  [undefined, 5_000],
  [Number.NaN, 5_000],
  ['soon', 5_000],
  [null, 5_000],
  [{}, 5_000],
])('a 429 that asks for %s s is waited for within bounds that a timer can hold', (asked, wait) => {
  expect(waitAsked(asked)).toBe(wait);
});

test.each([1e12, 'soon', -1])('answers refused for %s s hold nobody longer than an hour', async (seconds) => {
  const now = 1_800_000_000_000;
  const pace = createPace({ delay: async () => undefined });
  const refused = { ok: false, error_code: 429, parameters: { retry_after: seconds } };
  const transformer = paced(pace, () => now, new AbortController().signal);
  // Two chats in a row: the whole bot is meant.
  for (const chat_id of [7, 8])
    await transformer((async () => refused) as never, 'sendMessage' as never, { chat_id } as never);
  expect(pace.turn(9, now)).toBeGreaterThanOrEqual(1_000);
  expect(pace.busy(now)).toEqual([7, 8]);
  const later = now + 3_600_000 + 60_000;
  expect(pace.turn(9, later)).toBe(0);
  expect(pace.busy(later)).toEqual([]);
  expect(pace.room(later)).toBeGreaterThan(0);
});
