import { HttpError } from 'grammy';
import { expect, test } from 'vitest';
import { watchConnection, whyFailed } from '../../src/telegram/connection.ts';
import { listeningLog } from '../support/outbox.ts';

const cause = new Error(
  'request to http://127.0.0.1/bot42424242:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/getUpdates failed',
);
const broken = new HttpError("Network request for 'getUpdates' failed!", cause);

async function watched(
  answers: readonly (object | Error)[],
  { method = 'getUpdates', stopped = false }: { readonly method?: string; readonly stopped?: boolean } = {},
): Promise<readonly string[]> {
  const log = listeningLog();
  const stopping = new AbortController();
  if (stopped) stopping.abort();
  const watch = watchConnection(log, stopping.signal);
  for (const answer of answers) {
    const previous = async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    };
    await watch(previous as never, method as never, {} as never).catch(() => undefined);
  }
  return log.lines;
}

test('the operator reads once that Telegram does not answer, and once that it does again', async () => {
  const bad = { ok: false, error_code: 502, description: 'Bad Gateway' };
  expect(await watched([{ ok: true }, broken, bad, broken, { ok: true }, { ok: true }])).toEqual([
    'warn: Telegram does not answer; trying on',
    'info: Telegram answers again',
  ]);
});

test('a poll that we end ourselves is no failure, nor is a refused answer', async () => {
  expect(await watched([broken], { stopped: true })).toEqual([]);
  expect(await watched([broken], { method: 'sendMessage' })).toEqual([]);
});

test('what failed is told with its cause and without the token', () => {
  expect(whyFailed(broken)).toBe('request to http://127.0.0.1/bot<token>/getUpdates failed');
  expect(whyFailed(new Error('no'))).toBe('no');
});
