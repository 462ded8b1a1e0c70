/** Answers to readers wait when Telegram says so. Not for digests: the outbox has a sender of its own. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Transformer } from 'grammy';
import { waitAsked } from './retry-after.ts';

/** What has to wait longer is given up: nobody looks for it any more. Other chats are answered meanwhile. */
const LONGEST_MS = 30_000;

/**
 * Repeats a call that Telegram surely did not take because of its rate (429), once, after the wait it names (30 s at most);
 * network errors and 5xx are never repeated, since the message may have arrived. `signal` ends the waiting.
 */
export function retryWhenTooMany(
  signal: AbortSignal,
  wait: (ms: number, signal: AbortSignal) => Promise<void> = async (ms, given) => {
    await pause(ms, undefined, { signal: given });
  },
): Transformer {
  return async (previous, method, payload, callSignal) => {
    const answer = await previous(method, payload, callSignal);
    if (answer.ok || answer.error_code !== 429 || method === 'getUpdates' || signal.aborted) return answer;
    const asked = waitAsked(answer.parameters?.retry_after);
    if (asked > LONGEST_MS) return answer;
    try {
      await wait(asked, signal);
    } catch {
      return answer;
    }
    return previous(method, payload, callSignal);
  };
}
