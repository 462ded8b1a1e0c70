/** One cleaned text by one publisher. */
import { HOUR, MINUTE } from '../durations.ts';

/** news and report are told in digests; the others only on request. */
export type ArticleKind =
  | 'news'
  | 'report'
  | 'opinion'
  | 'explainer'
  | 'review'
  | 'service'
  | 'soft'
  | 'live'
  | 'sponsored';

/** What is read off a page, a text or an entry of a feed. */
export type ArticleContent = {
  /** The headline as the outlet wrote it, without the outlet's name. */
  readonly title: string | undefined;
  /** The body without the title; paragraphs joined by one line feed. */
  readonly text: string;
  readonly author: string | undefined;
  /** The publisher as the page itself spells it (المصدر: …, og:site_name). */
  readonly statedSource: string | undefined;
  /** What it was signed with before cleaning, a piece a line: its dateline, its agency's name. Tells where a report comes from. */
  readonly signature?: string | undefined;
  /** ISO 8601 with the outlet's own offset. */
  readonly published: string | undefined;
  /** ISO 8601 as `published`, where the outlet says that it changed the article later. */
  readonly updated?: string | undefined;
  /** The section that the outlet put it in, as it calls it. */
  readonly section?: string | undefined;
  readonly kind: ArticleKind;
  /** The page's own (canonical) address. */
  readonly url: string | undefined;
  readonly image: string | undefined;
};

/** An article as it comes to the store. */
export type NewArticle = ArticleContent & {
  /** What makes the article the same one at the next visit: unique among all articles. */
  readonly key: string;
  /** A digest of what the source said of it, to notice a correction. */
  readonly revision: string;
  /** undefined for a text handed in by hand. */
  readonly sourceId: string | undefined;
  /** The outlet as readers see it; undefined when nothing says who published. */
  readonly publisher: string | undefined;
  readonly house: string | undefined;
  /** Epoch ms; undefined when the outlet gave no believable time (after 2000, not in the future). */
  readonly publishedAt: number | undefined;
  /** Written by us to try the bot with; always shown as such. */
  readonly sample: boolean;
};

/** An article as it is stored. */
export type Article = NewArticle & {
  readonly id: number;
  /** Epoch ms. */
  readonly firstSeenAt: number;
  /** The headline that it had before its outlet changed it the last time. */
  readonly formerTitle?: string | undefined;
};

export interface ArticleStore {
  /** Store the new ones, update those whose revision changed (they are summarised again); one transaction. What the
   * operator took out stays out. Returns how many were new. */
  add(articles: readonly NewArticle[], now: number): Promise<number>;
  /** The revision of each of these keys that is already stored. */
  revisions(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** The voice an article counts as: publishers of one house are one. */
export function voice(
  article: Pick<NewArticle, 'house' | 'publisher'> &
    Partial<Pick<NewArticle, 'sourceId'>> & { readonly id?: number },
): string {
  return article.house ?? article.publisher ?? article.sourceId ?? `#${article.id ?? ''}`;
}

/** `changed` where it is a later moment than `published` (both ISO 8601): what else a page calls a change is its publication. */
export function laterThan(published: string | undefined, changed: string | undefined): string | undefined {
  return Date.parse(changed ?? '') > Date.parse(published ?? '') ? changed : undefined;
}

/** Outlets' clocks run ahead by so much at most. */
const CLOCK_SKEW_MS = 10 * MINUTE;
const YEAR_2000 = Date.UTC(2000, 0, 1);

/** How far ahead of UTC the clocks of Arab outlets are, in hours, the least first. */
const AHEAD = [1, 2, 3, 4] as const;

/**
 * An ISO 8601 time in UTC whose clock is of an unknown zone, told in the zone of an Arab capital where it would else lie in
 * the future: of those in which it does not, the one least ahead of UTC. Any other time as it is.
 */
export function localTime(iso: string | undefined, now: number): string | undefined {
  const at = Date.parse(iso ?? '');
  if (iso === undefined || !(at > now + CLOCK_SKEW_MS)) return iso;
  const hours = AHEAD.find((ahead) => at - ahead * HOUR <= now + CLOCK_SKEW_MS);
  return hours === undefined ? iso : `${iso.slice(0, 19)}+0${hours}:00`;
}

/** Epoch ms of an ISO 8601 time that can be a publishing time: after 2000 and not in the future; else undefined. */
export function believableTime(iso: string | undefined, now: number): number | undefined {
  const at = Date.parse(iso ?? '');
  return at >= YEAR_2000 && at <= now + CLOCK_SKEW_MS ? Math.min(at, now) : undefined;
}
