/** Articles with their profiles, kept while they are at hand or were lately asked for. */
import { lastAsked } from '../arabic/kept.ts';
import type { Article } from '../news/article.ts';
import type { Read } from './likeness.ts';
import { profile } from './profile.ts';

/** Articles last asked for whose profiles are kept, some 4 kB each beside the text. */
const REMEMBERED = 2_000;
const remembered = lastAsked<Article['id'], Read>(REMEMBERED);
/** Those of articles that are still at hand. */
const atHand = new WeakMap<object, Read>();

/** An article with its profile. */
export function read(article: Article): Read {
  const own = atHand.get(article);
  if (own !== undefined) return own;
  const known = remembered(
    article.id,
    // Runs over texts that are not stored give the same ids to others.
    (one) =>
      one.article.revision === article.revision &&
      one.article.title === article.title &&
      one.article.text === article.text,
    () => ({ article, profile: profile(article) }),
  );
  const made: Read = { article, profile: known.profile };
  atHand.set(article, made);
  return made;
}

/** The terms of the article that the joining index stores: at most 60, the most telling first. */
export function joinTerms(article: Pick<Article, 'title' | 'text'>): readonly string[] {
  return (atHand.get(article)?.profile ?? profile(article)).joinTerms;
}
