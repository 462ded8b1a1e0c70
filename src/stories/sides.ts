/** The two sides of a story that denies itself: outlets that told it, and outlets that deny it. */
import { keptFor } from '../arabic/kept.ts';
import { voice } from '../news/article.ts';
import { denies } from './denial.ts';
import { deniesStory } from './denied.ts';
import type { BriefSentence, Story, StoryArticle } from './story.ts';

/** What was told where a story denies itself: the headline of an outlet that told it, or its own. */
export function toldHeadline(story: Story): string {
  const telling = story.articles.filter((article) => article.title !== undefined && !denies(article));
  const headed = telling.find(({ id }) => id === story.headlineArticleId);
  return headed === undefined ? (telling[0]?.title ?? story.headline) : story.headline;
}

/** A story as those of its outlets tell it that deny what the others told; the headline is that of `article`. */
export function denyingSide(story: Story, { id, title }: StoryArticle): Story {
  const articles = story.articles.filter(denies);
  const ids = new Set(articles.map((article) => article.id));
  return {
    ...story,
    headline: title ?? story.headline,
    headlineArticleId: id,
    sentences: story.sentences.filter(({ articleId }) => ids.has(articleId)),
    before: [],
    differences: [],
    voices: Math.min(story.voices, new Set(articles.map(voice)).size),
    articles,
  };
}

/** A story that is headed by a denial: as those tell it that deny, and what the others had told. */
type Sides = { readonly denying: Story; readonly denied: readonly BriefSentence[] };

/** The two sides of a story whose headline denies what others of its outlets told; undefined for any other story. */
export const sidesOf = keptFor((story: Story): Sides | undefined => {
  const article = story.articles.find(({ id }) => id === story.headlineArticleId);
  if (article === undefined || !denies(article)) return undefined;
  const text = story.sentences.flatMap((one) => (one.articleId === article.id ? [one.text] : [])).join('\n');
  if (!deniesStory({ ...article, text }, story)) return undefined;
  const denying = denyingSide(story, article);
  const theirs = new Set(denying.articles.map(({ id }) => id));
  return { denying, denied: story.sentences.filter(({ articleId }) => !theirs.has(articleId)) };
});
