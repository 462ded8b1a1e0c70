/** Direction in messages. Telegram keeps isolates and marks, and strips embeddings. */

/** First Strong Isolate … Pop Directional Isolate: a run laid out by itself, whatever stands around it. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

const LATIN_OR_DIGIT_ONLY = /^[^\p{Script=Arabic}]*$/u;

/** A name or number inside an Arabic line: isolated when it holds no Arabic letter, else as it is. */
export function isolateForeign(text: string): string {
  return LATIN_OR_DIGIT_ONLY.test(text) ? isolate(text) : text;
}

/** A line that starts with no Arabic letter, made to read right to left. */
export function rightToLeft(line: string): string {
  const first = line.match(/\p{L}/u)?.[0];
  return first !== undefined && /\p{Script=Arabic}/u.test(first) && /^[\p{L}]/u.test(line)
    ? line
    : `\u200f${line}`;
}
