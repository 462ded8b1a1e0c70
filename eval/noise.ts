/**
 * How much of a site's furniture goes, and how much of the news stays: of real noisy texts by the rules, and of made-up
 * outlets, whose furniture no rule knows, by what is learned from their first articles. Beside them lines of our own.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeBrief } from '../src/briefs/brief.ts';
import { READERS_BUDGET } from '../src/briefs/summarize.ts';
import { cleanText, linesOf } from '../src/news/clean.ts';
import { createLearner, createStreamLearner, emptyMemory, type Repeated } from '../src/news/repeated.ts';
import { furnish, SHAPES } from './furniture-shapes.ts';
import { ownFigures } from './own-lines.ts';
import type { Figure, Measure, Part } from './report.ts';

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

const words = (text: string) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const RUN = 3;

function runs(part: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + RUN <= part.length; at += 1) {
    const run = part.slice(at, at + RUN).join(' ');
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

/** How many words of `part` stand in the result in runs of three, beyond those that `rest` of the text explains. */
function present(part: readonly string[], result: readonly string[], rest: readonly string[]): number {
  const size = Math.min(RUN, part.length);
  if (size < RUN) {
    const left = ` ${result.join(' ')} `.split(` ${part.join(' ')} `).length;
    const own = ` ${rest.join(' ')} `.split(` ${part.join(' ')} `).length;
    return left > own ? part.length : 0;
  }
  const spare = runs(result);
  for (const [run, count] of runs(rest)) spare.set(run, (spare.get(run) ?? 0) - count);
  const found = new Array<boolean>(part.length).fill(false);
  for (let at = 0; at + size <= part.length; at += 1) {
    const run = part.slice(at, at + size).join(' ');
    const left = spare.get(run) ?? 0;
    if (left <= 0) continue;
    spare.set(run, left - 1);
    found.fill(true, at, at + size);
  }
  return found.filter(Boolean).length;
}

/** For each text the words of its news kept of how many, and of its marked furniture left of how many. */
type Score = { readonly kept: Part[]; readonly left: Part[] };

function furnitureOf(row: Noisy): string {
  return row.boilerplate_span === undefined ? '' : row.body.slice(...row.boilerplate_span);
}

function newsOf(row: Noisy): string[] {
  const [from, to] = row.boilerplate_span ?? [0, 0];
  const news = row.expected_body ?? `${row.body.slice(0, from)}\n${row.body.slice(to)}`;
  return news
    .split(/\n|\s{5,}/u)
    .flatMap((line) => line.split(/(?<=[.؟!][»”"’)]*)\s+/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[.؟!][»”"’)]*$/u.test(sentence));
}

/** How many words of these sentences the result keeps, of how many. */
function keptOf(sentences: readonly string[], result: readonly string[]): Part {
  let kept = 0;
  let all = 0;
  for (const sentence of sentences) {
    const expected = words(sentence);
    all += expected.length;
    kept += present(expected, result, []);
  }
  return [kept, all];
}

/** Words of marked furniture left and words of news sentences kept, added to a score. */
function add(score: Score, row: Noisy, cleaned: string): void {
  const result = words(cleaned);
  const furniture = words(furnitureOf(row));
  const [from, to] = row.boilerplate_span ?? [0, 0];
  const rest = words(`${row.body.slice(0, from)}\n${row.body.slice(to)}`);
  score.left.push([present(furniture, result, rest), furniture.length]);
  score.kept.push(keptOf(newsOf(row), result));
}

const empty = (): Score => ({ kept: [], left: [] });

/** What is asked for: the least kept and the most left; undefined asks for nothing. */
type Bars = { readonly kept: number; readonly left: number } | undefined;

/** Two figures of a score, beside another. */
function figuresOf(
  name: string,
  score: Score,
  baseline: { readonly name: string; readonly score: Score },
  bars?: Bars,
): Figure[] {
  return [
    {
      measure: `${name}: news kept`,
      unit: 'percent',
      better: 'higher',
      ours: score.kept,
      baseline: { name: baseline.name, parts: baseline.score.kept },
      ...(bars === undefined ? {} : { bar: { of: 'ours', value: bars.kept } }),
    },
    {
      measure: `${name}: furniture left`,
      unit: 'percent',
      better: 'lower',
      ours: score.left,
      baseline: { name: baseline.name, parts: baseline.score.left },
      ...(bars === undefined ? {} : { bar: { of: 'ours', value: bars.left } }),
    },
  ];
}

/** A score of texts left as they are: all is kept, and all is left. */
function asItIs({ kept, left }: Score): { readonly name: string; readonly score: Score } {
  const all = ([, whole]: Part): Part => [whole, whole];
  return { name: 'as it is', score: { kept: kept.map(all), left: left.map(all) } };
}

type Text = {
  readonly title?: string | undefined;
  readonly source?: string | undefined;
  readonly body: string;
};

const clean = (text: Text, repeated?: Repeated) =>
  cleanText({
    text: text.body,
    title: text.title,
    url: undefined,
    published: undefined,
    author: undefined,
    statedSource: undefined,
    publisherNames: text.source === undefined ? [] : [text.source],
    repeated,
  });
const bare = (text: Text, repeated?: Repeated) => clean(text, repeated).text;

function learned(texts: readonly Text[]): Repeated {
  const learner = createLearner(emptyMemory());
  for (const { title, body } of texts) learner.learn({ title, lines: linesOf(body) });
  return learner.repeated;
}

const LEARNED_FROM = 30;
const TRIED = 10;

type MadeUp = {
  /** From how many articles is learned. */
  readonly many: number;
  /** How many kinds of furniture an article bears. */
  readonly kinds: number;
  /** The part of the articles that bear it. */
  readonly borne: number;
};

/** Made-up outlets, one for each shape: learned from their first articles, measured on ten further ones. */
function scoreMadeUp(texts: readonly Text[], { many, kinds, borne }: MadeUp): Score {
  const score = empty();
  SHAPES.forEach((_, which) => {
    const shapes = [0, 5, 10, 15]
      .slice(0, kinds)
      .flatMap((step) => SHAPES[(which + step) % SHAPES.length] ?? []);
    const own = Array.from({ length: LEARNED_FROM + TRIED }, (__, index) => {
      const text = texts[(which * 31 + index * 5) % texts.length] ?? { body: '' };
      const bears = shapes.filter((___, at) => ((index * 7 + at * 3 + which) % 10) / 10 < borne);
      const body = bears.reduce((so, shape) => furnish(so, shape, index), text.body);
      return {
        title: text.title,
        body,
        clean: text.body,
        furniture: bears.map((shape) => shape.text(index)),
      };
    });
    const repeated = learned(own.slice(0, many));
    for (const text of own.slice(LEARNED_FROM)) {
      const result = words(bare(text, repeated));
      let left = 0;
      let marked = 0;
      for (const piece of text.furniture) {
        const furniture = words(piece);
        marked += furniture.length;
        left += present(furniture, result, words(text.clean));
      }
      score.left.push([left, marked]);
      score.kept.push(keptOf(newsOf({ kind: '', body: text.clean }), result));
    }
  });
  return score;
}

function madeUp(texts: readonly Text[]): Figure[] {
  const cases: readonly (MadeUp & { readonly name: string })[] = [
    { name: 'one kind of furniture, after 5 articles', many: 5, kinds: 1, borne: 1 },
    { name: 'one kind of furniture, after 10', many: 10, kinds: 1, borne: 1 },
    { name: 'one kind of furniture, after 30', many: 30, kinds: 1, borne: 1 },
    { name: 'the same in half of the articles, after 30', many: 30, kinds: 1, borne: 0.5 },
    { name: 'four kinds in each article, after 30', many: 30, kinds: 4, borne: 1 },
  ];
  return cases.flatMap(({ name, ...about }) =>
    figuresOf(
      `${SHAPES.length} made-up outlets, ${name}`,
      scoreMadeUp(texts, about),
      { name: 'unlearned', score: scoreMadeUp(texts, { ...about, many: 0 }) },
      about.many === LEARNED_FROM ? { kept: 0.995, left: 0.02 } : undefined,
    ),
  );
}

/** Real outlets' texts without furniture: nothing of them may go. A case is an outlet. */
function untouched(outlets: ReadonlyMap<string, readonly Text[]>): Figure {
  const lost: Part[] = [];
  let sentences = 0;
  for (const texts of outlets.values()) {
    const repeated = learned(texts);
    let gone = 0;
    for (const text of texts) {
      const result = ` ${words(bare(text, repeated)).join(' ')} `;
      for (const sentence of newsOf({ kind: '', body: bare(text) })) {
        sentences += 1;
        if (!result.includes(` ${words(sentence).join(' ')} `)) gone += 1;
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
  const read = async <T>(name: string): Promise<T[]> =>
    (await readFile(join(folder, name), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  const outlets = new Map<string, Text[]>();
  outlets.set('BBC briefs', await read<Text>('bbc_briefs.jsonl'));
  outlets.set('EASC', await read<Text>('easc.jsonl'));
  const seen = new Map<string, Pair['a']>();
  for (const { a, b } of await read<Pair>('pairs.jsonl')) for (const each of [a, b]) seen.set(each.id, each);
  for (const each of seen.values()) outlets.set(each.source, [...(outlets.get(each.source) ?? []), each]);
  return outlets;
}

/** Readers' briefs of noisy texts that hold something of their marked furniture. */
function inBriefs(rows: readonly Noisy[]): Figure {
  const held = rows.map((row): Part => {
    const content = clean(row);
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
    const news = words(`${row.title ?? ''}\n${row.body.slice(0, from)}\n${row.body.slice(to)}`);
    // A menu names the headline too.
    const alone = [...runs(words(furnitureOf(row))).keys()].filter((run) => !runs(news).has(run));
    return [alone.some((run) => runs(words(told)).has(run)) ? 1 : 0, 1];
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
  const lines = (await readFile(join(folder, 'noise.jsonl'), 'utf8')).trim().split('\n');
  const furniture = createStreamLearner();
  for (const line of lines) {
    const { source, title, body }: Noisy = JSON.parse(line);
    furniture.learn(source, { title, lines: linesOf(body) });
  }
  const streamed = empty();
  const kinds = new Map<string, Score>();
  const all = empty();
  const rows = lines.map((line): Noisy => JSON.parse(line));
  for (const row of rows) {
    const text = bare(row);
    const kind = kinds.get(row.kind) ?? empty();
    kinds.set(row.kind, kind);
    add(kind, row, text);
    if (row.kind === APART) continue;
    add(all, row, text);
    add(streamed, row, bare(row, furniture.repeatedBy(row.source)));
  }
  const outlets = await realOutlets(folder);
  const plain = ['BBC briefs', 'EASC']
    .flatMap((name) => outlets.get(name) ?? [])
    .map((text) => ({ ...text, body: bare(text) }));
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
