import { describe, expect, test } from 'vitest';
import { callTimeouts, retryOnce } from '../../src/telegram/retry.ts';

type Answer = {
  readonly ok: boolean;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: object;
};

/** What a call came to, when Telegram answers as listed, and how long was waited. */
async function called(
  answers: readonly (Answer | Error)[],
  options: { readonly method?: string; readonly stopping?: boolean; readonly stopped?: boolean } = {},
) {
  const waits: number[] = [];
  const signal = new AbortController();
  if (options.stopped === true) signal.abort();
  let calls = 0;
  const transformer = retryOnce(signal.signal, async (ms) => {
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
const failed = (error_code: number): Answer => ({ ok: false, error_code, description: 'Bad Gateway' });

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

describe('an answer to a reader', () => {
  const methods = ['sendMessage', 'sendDocument', 'editMessageText', 'answerCallbackQuery', 'getChatMember'];

  test.each(methods)('by %s is tried once more where a server or a connection failed', async (method) => {
    for (const failure of [failed(500), failed(502), failed(504), new Error('connect ECONNREFUSED')])
      expect(await called([failure, fine], { method })).toEqual({ result: fine, calls: 2, waits: [1000] });
  });

  test('is given up after the second time, with what came of it then', async () => {
    expect(await called([failed(502), failed(500)])).toMatchObject({ result: failed(500), calls: 2 });
    const [first, second] = [new Error('reset'), new Error('refused')];
    expect(await called([first, second])).toMatchObject({ result: second, calls: 2 });
  });

  test('that Telegram refuses is not repeated', async () => {
    for (const code of [400, 401, 403, 404, 409])
      expect(await called([failed(code), fine])).toMatchObject({ result: failed(code), calls: 1 });
  });

  test('is not repeated once the bot stops', async () => {
    for (const when of [{ stopping: true }, { stopped: true }]) {
      const broken = new Error('reset');
      expect(await called([broken, fine], when)).toMatchObject({ result: broken, calls: 1 });
    }
  });
});

test('what the bot asks for itself is repeated by whoever asks', async () => {
  for (const method of ['getUpdates', 'getMe', 'setMyCommands', 'deleteWebhook']) {
    expect((await called([failed(502), fine], { method })).calls).toBe(1);
    expect((await called([new Error('reset'), fine], { method })).calls).toBe(1);
  }
  expect((await called([tooMany(1), fine], { method: 'getUpdates' })).calls).toBe(1);
});

test('of calls that get no answer in time only edits are repeated', async () => {
  const calls = async (method: string): Promise<number> => {
    let made = 0;
    const timed = callTimeouts(5);
    const silent = async () => {
      made += 1;
      return new Promise(() => undefined);
    };
    const previous = async (...call: readonly unknown[]) =>
      timed(silent as never, call[0] as never, call[1] as never);
    const repeating = retryOnce(new AbortController().signal, async () => undefined);
    const answer = await repeating(previous as never, method as never, {} as never);
    expect(answer).toMatchObject({ ok: false, error_code: 504 });
    return made;
  };
  expect(await calls('sendMessage')).toBe(1);
  expect(await calls('editMessageText')).toBe(2);
});
