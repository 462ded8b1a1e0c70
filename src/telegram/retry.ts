/** Answers to readers wait when Telegram says so. Not for digests: the outbox has a sender of its own. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Transformer } from 'grammy';

/** Updates are answered one after another: what one waits for, all wait for. */
const ATTEMPTS = 1;
const LONGEST_SECONDS = 3;

/**
 * Repeats a call that Telegram surely did not take because of its rate (429), once and after at most 3 s; network
 * errors and 5xx are never repeated, since the message may have arrived. `signal` ends the waiting.
 */
export function retryWhenTooMany(
  signal: AbortSignal,
  wait: (ms: number, signal: AbortSignal) => Promise<void> = async (ms, given) => {
    await pause(ms, undefined, { signal: given });
  },
): Transformer {
  return async (previous, method, payload, callSignal) => {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await previous(method, payload, callSignal);
      if (answer.ok || answer.error_code !== 429 || method === 'getUpdates') return answer;
      const seconds = answer.parameters?.retry_after ?? 1;
      if (attempt >= ATTEMPTS || seconds > LONGEST_SECONDS || signal.aborted) return answer;
      try {
        await wait(seconds * 1000, signal);
      } catch {
        return answer;
      }
    }
  };
}
