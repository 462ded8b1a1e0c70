/** Answers to readers within the bot's one pace. */
import type { Transformer } from 'grammy';
import type { Pace } from '../delivery/pace.ts';

/** While Telegram takes nothing from the bot, an answer waits so long before it is tried all the same. */
const LONGEST_MS = 30_000;

/**
 * Answers go at once, before digests, but they count: digests leave them their share. Only while Telegram is known to take
 * nothing from anybody they wait, for sending on would lengthen that. What Telegram says of its pace is told to ours.
 * `now` gives epoch ms; `signal` ends the waiting.
 */
export function paced(pace: Pace, now: () => number, signal: AbortSignal): Transformer {
  return async (previous, method, payload, callSignal) => {
    const chat = 'chat_id' in payload ? Number(payload.chat_id) : Number.NaN;
    if (!/^(?:send|edit)/.test(method) || !Number.isFinite(chat))
      return previous(method, payload, callSignal);
    const blocked = Math.min(pace.blockedFor(now()), LONGEST_MS);
    if (blocked > 0) await pace.wait(blocked, signal);
    pace.spend(chat, now());
    const answer = await previous(method, payload, callSignal);
    if (answer.ok) pace.passed(chat, now());
    else if (answer.error_code === 429) {
      const waitMs = Math.max(1, answer.parameters?.retry_after ?? 1) * 1000;
      pace.refused(chat, { waitMs, answer: true }, now());
    }
    return answer;
  };
}
