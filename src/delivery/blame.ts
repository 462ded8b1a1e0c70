/** Whose a 429 is: Telegram asks to wait, and does not say whether it means one chat or the whole bot. */

/**
 * A chat that had its 20 a minute is answered like a bot that had its 30 a second. Where nothing tells which, everybody waits
 * as long as was asked, but for no more than this; then others are tried.
 */
const PRECAUTION_MS = 30_000;
/** Chats whose refusals are remembered, the longest unrefused forgotten first. */
const REMEMBERED = 1_000;

/** Finds out whom a 429 means: the chat, or the whole bot. */
export type Blame = {
  /**
   * A message for this chat was refused at `now` (epoch ms); how long everybody waits. When two chats in a row are refused and nothing
   * passed between, it is `certain` that the whole bot is meant. A chat that is refused again although others passed waits
   * alone, and so does one that an answer was meant for: readers can make a group talk too much. Else it is a precaution,
   * shorter each time that others passed while the chat would still have had to wait.
   */
  refused(
    refusal: { readonly telegramId: number; readonly waitMs: number; readonly answer: boolean },
    now: number,
  ): { readonly everybodyMs: number; readonly certain: boolean };
  /** A message for this chat passed. */
  passed(telegramId: number, now: number): void;
};

/** A memory of who was refused, empty. */
export function createBlame(): Blame {
  /** How many messages had passed when each of these chats was refused last. */
  const refusals = new Map<number, number>();
  let passes = 0;
  /** The chat refused last, if nothing passed since. */
  let last: number | undefined;
  let precautionMs = PRECAUTION_MS;
  /** For whom everybody waited last: until when that was, and until when the chat itself was to wait. */
  let suspect:
    | { readonly telegramId: number; readonly heldUntil: number; readonly until: number }
    | undefined;

  return {
    refused({ telegramId, waitMs, answer }, now) {
      const before = refusals.get(telegramId);
      const certain = last !== undefined && last !== telegramId;
      refusals.delete(telegramId);
      refusals.set(telegramId, passes);
      if (refusals.size > REMEMBERED)
        for (const oldest of refusals.keys()) if (refusals.delete(oldest)) break;
      last = telegramId;
      if (certain) {
        precautionMs = PRECAUTION_MS;
        suspect = undefined;
        return { everybodyMs: waitMs, certain };
      }
      if (answer || (before !== undefined && passes > before)) return { everybodyMs: 0, certain };
      const everybodyMs = Math.min(waitMs, precautionMs);
      suspect = { telegramId, heldUntil: now + everybodyMs, until: now + waitMs };
      return { everybodyMs, certain };
    },
    passed(telegramId, now) {
      last = undefined;
      const before = refusals.get(telegramId);
      passes += 1;
      // What passes for a chat itself tells nothing of the others.
      if (before !== undefined) refusals.set(telegramId, before + 1);
      if (suspect === undefined || telegramId === suspect.telegramId || now < suspect.heldUntil) return;
      // It was the chat's own wait: everybody else need not have waited.
      if (now < suspect.until) precautionMs /= 2;
      suspect = undefined;
    },
  };
}
