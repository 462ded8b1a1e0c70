/** Answers to readers within the bot's one pace. */
import type { Transformer } from 'grammy';
import type { Pace } from '../delivery/pace.ts';
import { waitAsked } from './retry-after.ts';

/** An answer that would have to wait longer is given up: nobody looks for it any more. */
const LONGEST_MS = 60_000;

/**
 * Answers go before digests, one after another where many are asked for at once, and they count: digests leave them their share.
 * While Telegram is known to take nothing from anybody they wait, for sending on would lengthen that; one that would wait too
 * long is answered with a 429, as Telegram would. What Telegram says of its pace is told to ours. `now` gives epoch ms;
 * `signal` ends the waiting.
 */
export function paced(pace: Pace, now: () => number, signal: AbortSignal): Transformer {
  let last: Promise<unknown> = Promise.resolve();

  /** Whether the answer may go, once it may; asked for one answer after another. */
  async function passes(chat: number, until: number): Promise<boolean> {
    for (;;) {
      const wait = pace.turn(chat, now());
      if (wait === 0 || signal.aborted) return wait === 0;
      if (now() + wait > until) return false;
      await pace.wait(wait, signal);
    }
  }

  return async (previous, method, payload, callSignal) => {
    const chat = 'chat_id' in payload ? Number(payload.chat_id) : Number.NaN;
    if (!/^(?:send|edit)/.test(method) || !Number.isFinite(chat))
      return previous(method, payload, callSignal);
    const until = now() + LONGEST_MS;
    const passed = last.then(() => passes(chat, until));
    last = passed;
    if (!(await passed))
      return {
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: the bot waits',
        parameters: { retry_after: LONGEST_MS / 1000 },
      };
    const answer = await previous(method, payload, callSignal);
    if (answer.ok) pace.passed(chat, now());
    else if (answer.error_code === 429) {
      const waitMs = waitAsked(answer.parameters?.retry_after);
      pace.refused(chat, { waitMs, answer: true }, now());
    }
    return answer;
  };
}
