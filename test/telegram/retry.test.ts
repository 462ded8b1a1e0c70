import { describe, expect, test } from 'vitest';
import { retryWhenTooMany } from '../../src/telegram/retry.ts';

type Answer = { readonly ok: boolean; readonly error_code?: number; readonly parameters?: object };

/** What a call came to, when Telegram answers as listed, and how long was waited. */
async function called(
  answers: readonly (Answer | Error)[],
  options: { readonly method?: string; readonly stopping?: boolean } = {},
) {
  const waits: number[] = [];
  const signal = new AbortController();
  let calls = 0;
  const transformer = retryWhenTooMany(signal.signal, async (ms) => {
    waits.push(ms);
    if (options.stopping === true) throw new Error('stopped');
  });
  const previous = async () => {
    const answer = answers[Math.min(calls, answers.length - 1)];
    calls += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const result = await transformer(
    previous as never,
    (options.method ?? 'sendMessage') as never,
    {} as never,
  ).then(
    (answer) => answer,
    (error: unknown) => error,
  );
  return { result, calls, waits };
}

const tooMany = (seconds: number): Answer => ({
  ok: false,
  error_code: 429,
  parameters: { retry_after: seconds },
});
const fine: Answer = { ok: true };

describe('a call answered with 429', () => {
  test('is made again after the wait Telegram names', async () => {
    expect(await called([tooMany(3), fine])).toEqual({ result: fine, calls: 2, waits: [3000] });
  });

  test('is given up after the second time', async () => {
    expect(await called([tooMany(3)])).toMatchObject({ result: tooMany(3), calls: 2, waits: [3000] });
  });

  test.each([
    [0, 1],
    [-7, 1],
    [30, 30],
  ])('with %i seconds is made again after %i', async (named, waited) => {
    expect(await called([tooMany(named), fine])).toEqual({ result: fine, calls: 2, waits: [waited * 1000] });
  });

  test('without a wait named is made again after five seconds', async () => {
    expect(await called([{ ok: false, error_code: 429 }, fine])).toMatchObject({ calls: 2, waits: [5000] });
  });

  test.each([31, 3600, 1e9])('is given up at once when a reader would wait %i seconds', async (seconds) => {
    const refused = tooMany(seconds);
    expect(await called([refused, fine])).toMatchObject({ result: refused, calls: 1, waits: [] });
  });

  test('is given up when the bot stops meanwhile', async () => {
    expect(await called([tooMany(3), fine], { stopping: true })).toMatchObject({
      result: tooMany(3),
      calls: 1,
    });
  });
});

test('a call that may have arrived is never made again', async () => {
  expect((await called([new Error('reset')])).calls).toBe(1);
  expect((await called([{ ok: false, error_code: 502 }, fine])).calls).toBe(1);
});

test('polling has its own way to wait', async () => {
  expect((await called([tooMany(1), fine], { method: 'getUpdates' })).calls).toBe(1);
});
