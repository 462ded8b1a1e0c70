/** Direction in messages. Telegram keeps isolates and marks, and strips embeddings. */

/** First Strong Isolate … Pop Directional Isolate: a run laid out by itself, whatever stands around it. */
export function isolate(text: string): string {
  return `\u2068${text.replace(/[\u2066-\u2069]/gu, '')}\u2069`;
}

const ARABIC = /\p{Script=Arabic}/u;

/** A name or number inside an Arabic line: isolated when it holds no Arabic letter, else as it is. */
export function isolateForeign(text: string): string {
  return ARABIC.test(text) ? text : isolate(text);
}

/** A line that starts with no Arabic letter, made to read right to left. */
export function rightToLeft(line: string): string {
  return /^(?=\p{L})\p{Script=Arabic}/u.test(line) ? line : `\u200f${line}`;
}
