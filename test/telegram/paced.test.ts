import { expect, test } from 'vitest';
import { createPace } from '../../src/delivery/pace.ts';
import { paced } from '../../src/telegram/paced.ts';
import { retryOnce } from '../../src/telegram/retry.ts';

const NOW = 1_800_000_000_000;
const running = new AbortController().signal;

function rig(answer: object = { ok: true }) {
  const clock = { now: NOW };
  const waits: number[] = [];
  const pace = createPace({
    delay: async (ms) => {
      waits.push(ms);
      clock.now += ms;
    },
  });
  const transformer = paced(pace, () => clock.now, running);
  const call = (method: string, payload: object) =>
    transformer((async () => answer) as never, method as never, payload as never);
  return { clock, pace, waits, call };
}

test('an answer goes at once and leaves digests less room; a look at something costs nothing', async () => {
  const { pace, waits, call } = rig();
  const room = pace.room(NOW);
  await call('getChatMember', { chat_id: 7 });
  expect(pace.room(NOW)).toBe(room);
  await call('sendMessage', { chat_id: 7 });
  expect(pace.room(NOW)).toBe(room - 1);
  expect(waits).toEqual([]);
});

test('an answer goes at once while digests wait as a precaution', async () => {
  const { pace, waits, call } = rig();
  pace.refused(-5, { waitMs: 20_000, answer: false }, NOW);
  expect(pace.room(NOW)).toBe(0);
  await call('sendMessage', { chat_id: 7 });
  expect(waits).toEqual([]);
});

test('an answer waits while Telegram is known to take nothing, unless nobody would look for it then', async () => {
  const { clock, pace, call } = rig();
  pace.refused(-5, { waitMs: 12_000, answer: false }, NOW);
  pace.refused(-6, { waitMs: 12_000, answer: false }, NOW);
  expect(await call('sendMessage', { chat_id: 7 })).toEqual({ ok: true });
  const waited = clock.now - NOW;
  expect(waited).toBeGreaterThanOrEqual(12_000);
  expect(waited).toBeLessThan(12_100);
  pace.refused(-5, { waitMs: 3_600_000, answer: false }, clock.now);
  pace.refused(-6, { waitMs: 3_600_000, answer: false }, clock.now);
  expect(await call('editMessageText', { chat_id: 7 })).toMatchObject({ ok: false, error_code: 429 });
  expect(clock.now - NOW).toBe(waited);
});

test('a refused answer holds its own chat’s digests alone', async () => {
  const { pace, call } = rig({ ok: false, error_code: 429, parameters: { retry_after: 9 } });
  await call('sendMessage', { chat_id: -7 });
  expect(pace.busy(NOW)).toEqual([-7]);
  expect(pace.busy(NOW + 9_000)).toEqual([]);
  expect(pace.room(NOW)).toBeGreaterThan(0);
});

test('each try of an answer counts, and the digests of its chat wait from the first refusal on', async () => {
  const { clock, pace } = rig();
  const answers = [{ ok: false, error_code: 429, parameters: { retry_after: 9 } }, { ok: true }];
  const busy: (readonly number[])[] = [];
  const room = pace.room(NOW);
  const retry = retryOnce(running, async (ms) => {
    busy.push(pace.busy(clock.now));
    clock.now += ms;
  });
  const inner = paced(pace, () => clock.now, running);
  const call = (async (method: never, payload: never) =>
    inner((async () => answers.shift()) as never, method, payload)) as never;
  expect(await retry(call, 'sendMessage' as never, { chat_id: -7 } as never)).toEqual({ ok: true });
  expect(busy).toEqual([[-7]]);
  expect(pace.room(clock.now)).toBe(room - 1);
});

test('answers that are asked for together go in their order', async () => {
  const { clock, call } = rig();
  const gone: number[] = [];
  await Promise.all(
    Array.from({ length: 40 }, async (_, chat) => {
      await call('sendMessage', { chat_id: chat + 1 });
      gone.push(chat);
    }),
  );
  expect(gone).toEqual(Array.from({ length: 40 }, (_, chat) => chat));
  expect(clock.now - NOW).toBeGreaterThanOrEqual(1_000);
});
