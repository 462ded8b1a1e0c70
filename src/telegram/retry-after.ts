/** How long a 429 asks to wait, whatever stands in it. */

/** Telegram asks for up to a day: who waits longer than this asks once more. */
const MOST_SECONDS = 3_600;
/** A 429 that does not say how long. */
const UNSAID_SECONDS = 5;

/**
 * The wait in ms that `retry_after` of an answer's parameters asks for: of any number, or a string of digits, a second at least and an
 * hour at most; five seconds for anything else.
 */
export function waitAsked(retryAfter: unknown): number {
  const given = typeof retryAfter === 'string' && /^-?\d{1,16}$/u.test(retryAfter);
  const seconds = given || typeof retryAfter === 'number' ? Number(retryAfter) : Number.NaN;
  const known = Number.isNaN(seconds) ? UNSAID_SECONDS : seconds;
  return Math.ceil(Math.min(Math.max(1, known), MOST_SECONDS) * 1000);
}
