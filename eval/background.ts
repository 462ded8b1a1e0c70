/**
 * Prints src/stories/background.ts anew: in how many Arabic news texts each common word stands.
 * `node --import tsx eval/background.ts ../shared/eval > src/stories/background.ts`. The pairs and feed items that likeness
 * is measured on are left out.
 */
import { fold } from '../src/arabic/normalize.ts';
import { tokens } from '../src/arabic/words.ts';
import { rowsOf } from './rows.ts';

const CORPORA = ['easc', 'bbc_briefs', 'slug_topics', 'noise'];
/** Words in fewer texts than this say little about the language. */
const LEAST_TEXTS = 5;
const WORDS_PER_LINE = 8;

type Text = {
  readonly id: string;
  readonly title?: string;
  readonly body?: string;
  readonly expected_body?: string;
};

const folder = process.argv[2] ?? '../shared/eval';

/** Texts of the pairs, and those already counted. */
const measured = new Set(
  (await rowsOf<{ readonly a: Text; readonly b: Text }>(folder, 'pairs')).flatMap(({ a, b }) => [a.id, b.id]),
);
const counts = new Map<string, number>();
let texts = 0;
for (const corpus of CORPORA) {
  for (const row of await rowsOf<Text>(folder, corpus)) {
    if (measured.has(row.id)) continue;
    measured.add(row.id);
    const text = `${row.title ?? ''}\n${row.expected_body ?? row.body ?? ''}`;
    const words = new Set(tokens(text).map((token) => fold(token.text)));
    for (const word of words) if (word.length > 1) counts.set(word, (counts.get(word) ?? 0) + 1);
    texts += 1;
  }
}
const words = [...counts]
  .filter(([, count]) => count >= LEAST_TEXTS)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([word, count]) => `${word}:${count}`);
const lines: string[] = [];
for (let at = 0; at < words.length; at += WORDS_PER_LINE)
  lines.push(words.slice(at, at + WORDS_PER_LINE).join(' '));
process.stdout.write(
  [
    '/** How common a word is in Arabic news at large, so that likeness knows telling words from the first article on. Printed by eval/background.ts. */',
    '/** Encyclopedic and news texts of 2007–2025. */',
    `export const BACKGROUND_TEXTS = ${texts};`,
    '/** Folded words, each with the number of those texts that hold it. */',
    'export const BACKGROUND_WORDS = `',
    ...lines,
    '`;',
    '',
  ].join('\n'),
);
