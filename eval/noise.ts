/**
 * How much of a site's furniture goes, and how much of the news stays: of real noisy texts by the rules, and of made-up
 * outlets, whose furniture no rule knows, by what is learned from their first articles. Beside them lines of our own.
 */
import { writeBrief } from '../src/briefs/brief.ts';
import { READERS_BUDGET } from '../src/briefs/summarize.ts';
import { linesOf } from '../src/news/clean.ts';
import { createStreamLearner } from '../src/news/repeated.ts';
import { asItIs, empty, figuresOf, keptOf, present, runs, type Score, sentencesIn } from './kept-and-left.ts';
import { learned, madeUp } from './made-up-outlets.ts';
import { ownFigures } from './own-lines.ts';
import type { Figure, Measure, Part } from './report.ts';
import { cleaned, rowsOf, type Text, wordsIn } from './rows.ts';

type Noisy = {
  readonly kind: string;
  readonly source?: string;
  readonly title?: string;
  readonly body: string;
  readonly boilerplate_span?: readonly [number, number];
  readonly expected_body?: string;
};

/** Recipes: reported apart. */
const APART = 'osac_print_footer';

function furnitureOf(row: Noisy): string {
  return row.boilerplate_span === undefined ? '' : row.body.slice(...row.boilerplate_span);
}

function newsOf(row: Noisy): string[] {
  const [from, to] = row.boilerplate_span ?? [0, 0];
  return sentencesIn(row.expected_body ?? `${row.body.slice(0, from)}\n${row.body.slice(to)}`);
}

/** Words of marked furniture left and words of news sentences kept, added to a score. */
function add(score: Score, row: Noisy, text: string): void {
  const result = wordsIn(text);
  const furniture = wordsIn(furnitureOf(row));
  const [from, to] = row.boilerplate_span ?? [0, 0];
  const rest = wordsIn(`${row.body.slice(0, from)}\n${row.body.slice(to)}`);
  score.left.push([present(furniture, result, rest), furniture.length]);
  score.kept.push(keptOf(newsOf(row), result));
}

/** Real outlets' texts without furniture: nothing of them may go. A case is an outlet. */
function untouched(outlets: ReadonlyMap<string, readonly Text[]>): Figure {
  const lost: Part[] = [];
  let sentences = 0;
  for (const texts of outlets.values()) {
    const repeated = learned(texts);
    let gone = 0;
    for (const text of texts) {
      const result = ` ${wordsIn(cleaned(text, repeated).text).join(' ')} `;
      for (const sentence of sentencesIn(cleaned(text).text)) {
        sentences += 1;
        if (!result.includes(` ${wordsIn(sentence).join(' ')} `)) gone += 1;
      }
    }
    lost.push([gone, 1]);
  }
  return {
    measure: 'outlets without furniture: sentences lost to learning',
    unit: 'count',
    better: 'lower',
    ours: lost,
    bar: { of: 'ours', value: 0 },
    note: `of ${sentences}`,
  };
}

type Pair = { readonly a: Text & { readonly id: string; readonly source: string }; readonly b: Pair['a'] };

/** The folder's clean texts, by outlet. */
async function realOutlets(folder: string): Promise<Map<string, Text[]>> {
  const outlets = new Map<string, Text[]>();
  outlets.set('BBC briefs', await rowsOf<Text>(folder, 'bbc_briefs'));
  outlets.set('EASC', await rowsOf<Text>(folder, 'easc'));
  const seen = new Map<string, Pair['a']>();
  for (const { a, b } of await rowsOf<Pair>(folder, 'pairs'))
    for (const each of [a, b]) seen.set(each.id, each);
  for (const each of seen.values()) outlets.set(each.source, [...(outlets.get(each.source) ?? []), each]);
  return outlets;
}

/** Readers' briefs of noisy texts that hold something of their marked furniture. */
function inBriefs(rows: readonly Noisy[]): Figure {
  const held = rows.map((row): Part => {
    const content = cleaned(row);
    const article = {
      ...content,
      id: 1,
      publisher: undefined,
      house: undefined,
      publishedAt: undefined,
      firstSeenAt: 0,
    };
    const brief = writeBrief([article], READERS_BUDGET);
    // The day in brackets is the brief's own, and the menu's date the same.
    const told = [brief?.headline ?? '', ...(brief?.sentences ?? []).map(({ text }) => text)]
      .join('\n')
      .replace(/\(\p{L}{0,8} ?\d{1,2} \p{L}+(?: \d{4})?\)/gu, '');
    const [from, to] = row.boilerplate_span ?? [0, 0];
    const news = wordsIn(`${row.title ?? ''}\n${row.body.slice(0, from)}\n${row.body.slice(to)}`);
    // A menu names the headline too.
    const alone = [...runs(wordsIn(furnitureOf(row))).keys()].filter((run) => !runs(news).has(run));
    return [alone.some((run) => runs(wordsIn(told)).has(run)) ? 1 : 0, 1];
  });
  return {
    measure: 'noisy texts: briefs that hold furniture',
    unit: 'count',
    better: 'lower',
    ours: held,
    bar: { of: 'ours', value: 0 },
    note: `of ${held.length}`,
  };
}

/** What is asked of noisy texts. */
const BARS = { kept: 0.99, left: 0.02 };

/** Furniture left and news kept over noise.jsonl, pooled by words, beside the text as it is. */
export const measure: Measure = async (folder) => {
  if (folder === undefined) return ownFigures();
  const rows = await rowsOf<Noisy>(folder, 'noise');
  const furniture = createStreamLearner();
  for (const { source, title, body } of rows) furniture.learn(source, { title, lines: linesOf(body) });
  const streamed = empty();
  const kinds = new Map<string, Score>();
  const all = empty();
  for (const row of rows) {
    const { text } = cleaned(row);
    const kind = kinds.get(row.kind) ?? empty();
    kinds.set(row.kind, kind);
    add(kind, row, text);
    if (row.kind === APART) continue;
    add(all, row, text);
    add(streamed, row, cleaned(row, furniture.repeatedBy(row.source)).text);
  }
  const outlets = await realOutlets(folder);
  const plain = ['BBC briefs', 'EASC']
    .flatMap((name) => outlets.get(name) ?? [])
    .map((text) => ({ ...text, body: cleaned(text).text }));
  return [
    ...figuresOf('noisy texts', all, asItIs(all), BARS),
    ...figuresOf(
      'noisy texts as one stream, learned per source',
      streamed,
      { name: 'unlearned', score: all },
      BARS,
    ),
    ...[...kinds].flatMap(([kind, score]) => figuresOf(`noisy texts, ${kind}`, score, asItIs(score))),
    ...madeUp(plain),
    untouched(outlets),
    inBriefs(rows),
    ...ownFigures(),
  ];
};
