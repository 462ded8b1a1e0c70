/** Articles with their profiles, kept while they are at hand or were lately asked for. */
import type { Article } from '../news/article.ts';
import type { Read } from './likeness.ts';
import { profile } from './profile.ts';

const REMEMBERED = 2_000;
/** Profiles of articles that are still at hand, and of those last asked for: some 4 kB each beside the text. */
const atHand = new WeakMap<object, Read>();
const remembered = new Map<Article['id'], Read>();

/** An article with its profile. */
export function read(article: Article): Read {
  const own = atHand.get(article);
  if (own !== undefined) return own;
  const known = remembered.get(article.id);
  remembered.delete(article.id);
  // Runs over texts that are not stored give the same ids to others.
  const fits =
    known !== undefined &&
    known.article.revision === article.revision &&
    known.article.title === article.title &&
    known.article.text === article.text;
  const made: Read = { article, profile: fits ? known.profile : profile(article) };
  atHand.set(article, made);
  remembered.set(article.id, made);
  const oldest = remembered.keys().next();
  if (remembered.size > REMEMBERED && oldest.done !== true) remembered.delete(oldest.value);
  return made;
}

/** The terms of the article that the joining index stores: at most 60, the most telling first. */
export function joinTerms(article: Pick<Article, 'title' | 'text'>): readonly string[] {
  return (atHand.get(article)?.profile ?? profile(article)).joinTerms;
}
