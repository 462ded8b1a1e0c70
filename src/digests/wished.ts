/** A story as a chat sees it that hid outlets, and how much lower it stands for one that wants less of such. */
import { keptFor } from '../arabic/kept.ts';
import { voice } from '../news/article.ts';
import { outletKey } from '../news/publishers.ts';
import type { Story, StoryArticle } from '../stories/story.ts';
import { lessHours, type Wishes } from '../subscriptions/wishes.ts';

const keyOf = keptFor((article: StoryArticle): string | undefined =>
  article.publisher === undefined ? undefined : outletKey(article.publisher),
);

/** The outlet whose words a story opens with; undefined when nobody knows whose they are. */
export function leadOutlet(story: Story): string | undefined {
  const id = story.sentences[0]?.articleId ?? story.headlineArticleId;
  return story.articles.find((article) => article.id === id)?.publisher;
}

/**
 * A hidden outlet is as if it were not read: it is no voice, its words are not shown, and what it alone tells does not come. `lowered`
 * is in hours. undefined for a story of which nothing is left.
 */
export function asWished(
  story: Story,
  wishes: Wishes,
): { readonly story: Story; readonly lowered: number } | undefined {
  const hidden = new Set(wishes.hidden.map(({ outlet }) => outlet));
  const seen = hidden.size === 0 ? story : without(story, hidden);
  return seen && { story: seen, lowered: lowered(seen, wishes) };
}

function lowered(story: Story, { lessened }: Wishes): number {
  const hours = lessened
    .filter(({ kind, subject }) => {
      if (kind === 'topic') return story.topics.includes(subject);
      if (kind === 'kind') return story.kind === subject;
      const lead = leadOutlet(story);
      return lead !== undefined && outletKey(lead) === subject;
    })
    .reduce((sum, less) => sum + less.hours, 0);
  return Math.min(hours, lessHours.most);
}

function without(story: Story, hidden: ReadonlySet<string>): Story | undefined {
  const articles = story.articles.filter((article) => !hidden.has(keyOf(article) ?? ''));
  if (articles.length === story.articles.length) return story;
  const ids = new Set(articles.map(({ id }) => id));
  const said = <Said extends { readonly articleId: number }>(all: readonly Said[]): readonly Said[] =>
    all.filter(({ articleId }) => ids.has(articleId));
  const headed = ids.has(story.headlineArticleId)
    ? { id: story.headlineArticleId, title: story.headline }
    : articles.find(({ title }) => title !== undefined);
  if (headed?.title === undefined) return undefined;
  return {
    ...story,
    headline: headed.title,
    headlineArticleId: headed.id,
    sentences: said(story.sentences),
    before: said(story.before),
    differences: story.differences
      .map((one) => ({ ...one, versions: said(one.versions) }))
      .filter(({ versions }) => versions.length > 1),
    voices: Math.min(story.voices, new Set(articles.map(voice)).size),
    articles,
  };
}
