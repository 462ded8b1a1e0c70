/** Which stories break: what several outlets tell at once, and somebody vouches for. */
import { read } from '../briefs/candidate.ts';
import { HOUR, MINUTE } from '../durations.ts';
import type { Article } from '../news/article.ts';
import { outletKey } from '../news/publishers.ts';
import { denialIn } from '../stories/denial.ts';
import { isHearsay, isHedged } from '../stories/hedged.ts';
import { countVoices } from '../stories/origins.ts';
import { isSensitiveStory } from '../stories/sensitive.ts';
import type { Story } from '../stories/story.ts';

/** So many outlets of so many independent origins within so long: outlets copy a false death notice in ten minutes. */
const AT_ONCE = { outlets: 3, origins: 2, ms: 30 * MINUTE };
/** A story that was first published longer ago does not break any more; one that quiet hours held waits a little longer. */
export const breakingAge = { begins: 2 * HOUR, held: 3 * HOUR };
/** A story that so many origins tell comes to those too who follow none of its topics: whoever asked for breaking news wants to hear of an
 * earthquake. */
export const ORIGINS_FOR_ALL = 4;
/** Clocks differ by so much. */
const SKEW = 10 * MINUTE;

/** Whether a story is still news enough at `now` to be sent at once; `age` in ms, times in epoch ms. */
export function isYoung(story: Pick<Story, 'publishedAt'>, now: number, age: number): boolean {
  const { publishedAt } = story;
  return publishedAt !== undefined && publishedAt > now - age && publishedAt <= now + SKEW;
}

/** Whether a story may break as far as its row tells: dated news that is vouched for, denies nothing, and can be met by anybody. */
export function mayBreak(story: Story, now: number): boolean {
  return (
    story.kind === 'news' &&
    isYoung(story, now, breakingAge.begins) &&
    story.articles.length >= AT_ONCE.outlets &&
    story.voices >= AT_ONCE.origins &&
    !isHedged(story) &&
    !isSensitiveStory(story) &&
    denialIn(story) === undefined
  );
}

/** An hour was given, and not the day alone. */
function isTimed({ published }: Article): boolean {
  return published === undefined || published.includes('T');
}

/** Whether it tells as certain what has happened. */
function isReport(article: Article): boolean {
  if (article.kind !== 'news' && article.kind !== 'report') return false;
  if (article.publisher === undefined || !isTimed(article) || isHearsay(article.title ?? '')) return false;
  const { preview, lead } = read(article);
  return !preview && !isHearsay(lead?.text ?? '');
}

/** Whether three outlets of two origins or more, by their times of publication, reported it within half an hour. `articles` are the story's. */
export function isReportedAtOnce(articles: readonly Article[]): boolean {
  const reports = articles
    .flatMap((article) => {
      const { publishedAt: at } = article;
      return at !== undefined && isReport(article) ? [{ article, at }] : [];
    })
    .sort((one, other) => one.at - other.at);
  return reports.some(({ at: from }) => {
    const within = reports
      .filter(({ at }) => at >= from && at <= from + AT_ONCE.ms)
      .map((one) => one.article);
    const outlets = new Set(within.map(({ publisher = '' }) => outletKey(publisher)));
    return outlets.size >= AT_ONCE.outlets && countVoices(within) >= AT_ONCE.origins;
  });
}
