/** Joining an article to the story it reports. */
import type { Article } from '../news/article.ts';
import { likeness, type Read, tellingIn } from './likeness.ts';
import { type Profile, profile } from './profile.ts';
import type { JoinIndex } from './story.ts';
import { telling } from './terms.ts';

/** An event's announcement, course and outcome are told within a week. */
const WINDOW_MS = 7 * 24 * 3_600_000;
const MAX_CANDIDATES = 32;
const MAX_TERMS = 60;
/** Log-odds from which an article joins a story: as likely as not. Lower, and what is joined hangs on the order of arrival. */
const JOIN_FROM = 0;
/** How much a story's most alike article counts beside the mean of all its articles found: the mean keeps a long affair
 * from chaining into one story, the most alike lets a preview find its report. */
const MOST_ALIKE_SHARE = 0.7;

/** When an article stands in the joining window (epoch ms): as published, else as first seen. */
export function articleTime(article: Pick<Article, 'publishedAt' | 'firstSeenAt'>): number {
  return article.publishedAt ?? article.firstSeenAt;
}

function mostTelling(of: Profile): string[] {
  return [...of.terms]
    .map(([term, weight]) => ({ term, value: weight * telling(term) }))
    .sort((a, b) => b.value - a.value || (a.term < b.term ? -1 : 1))
    .slice(0, MAX_TERMS)
    .map(({ term }) => term);
}

/** The terms of the article joined last: it is indexed right after. */
let last: { readonly article: object; readonly terms: readonly string[] } | undefined;

/** The terms of an article that the joining index stores: at most 60, the most telling first. */
export function joinTerms(article: Pick<Article, 'title' | 'text'>): readonly string[] {
  return last?.article === article ? last.terms : mostTelling(profile(article));
}

const REMEMBERED = 800;
const remembered = new Map<Article['id'], Read>();

/** An article with its profile, kept while it is among the last asked for: some 15 kB each with its text. */
function read(article: Article): Read {
  const known = remembered.get(article.id);
  remembered.delete(article.id);
  // Runs over texts that are not stored give the same ids to others.
  const fits =
    known !== undefined &&
    (known.article === article ||
      (known.article.revision === article.revision &&
        known.article.title === article.title &&
        known.article.text === article.text));
  const made: Read = { article, profile: fits ? known.profile : profile(article) };
  remembered.set(article.id, made);
  const oldest = remembered.keys().next();
  if (remembered.size > REMEMBERED && oldest.done !== true) remembered.delete(oldest.value);
  return made;
}

/** Whether an article tells of many events at once, and so belongs to no story but its own. */
function tellsOfMany(article: Article): boolean {
  return article.kind === 'review';
}

/**
 * The story that an article reports, among those with articles of the same days; undefined when it opens one.
 * `now` (epoch ms): an article dated later stands in the window as if published now.
 */
export async function chooseStory(
  article: Article,
  index: JoinIndex,
  now: number,
): Promise<number | undefined> {
  if (tellsOfMany(article)) return undefined;
  const own = read(article);
  const terms = mostTelling(own.profile);
  last = { article, terms };
  if (terms.length === 0) return undefined;
  const time = Math.min(articleTime(article), now);
  const [frequencies, candidates] = await Promise.all([
    index.frequencies(terms),
    index.candidates(terms, { from: time - WINDOW_MS, to: time + WINDOW_MS, limit: MAX_CANDIDATES }),
  ]);
  const tells = tellingIn(frequencies);
  const stories = new Map<number, number[]>();
  for (const candidate of candidates) {
    if (candidate.article.id === article.id || tellsOfMany(candidate.article)) continue;
    const odds = likeness(own, read(candidate.article), tells);
    const all = stories.get(candidate.storyId);
    if (all === undefined) stories.set(candidate.storyId, [odds]);
    else all.push(odds);
  }
  let best: { readonly storyId: number; readonly odds: number } | undefined;
  for (const [storyId, all] of stories) {
    const mean = all.reduce((sum, odds) => sum + odds, 0) / all.length;
    const odds = MOST_ALIKE_SHARE * Math.max(...all) + (1 - MOST_ALIKE_SHARE) * mean;
    if (odds >= JOIN_FROM && (best === undefined || odds > best.odds)) best = { storyId, odds };
  }
  return best?.storyId;
}
