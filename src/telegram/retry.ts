/** Calls of the bot's own: each has its time, and answers to readers are tried once more. Not for digests: the outbox has a sender of its own, which repeats nothing that may have arrived. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Transformer } from 'grammy';
import type { ApiResponse } from 'grammy/types';
import { waitAsked } from './retry-after.ts';

/** One call is waited for so long. */
const CALL_MS = 25_000;
const TIMED_OUT = 'no answer in time';
/** What has to wait longer is given up: nobody looks for it any more. Other chats are answered meanwhile. */
const LONGEST_MS = 30_000;
/** A server that failed, or a connection that broke, may do better so much later. */
const AGAIN_MS = 1_000;
/** What readers wait for; polling and the bot's introduction have their own ways to wait. */
const ANSWERS = /^(?:send|edit|answer|getChat)/u;

/** Calls other than polling are given up sooner than a poll would be, after `ms`: answered with a 504, as a gateway would. */
export function callTimeouts(ms: number = CALL_MS): Transformer {
  return async (previous, method, payload, signal) => {
    if (method === 'getUpdates') return previous(method, payload, signal);
    const ended = new AbortController();
    const late = { ok: false as const, error_code: 504, description: TIMED_OUT };
    try {
      return await Promise.race([
        previous(method, payload, signal),
        pause(ms, late, { signal: ended.signal }),
      ]);
    } finally {
      ended.abort();
    }
  };
}

/**
 * Repeats a call once: one that Telegram surely did not take because of its rate (429), after the wait it names (30 s at most); and one for a
 * reader that met a 5xx, or a connection that was refused or broke, after a second. The latter may have arrived: to read it twice is better
 * than to read that it failed. One whose time was over is repeated only if it edits, which does no harm: the reader has waited
 * long enough. `signal` ends the waiting.
 */
export function retryOnce(
  signal: AbortSignal,
  wait: (ms: number, signal: AbortSignal) => Promise<void> = async (ms, given) => {
    await pause(ms, undefined, { signal: given });
  },
): Transformer {
  return async (previous, method, payload, callSignal) => {
    const call = async () => previous(method, payload, callSignal);
    const [first] = await Promise.allSettled([call()]);
    const ms = signal.aborted ? undefined : msUntilAgain(method, first);
    const waited =
      ms !== undefined &&
      (await wait(ms, signal).then(
        () => true,
        () => false,
      ));
    if (waited) return call();
    if (first.status === 'rejected') throw first.reason;
    return first.value;
  };
}

/** undefined for what is not to be repeated. */
function msUntilAgain(method: string, first: PromiseSettledResult<ApiResponse<unknown>>): number | undefined {
  if (first.status === 'rejected') return ANSWERS.test(method) ? AGAIN_MS : undefined;
  const answer = first.value;
  if (answer.ok || method === 'getUpdates') return undefined;
  if (answer.error_code === 429) {
    const asked = waitAsked(answer.parameters?.retry_after);
    return asked > LONGEST_MS ? undefined : asked;
  }
  const failed = answer.error_code >= 500 && ANSWERS.test(method);
  const late = answer.description === TIMED_OUT && !method.startsWith('edit');
  return failed && !late ? AGAIN_MS : undefined;
}
