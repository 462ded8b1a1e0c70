/** Whether every word of every brief stands in its article, but for the closed list of what may be added. */
import { isGivenName, sameName } from '../src/arabic/names.ts';
import { fold } from '../src/arabic/normalize.ts';
import { countWords, isStopWord } from '../src/arabic/words.ts';
import { type BriefArticle, type Budget, writeBrief } from '../src/briefs/brief.ts';
import { READERS_BUDGET } from '../src/briefs/summarize.ts';
import { articleOf } from './brief-cases.ts';
import { type Measure, means } from './report.ts';
import { rowsOf, wordsIn } from './rows.ts';
import { feedPairs, otherPairs, pressPairs } from './same-event.ts';

const DAY_MS = 24 * 3_600_000;
/** A day's date in brackets: «(الأربعاء 5 نوفمبر)», «(5 تشرين الثاني)», and inside brackets of the outlet's own. */
const DATE =
  /(?<=[\p{L}\p{M}]) \((?<name>ال\p{L}+ )?(?<day>\d{1,2}) (?<month>\p{L}+(?: (?:الأول|الثاني))?)\)/gu;
const DATED_WITHIN = /(?<=\((?:ال\p{L}+)) (?<day>\d{1,2}) (?<month>\p{L}+(?: (?:الأول|الثاني))?)(?=\))/gu;
/** Days that a date may lie from its article's. */
const NEAR = 8;

/** Whether the article's date has a day so near by. */
function isNear(day: number, article: BriefArticle): boolean {
  const published = Date.parse(article.published ?? '');
  if (Number.isNaN(published)) return false;
  for (let away = -NEAR; away <= NEAR; away += 1) {
    if (new Date(published + away * DAY_MS).getUTCDate() === day) return true;
  }
  return false;
}

/** A name put for its pronoun, or in front of a surname, has no more words. */
const NAME_AT_MOST = 12;
/** It stands behind the verb, or the verb and a title; further on only where it stands so elsewhere in the article: behind its office. */
const MENDED_WITHIN = 4;

/** How far the words stand in this order in the line, from `at` on: all of them, or up to the first that does not. */
function follow(words: readonly string[], line: readonly string[], spelt: boolean): number {
  let at = 0;
  for (const [place, word] of words.entries()) {
    const is = (other: string) =>
      other === word || (place === 0 && other === `و${word}`) || (spelt && sameName(fold(other), fold(word)));
    const found = line.findIndex((other, index) => index >= at && is(other));
    if (found < 0) return place;
    at = found + 1;
  }
  return words.length;
}

/** A particle begins no name; علي is one, though على folds into it. */
function isNoName(word: string): boolean {
  return isStopWord(fold(word)) && !isGivenName(fold(word));
}

/** Whether it is a line's words, perhaps with one or two names of the article put between its first ones. */
function isMended(words: readonly string[], line: readonly string[], whole: string, names: number): boolean {
  const reach = follow(words, line, false);
  if (reach === words.length) return true;
  if (names === 0 || reach === 0) return false;
  for (let from = reach; from > 0; from -= 1) {
    for (let to = Math.min(words.length, from + NAME_AT_MOST); to > from; to -= 1) {
      const put = words.slice(from <= MENDED_WITHIN ? from : from - 1, to).join(' ');
      if (isNoName(words[from] ?? '') || !whole.includes(` ${put} `)) continue;
      if (isMended([...words.slice(0, from), ...words.slice(to)], line, whole, names - 1)) return true;
    }
  }
  return false;
}

/**
 * What of a brief's sentence its article does not attest: words that stand nowhere in it, dates that its own time does not
 * give, or the whole where no line of it has these words in this order. `added` says whether the closed list is allowed.
 */
export function unattested(sentence: string, article: BriefArticle, added: boolean): string[] {
  const out: string[] = [];
  const allow = (text: string, shape: RegExp): string =>
    text.replace(shape, (match: string, ...groups: unknown[]) => {
      const { day } = groups[groups.length - 1] as { readonly day: string };
      if (article.text.includes(match.trim())) return match;
      if (!added || !isNear(Number(day), article)) out.push(match.trim());
      return '';
    });
  const words = wordsIn(allow(allow(sentence, DATE), DATED_WITHIN));
  const all = new Set(wordsIn(`${article.title ?? ''}\n${article.text}`));
  for (const [place, word] of words.entries()) {
    if (!all.has(word) && !(place === 0 && all.has(`و${word}`))) out.push(word);
  }
  if (out.length > 0) return out;
  const lines = article.text.split('\n').map(wordsIn);
  if (lines.some((line) => follow(words, line, false) === words.length)) return out;
  if (!added) return [sentence];
  const whole = ` ${lines.flat().join(' ')} `;
  const fits =
    lines.some((line) => isMended(words, line, whole, 2)) ||
    lines.some((line) => follow(words, line, true) === words.length);
  return fits ? out : [sentence];
}

/** The budgets that briefs are asked for: the readers', and extracts of so many words or of that share. */
function budgetsOf(articles: readonly BriefArticle[]): Budget[] {
  const words = countWords(articles[0]?.text ?? '');
  return [
    READERS_BUDGET,
    { maxWords: 40, maxSentences: undefined },
    { maxWords: Math.floor(words * 0.38), maxSentences: undefined },
  ];
}

/** Everything in all briefs of a story that its articles do not attest. */
export function unattestedIn(articles: readonly BriefArticle[]): string[] {
  return budgetsOf(articles).flatMap((budget) =>
    (writeBrief(articles, budget)?.sentences ?? []).flatMap(({ text, articleId }) => {
      const article = articles.find(({ id }) => id === articleId);
      const added = budget.maxSentences !== undefined;
      return article === undefined ? [text] : unattested(text, article, added);
    }),
  );
}

type Row = { readonly title?: string; readonly body: string; readonly expected_body?: string };

async function stories(folder: string): Promise<(readonly BriefArticle[])[]> {
  const sets = [await pressPairs(folder), await feedPairs(folder), await otherPairs(folder)];
  const joint = sets.flatMap(({ pairs }) => pairs.filter(({ same }) => same).map(({ a, b }) => [a, b]));
  const single = sets.flatMap(({ articles }) => articles.map((one) => [one]));
  const rows = await Promise.all(
    ['easc', 'bbc_briefs', 'slug_topics', 'noise'].map((file) => rowsOf<Row>(folder, file)),
  );
  const read = rows
    .flat()
    .map(({ title, body, expected_body: expected }) => [articleOf({ title, body: expected ?? body })]);
  return [...joint, ...single, ...read];
}

/** Everything in the briefs of all texts, alone and in pairs, that their articles do not attest. */
export const measure: Measure = async (folder) => {
  if (folder === undefined) return [];
  const found = (await stories(folder)).map((articles) => unattestedIn(articles).length);
  return [
    {
      measure: 'briefs of all texts: words, dates and sentences that their article does not attest',
      unit: 'count',
      better: 'lower',
      ours: means(found),
      bar: { of: 'ours', value: 0 },
    },
  ];
};
