/** Sentences of Arabic prose. */

/** The sentences of one paragraph, trimmed, in order; together they hold every character but the space between. */
export function sentences(paragraph: string): string[] {
  return paragraph
    .split(/(?<=[.!؟?…][»”"’)]*)\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** Whether a line ends as a sentence does. */
export function endsSentence(line: string): boolean {
  return /[.!؟?…:][»”"’)\]]*$/u.test(line.trimEnd());
}
