/** ROUGE of our briefs against human summaries, beside the text's opening cut to the same number of words. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countWords } from '../src/arabic/words.ts';
import { type BriefArticle, writeBrief } from '../src/briefs/brief.ts';
import { READERS_BUDGET } from '../src/briefs/summarize.ts';
import { cleanText } from '../src/news/clean.ts';
import type { Measure, Row } from './report.ts';
import { rougeL, rougeN, rougeWords } from './rouge.ts';

type Case = {
  readonly title: string | undefined;
  readonly body: string;
  readonly references: readonly string[][];
};

type Score = { readonly one: number; readonly two: number; readonly long: number };

async function lines<T>(file: string): Promise<T[]> {
  const content = await readFile(file, 'utf8');
  return content
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function score(text: string, references: readonly string[][]): Score {
  const words = rougeWords(text);
  return {
    one: mean(references.map((reference) => rougeN(words, reference, 1))),
    two: mean(references.map((reference) => rougeN(words, reference, 2))),
    long: mean(references.map((reference) => rougeL(words, reference))),
  };
}

/** The first `count` words of a text. */
function opening(text: string, count: number): string {
  const out: string[] = [];
  let words = 0;
  for (const run of text.match(/\S+/gu) ?? []) {
    words += countWords(run);
    if (words > count) break;
    out.push(run);
  }
  return out.join(' ');
}

function articleOf({ title, body }: Pick<Case, 'title' | 'body'>): BriefArticle {
  const clean = cleanText({
    text: body,
    title,
    url: undefined,
    published: undefined,
    author: undefined,
    statedSource: undefined,
    publisherNames: [],
  });
  return {
    id: 1,
    title: clean.title,
    text: clean.text,
    kind: clean.kind,
    publisher: undefined,
    house: undefined,
    publishedAt: undefined,
    firstSeenAt: 0,
  };
}

/** A seeded generator (mulberry32), so that the intervals are the same at every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const RESAMPLES = 2000;

/** The middle 95 % of the mean of `values` over resamples of them. */
function interval(values: readonly number[]): string {
  const next = random(20_241_011);
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(values.map(() => values[Math.floor(next() * values.length)] ?? 0)),
  ).sort((a, b) => a - b);
  const [low, high] = [0.025, 0.975].map((share) => means[Math.floor(share * RESAMPLES)] ?? 0);
  return `${signed(low ?? 0)} … ${signed(high ?? 0)}`;
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`;
}

/** Openers that hang where nobody was named before: a rough count by first words, apart from the rules of briefs/. */
const HANGING =
  /^(?:و?(?:أضاف|اضاف|تابع|أردف|اردف|أوضح|اوضح|أشار|اشار|لفت|شدد|قال)ت?|و?من (?:جهته|جهتها|جانبه|جانبها)|و?بدوره|و?بدورها|و?كما|و?في المقابل|و?هذا|و?هذه|و?ذلك|و?لكن|و?إلى ذلك|و?يذكر)(?=\s+(?:أن|ان|إن|أنه|انه|إنه|في|إلى|على)?)(?:\s+(?:أن|ان|إن|أنه|انه|إنه|أنها|انها|إنها)(?=\s)|،|\s+ال\S+\s+(?:أن|ان|إن)(?=\s))/u;

type Outcome = {
  readonly ours: Score;
  readonly baseline: Score;
  readonly differs: boolean;
  readonly words: number;
  readonly room: number;
};

function rowsOf(name: string, outcomes: readonly Outcome[], kinds: readonly (keyof Score)[]): Row[] {
  const label = { one: 'ROUGE-1', two: 'ROUGE-2', long: 'ROUGE-L' };
  const rows: Row[] = kinds.map((kind) => {
    const differences = outcomes.map(({ ours, baseline }) => ours[kind] - baseline[kind]);
    return {
      measure: `${name}: ${label[kind]}, difference ${signed(mean(differences))} (${interval(differences)})`,
      ours: mean(outcomes.map(({ ours }) => ours[kind])).toFixed(2),
      baseline: mean(outcomes.map(({ baseline }) => baseline[kind])).toFixed(2),
      cases: outcomes.length,
      bar: 'difference ≥ 0',
      met: mean(differences) >= 0,
    };
  });
  const share = mean(outcomes.map(({ differs }) => (differs ? 100 : 0)));
  rows.push({
    measure: `${name}: rows unlike the opening, %`,
    ours: share.toFixed(1),
    baseline: '0.0',
    cases: outcomes.length,
    bar: '≥ 30',
    met: share >= 30,
  });
  const faulty = outcomes.filter(({ words, room }) => words === 0 || words > room).length;
  rows.push({
    measure: `${name}: empty or over the budget; ${mean(outcomes.map((one) => one.words)).toFixed(1)} words each, filled ${(100 * mean(outcomes.map((one) => one.words / one.room))).toFixed(0)} %`,
    ours: String(faulty),
    baseline: '–',
    cases: outcomes.length,
    bar: '0',
    met: faulty === 0,
  });
  return rows;
}

function outcome(one: Case, article: BriefArticle, maxWords: number): Outcome {
  const brief = writeBrief([article], { maxWords, maxSentences: undefined });
  const text = brief?.sentences.map((sentence) => sentence.text).join(' ') ?? '';
  const words = countWords(text);
  const first = opening(one.body, words);
  return {
    ours: score(text, one.references),
    baseline: score(first, one.references),
    differs: rougeWords(text).join(' ') !== rougeWords(first).join(' '),
    words,
    room: maxWords,
  };
}

function plainRow(measure: string, ours: string, cases: number): Row {
  return { measure, ours, baseline: '–', cases, bar: '', met: undefined };
}

/** What other simple choices reach against the journalists' summaries, for comparison. */
function references(cases: readonly Case[]): Row[] {
  const whole: number[] = [];
  const first: number[] = [];
  const best: number[] = [];
  for (const one of cases) {
    const parts = one.body.split('\n').flatMap((line) => line.match(/[^.؟!]+[.؟!]*/gu) ?? [line]);
    const sentences = parts.map((part) => part.trim()).filter((part) => countWords(part) > 0);
    let opened = '';
    for (const sentence of sentences) {
      if (countWords(`${opened} ${sentence}`) > 40) break;
      opened = `${opened} ${sentence}`;
    }
    const rouge = (text: string): number => score(text, one.references).one;
    whole.push(rouge(opened));
    first.push(rouge(sentences[0] ?? ''));
    best.push(Math.max(...sentences.slice(0, 12).map(rouge)));
  }
  return [
    plainRow(
      'BBC briefs: ROUGE-1 of whole opening sentences of ≤ 40 words',
      mean(whole).toFixed(2),
      cases.length,
    ),
    plainRow('BBC briefs: ROUGE-1 of the first sentence', mean(first).toFixed(2), cases.length),
    plainRow(
      'BBC briefs: ROUGE-1 of the best one of the first 12 sentences',
      mean(best).toFixed(2),
      cases.length,
    ),
  ];
}

/** What readers get (60 words, three sentences): briefs that are empty, too long or begin with a sentence that hangs. */
function readersRow(name: string, articles: readonly BriefArticle[]): Row {
  let faulty = 0;
  let hanging = 0;
  let sentences = 0;
  for (const article of articles) {
    const brief = writeBrief([article], READERS_BUDGET);
    const texts = brief?.sentences.map((sentence) => sentence.text) ?? [];
    const words = countWords(texts.join(' '));
    if (words === 0 || words > READERS_BUDGET.maxWords || texts.length > READERS_BUDGET.maxSentences)
      faulty += 1;
    if (HANGING.test(texts[0] ?? '')) hanging += 1;
    sentences += texts.length;
  }
  return {
    measure: `${name}, readers' briefs: empty, too long or hanging at the start; ${(sentences / articles.length).toFixed(2)} sentences each`,
    ours: String(faulty + hanging),
    baseline: String(articles.filter(({ text }) => HANGING.test(text)).length),
    cases: articles.length,
    bar: '0',
    met: faulty + hanging === 0,
  };
}

export const measure: Measure = async (folder) => {
  const easc = (await lines<{ body: string; summaries: string[] }>(join(folder, 'easc.jsonl'))).map(
    ({ body, summaries }): Case => ({ title: undefined, body, references: summaries.map(rougeWords) }),
  );
  const bbc = (
    await lines<{ title: string; body: string; summary: string }>(join(folder, 'bbc_briefs.jsonl'))
  ).map(({ title, body, summary }): Case => ({ title, body, references: [rougeWords(summary)] }));
  const eascArticles = easc.map(articleOf);
  const bbcArticles = bbc.map(articleOf);
  const pick = (cases: readonly Case[], articles: readonly BriefArticle[], room: (text: string) => number) =>
    cases.flatMap((one, index) => {
      const article = articles[index];
      return article === undefined ? [] : [outcome(one, article, room(article.text))];
    });
  const extracts = pick(easc, eascArticles, (text) => Math.floor(0.38 * countWords(text)));
  const briefs = pick(bbc, bbcArticles, () => 40);
  return [
    ...rowsOf('EASC at ratio 0.38', extracts, ['one', 'two', 'long']),
    ...rowsOf('BBC briefs of ≤ 40 words', briefs, ['one', 'two']),
    ...references(bbc),
    readersRow('EASC', eascArticles),
    readersRow('BBC', bbcArticles),
  ];
};
