/** ROUGE of our briefs against human summaries, beside the text's opening cut to the same number of words. */
import { join } from 'node:path';
import { countWords } from '../src/arabic/words.ts';
import { type BriefArticle, writeBrief } from '../src/briefs/brief.ts';
import { READERS_BUDGET } from '../src/briefs/summarize.ts';
import {
  articleOf,
  type Case,
  interval,
  lines,
  mean,
  opening,
  type Score,
  score,
  signed,
} from './brief-cases.ts';
import { crossValidated } from './fit-briefs.ts';
import type { Measure, Row } from './report.ts';
import { rougeWords } from './rouge.ts';

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

/** By how much briefs had better be above the opening: a mean difference of one point. */
function aboveRow(name: string, differences: readonly number[]): Row {
  return {
    measure: `${name} above the opening (${interval(differences)})`,
    ours: signed(mean(differences)),
    baseline: '0.00',
    cases: differences.length,
    bar: '≥ 1.0',
    met: mean(differences) >= 1,
  };
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
  const titles = new Set(bbc.map(({ title }) => title));
  const others = (
    await lines<{ title: string; body: string; summary: string }>(join(folder, 'slug_topics.jsonl'))
  )
    .filter(({ title }) => !titles.has(title))
    .map(({ title, body, summary }): Case => ({ title, body, references: [rougeWords(summary)] }));
  const extracts = pick(easc, eascArticles, (text) => Math.floor(0.38 * countWords(text)));
  const briefs = pick(bbc, bbcArticles, () => 40);
  return [
    ...rowsOf('EASC at ratio 0.38', extracts, ['one', 'two', 'long']),
    aboveRow(
      'EASC: ROUGE-2, parameters chosen on the other 4 of 5 folds,',
      crossValidated(easc, eascArticles),
    ),
    ...rowsOf('BBC briefs of ≤ 40 words', briefs, ['one', 'two']),
    aboveRow(
      'BBC briefs: ROUGE-1 (rules chosen with these and the other rows in view)',
      briefs.map(({ ours, baseline }) => ours.one - baseline.one),
    ),
    ...rowsOf(
      'BBC briefs of file-name-label rows',
      pick(others, others.map(articleOf), () => 40),
      ['one', 'two'],
    ),
    ...references(bbc),
    readersRow('EASC', eascArticles),
    readersRow('BBC', bbcArticles),
  ];
};
