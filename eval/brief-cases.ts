/** Cases with human summaries, and what a brief of one scores beside the text's opening. */
import { countWords } from '../src/arabic/words.ts';
import type { BriefArticle } from '../src/briefs/brief.ts';
import { interval as intervalOf, means } from './report.ts';
import { rougeL, rougeN, rougeWords } from './rouge.ts';
import { cleaned } from './rows.ts';

export type Case = {
  readonly title: string | undefined;
  readonly body: string;
  readonly references: readonly string[][];
};

export type Score = { readonly one: number; readonly two: number; readonly long: number };

/** 0 of none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

const ROUGE = {
  one: (ours: readonly string[], theirs: readonly string[]) => rougeN(ours, theirs, 1),
  two: (ours: readonly string[], theirs: readonly string[]) => rougeN(ours, theirs, 2),
  long: rougeL,
} as const;

/** One ROUGE of a text, its mean over the summaries. */
export function scoreIn(kind: keyof Score, text: string, references: readonly string[][]): number {
  const words = rougeWords(text);
  return mean(references.map((reference) => ROUGE[kind](words, reference)));
}

/** All ROUGEs of a text. */
export function score(text: string, references: readonly string[][]): Score {
  const of = (kind: keyof Score): number => scoreIn(kind, text, references);
  return { one: of('one'), two: of('two'), long: of('long') };
}

/** The first `count` words of a text. */
export function opening(text: string, count: number): string {
  const out: string[] = [];
  let words = 0;
  for (const run of text.match(/\S+/gu) ?? []) {
    words += countWords(run);
    if (words > count) break;
    out.push(run);
  }
  return out.join(' ');
}

/** The article that a case's text comes to. */
export function articleOf({ title, body }: Pick<Case, 'title' | 'body'>): BriefArticle {
  return {
    ...cleaned({ title, body }),
    id: 1,
    publisher: undefined,
    house: undefined,
    publishedAt: undefined,
    firstSeenAt: 0,
  };
}

/** The middle 95 % of the mean of `values` over resamples of them, as text. */
export function interval(values: readonly number[]): string {
  const { low, high } = intervalOf(means(values), 'points');
  return `${signed(low)} … ${signed(high)}`;
}

/** A number with its sign and two digits. */
export function signed(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`;
}
