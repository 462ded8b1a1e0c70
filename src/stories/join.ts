/** Joining an article to the story it reports. */
import { DAY } from '../durations.ts';
import type { Article } from '../news/article.ts';
import { type Asked, askedIn, contradict, likeness, MODEL, type Model, type Read } from './likeness.ts';
import { read } from './reads.ts';
import type { Candidate, JoinIndex } from './story.ts';

/** An event's announcement, course and outcome are told within a week. */
const WINDOW_MS = 7 * DAY;
/** Articles that likeness is reckoned with: those nearest by rare words. */
const MAX_CANDIDATES = 32;
/** An article that shares less than this of what another's rare words count for tells of another event: of 55 pairs that likeness
 * came near to joining, none shared less than 0.11. */
const LEAST_SHARED = 0.08;
/** Log-odds from which an article joins a story: as likely as not. Lower, and what is joined hangs on the order of arrival. */
const JOIN_FROM = 0;
/** How much a story's most alike article counts beside the mean of all its articles found: the mean keeps a long affair
 * from chaining into one story, the most alike lets a preview find its report. */
const MOST_ALIKE_SHARE = 0.6;
/** Log-odds from which an article speaks for two stories being one: both are twice as likely its own as not. */
const BRIDGE_FROM = Math.log(2);
/** Mean log-odds between the articles of two stories below which one article that fits both does not make them one. */
const MERGE_FROM = -2;
/** Articles of a story that are held against another's, the most alike to the article that fits both. */
const HELD_AGAINST = 6;

/** When an article stands in the joining window (epoch ms): as published, else as first seen. */
export function articleTime(article: Pick<Article, 'publishedAt' | 'firstSeenAt'>): number {
  return article.publishedAt ?? article.firstSeenAt;
}

/** Whether an article tells of many events at once, and so belongs to no story but its own. */
function tellsOfMany(article: Article): boolean {
  return article.kind === 'review';
}

/** Whether an article can show that two stories are one: comment and running coverage recall several events of an affair. */
function canTie({ kind }: Article): boolean {
  return kind === 'news' || kind === 'report';
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How alike two groups of articles are as wholes, from the log-odds of each two. */
function together(odds: readonly number[]): number {
  return MOST_ALIKE_SHARE * Math.max(...odds) + (1 - MOST_ALIKE_SHARE) * mean(odds);
}

/** A story as far as its articles were found, those most alike to the new one first. */
type Found = { readonly storyId: number; readonly reads: readonly Read[]; readonly odds: number };

/** The stories that candidates belong to and an article fits, the best fit first. */
function fitting(own: Read, candidates: readonly Candidate[], asked: Asked, model: Model): Found[] {
  const stories = new Map<number, { readonly one: Read; readonly odds: number }[]>();
  for (const { article, storyId } of candidates) {
    if (article.id === own.article.id || tellsOfMany(article)) continue;
    const one = read(article);
    const found = { one, odds: likeness(own, one, asked, model) };
    const all = stories.get(storyId);
    if (all === undefined) stories.set(storyId, [found]);
    else all.push(found);
  }
  return [...stories]
    .map(([storyId, all]) => ({
      storyId,
      reads: all.sort((a, b) => b.odds - a.odds).map(({ one }) => one),
      odds: together(all.map(({ odds }) => odds)),
    }))
    .filter(({ odds }) => odds >= JOIN_FROM)
    .sort((a, b) => b.odds - a.odds || a.storyId - b.storyId);
}

/** Whether two stories that one article fits report one event: alike as wholes, and nothing sets them apart. */
async function areOne(
  pair: readonly [readonly Read[], readonly Read[]],
  index: JoinIndex,
  model: Model,
): Promise<boolean> {
  const [a, b] = pair;
  const [some, others] = [a.slice(0, HELD_AGAINST), b.slice(0, HELD_AGAINST)];
  if (contradict(some, others)) return false;
  const terms = new Set(some.flatMap((one) => one.profile.joinTerms));
  const { articles, of } = await index.frequencies([...terms]);
  // As if the one of the two were yet to come: what is compared is no part of the window.
  const window = { articles: articles - 1, of: new Map([...of].map(([term, count]) => [term, count - 1])) };
  const odds = some.flatMap((one) => {
    const asked = askedIn(window, one.profile);
    return others.map((other) => likeness(one, other, asked, model));
  });
  return mean(odds) >= MERGE_FROM;
}

/** What an article shows of stories. */
export type Placement = {
  /** The story that it reports; undefined when it opens one. */
  readonly storyId: number | undefined;
  /** Stories opened later that it shows to be the same: their articles belong to `storyId` too. */
  readonly merges: readonly number[];
};

const ALONE: Placement = { storyId: undefined, merges: [] };

/**
 * The story that an article reports, among those with articles of the same days, and those that it shows to be one with
 * it. `now` (epoch ms): an article dated later stands in the window as if published now. `model`: how evidence
 * adds up, another than ours where rules are measured.
 */
export async function chooseStory(
  article: Article,
  index: JoinIndex,
  now: number,
  model: Model = MODEL,
): Promise<Placement> {
  if (tellsOfMany(article)) return ALONE;
  const own = read(article);
  const terms = own.profile.joinTerms;
  if (terms.length === 0) return ALONE;
  const time = Math.min(articleTime(article), now);
  const [frequencies, candidates] = await Promise.all([
    index.frequencies(terms),
    index.candidates(terms, {
      from: time - WINDOW_MS,
      to: time + WINDOW_MS,
      least: LEAST_SHARED,
      limit: MAX_CANDIDATES,
    }),
  ]);
  const [best, ...others] = fitting(own, candidates, askedIn(frequencies, own.profile), model);
  if (best === undefined) return ALONE;
  const one = [best.storyId];
  for (const other of canTie(article) ? others : []) {
    if (other.odds >= BRIDGE_FROM && (await areOne([best.reads, other.reads], index, model)))
      one.push(other.storyId);
  }
  const [storyId, ...merges] = one.sort((a, b) => a - b);
  return { storyId, merges };
}
