/** Whether Telegram answers: grammY waits out its failures in silence, the operator should know. */
import { HttpError, type Transformer } from 'grammy';
import { type Log, reason } from '../log.ts';

/** What an error of grammY's says; of a network failure also its cause. */
export function whyFailed(error: unknown): string {
  return error instanceof HttpError ? reason(error.error) : reason(error);
}

/** The calls that polling makes over and over. */
const POLLING: ReadonlySet<string> = new Set(['getMe', 'deleteWebhook', 'getUpdates']);

/** Logs when polling begins to fail and when it goes on, once each. Calls ended by `signal` are no failures. */
export function watchConnection(log: Log, signal: AbortSignal): Transformer {
  let failing = false;
  const failed = (why: string): void => {
    if (signal.aborted) return;
    if (!failing) log.warn('Telegram does not answer; trying on', { reason: why });
    failing = true;
  };
  return async (previous, method, payload, callSignal) => {
    if (!POLLING.has(method)) return previous(method, payload, callSignal);
    try {
      const answer = await previous(method, payload, callSignal);
      if (!answer.ok && answer.error_code >= 500) failed(reason(answer.description));
      else if (failing) {
        failing = false;
        log.info('Telegram answers again');
      }
      return answer;
    } catch (error) {
      failed(whyFailed(error));
      throw error;
    }
  };
}
