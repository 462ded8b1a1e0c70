/** Joining an article to the story it reports. */
import type { Article } from '../news/article.ts';
import { likeness } from './likeness.ts';
import { type Profile, profile, telling } from './profile.ts';
import type { JoinIndex } from './story.ts';

/** An event's announcement, course and outcome are told within a week. */
const WINDOW_MS = 7 * 24 * 3_600_000;
const MAX_CANDIDATES = 50;
const MAX_TERMS = 60;
/** Log-odds from which an article joins. */
const JOIN_FROM = 0;
/** How much the most alike article counts against the mean of the story's articles: the mean keeps one
 * long affair from chaining into one story, the best lets a preview find its report. */
const BEST_SHARE = 0.7;
/** Fewer articles than this say nothing about what the window is full of. */
const LEAST_WINDOW = 100;

/** When an article stands in the joining window (epoch ms): as published, else as first seen. */
export function articleTime(article: Pick<Article, 'publishedAt' | 'firstSeenAt'>): number {
  return article.publishedAt ?? article.firstSeenAt;
}

function mostTelling(of: Profile): string[] {
  return [...of.terms]
    .map(([term, weight]) => ({ term, value: weight * telling(term) + (of.lead.has(term) ? 2 : 0) }))
    .sort((a, b) => b.value - a.value || (a.term < b.term ? -1 : 1))
    .slice(0, MAX_TERMS)
    .map(({ term }) => term);
}

/** The terms of an article that the joining index stores: at most 60, the most telling first. */
export function joinTerms(article: Pick<Article, 'title' | 'text'>): readonly string[] {
  return mostTelling(profile(article));
}

const MAX_PROFILES = 500;
const profiles = new Map<string, Profile>();

/** The profile of a stored article, kept while it is among the last few hundred asked for. */
function profileOf(article: Article): Profile {
  const key = `${article.id} ${article.revision}`;
  const known = profiles.get(key);
  if (known !== undefined) profiles.delete(key);
  const made = known ?? profile(article);
  profiles.set(key, made);
  if (profiles.size > MAX_PROFILES) {
    const oldest = profiles.keys().next();
    if (oldest.done !== true) profiles.delete(oldest.value);
  }
  return made;
}

/**
 * The story that an article reports, among those with articles of the same days; undefined when it opens one.
 * `now` (epoch ms) stands in for an article that was never stored.
 */
export async function chooseStory(
  article: Article,
  index: JoinIndex,
  now: number,
): Promise<number | undefined> {
  const own = profile(article);
  const terms = mostTelling(own);
  const time = Math.min(articleTime(article), now);
  const [window, candidates] = await Promise.all([
    index.frequencies(terms),
    index.candidates(terms, { from: time - WINDOW_MS, to: time + WINDOW_MS, limit: MAX_CANDIDATES }),
  ]);
  const tells = (term: string): number => {
    const usual = telling(term);
    const count = window.of.get(term) ?? 0;
    if (count === 0) return usual;
    return Math.min(usual, Math.log(Math.max(window.articles, LEAST_WINDOW) / count));
  };
  const stories = new Map<number, number[]>();
  for (const candidate of candidates) {
    if (candidate.article.id === article.id) continue;
    const odds = likeness(own, profileOf(candidate.article), tells);
    const all = stories.get(candidate.storyId);
    if (all === undefined) stories.set(candidate.storyId, [odds]);
    else all.push(odds);
  }
  let best: { readonly storyId: number; readonly odds: number } | undefined;
  for (const [storyId, all] of stories) {
    const mean = all.reduce((sum, odds) => sum + odds, 0) / all.length;
    const odds = BEST_SHARE * Math.max(...all) + (1 - BEST_SHARE) * mean;
    if (odds >= JOIN_FROM && (best === undefined || odds > best.odds)) best = { storyId, odds };
  }
  return best?.storyId;
}
