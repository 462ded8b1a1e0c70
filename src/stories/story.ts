/** All articles that report the same event. */
import type { Article } from '../news/article.ts';
import type { TopicMatch } from '../topics/topic.ts';
import type { Shelf } from './shelf.ts';

/** A sentence shown to readers, word for word from one article, perhaps with a name or a date that the article gives. */
export type BriefSentence = { readonly text: string; readonly articleId: number };

/** What outlets may tell differently: who or what is counted, or named. */
export type Subject =
  | 'killed'
  | 'wounded'
  | 'missing'
  | 'arrested'
  | 'freed'
  | 'displaced'
  | 'money'
  | 'share'
  | 'magnitude'
  | 'score'
  | 'count'
  | 'name'
  | 'claimant';

/** Something that outlets tell differently, each version with the article it stands in: at least two. */
export type Difference = {
  /** contradiction: they disagree, the newest first; course: the number has grown with time, the earliest first. */
  readonly kind: 'contradiction' | 'course';
  readonly subject: Subject;
  /**
   * What bears the name, as outlets call it («المنتدى»), or has the number («نسبة المشاركة»), undefined where the
   * subject says it.
   */
  readonly bearer: string | undefined;
  /** A number with its hedge («33 على الأقل»), or a name without quotation marks. */
  readonly versions: readonly BriefSentence[];
};

/** The short Arabic summary of a story. */
export type Brief = {
  readonly headline: string;
  readonly headlineArticleId: number;
  /** Best first. */
  readonly sentences: readonly BriefSentence[];
  /** What was told beforehand of what the brief reports; no part of the brief. */
  readonly before: readonly BriefSentence[];
  readonly differences: readonly Difference[];
};

/** An article as far as a reader sees it. */
export type StoryArticle = Pick<
  Article,
  | 'id'
  | 'title'
  | 'formerTitle'
  | 'url'
  | 'publisher'
  | 'house'
  | 'sourceId'
  | 'author'
  | 'published'
  | 'publishedAt'
  | 'firstSeenAt'
  | 'kind'
  | 'sample'
>;

/** All articles on one event, with their brief. */
export type Story = Brief & {
  readonly id: number;
  readonly topics: readonly string[];
  readonly sideTopics: readonly string[];
  /** Epoch ms: the earliest believable publish time of its articles; undefined when none bears one. */
  readonly publishedAt: number | undefined;
  readonly firstSeenAt: number;
  /** Epoch ms of the newest article's arrival. */
  readonly updatedAt: number;
  /** The kind of most of its articles; news wins a tie. */
  readonly kind: Article['kind'];
  /** Independent voices: outlets (those of one house are one) that each have the news from an origin of their own. */
  readonly voices: number;
  /** The agency or outlet that its outlets have it from, when they name one. */
  readonly origin: string | undefined;
  readonly sample: boolean;
  /** In order of time, earliest first. */
  readonly articles: readonly StoryArticle[];
};

/** Terms as arabic/ made the index's, of a list any one; terms parted by spaces stand one behind the other. */
export type Terms = readonly (string | readonly string[])[];

/** A term of the search index, and how many articles hold it. */
export type IndexedTerm = { readonly term: string; readonly articles: number };

/** A stored article that may report the same event as a new one. */
export type Candidate = { readonly article: Article; readonly storyId: number };

/** The index of the joining window alone: what recent articles are made of. */
export interface JoinIndex {
  /** How many articles the window holds, and in how many of them each of these terms stands. */
  frequencies(
    terms: readonly string[],
  ): Promise<{ readonly articles: number; readonly of: ReadonlyMap<string, number> }>;
  /** Articles between the two times (epoch ms, of publication or else arrival) that share the most of
   * these terms, rare ones counting more, best first; none that shares less than `least` of all they count (0 to 1). */
  candidates(
    terms: readonly string[],
    window: { readonly from: number; readonly to: number; readonly least: number; readonly limit: number },
  ): Promise<readonly Candidate[]>;
}

/** What joining decided for one article, written in one transaction. */
export type StoryWrite = {
  readonly articleId: number;
  readonly articleTopics: TopicMatch;
  /** Terms for the joining index and the full-text search. */
  readonly joinTerms: readonly string[];
  readonly searchTerms: readonly string[];
  /** undefined opens a new story. */
  readonly storyId: number | undefined;
  /** Stories that are one with it, none when missing: their articles move to it, and who was told one of them was told it. */
  readonly merges?: readonly number[];
  /** Groups of its articles that report another event after all, none when missing: each opens a story of its own, which who
   * was told this one was told, and waits to be summarised. */
  readonly splits?: readonly (readonly number[])[];
  readonly brief: Brief;
  readonly topics: TopicMatch;
};

type StoryQuery = {
  /** Stories with this main topic; all when undefined. */
  readonly topic: string | undefined;
  readonly limit: number;
  /** Epoch ms: nothing older. Stories without a date are never older. */
  readonly since: number | undefined;
  /** Stories of these alone, those of the first one before those of the second; when missing, of all in the order of `Shelf`. */
  readonly shelves?: readonly Shelf[];
};

export interface StoryStore extends JoinIndex {
  /** Articles that wait to be summarised, oldest first. */
  pending(limit: number): Promise<readonly Article[]>;
  /** The articles of one story with their texts, earliest first. */
  articlesOf(storyId: number): Promise<readonly Article[]>;
  /** The stored topics of these articles. */
  topicsOf(articleIds: readonly number[]): Promise<Map<number, TopicMatch>>;
  /** Put the article, and those of the stories it merges, into its story and store the story's brief and topics. Returns the
   * story's id. */
  write(write: StoryWrite, now: number): Promise<number>;
  /** Put everything back to be summarised again, keeping what chats were told. Returns how many articles. In steps, so that others
   * write in between; ended in the middle, it is asked again. Nobody may summarise meanwhile. */
  reopenAll(): Promise<number>;
  /** Shelf by shelf, and of each the newest first. */
  latest(query: StoryQuery): Promise<readonly Story[]>;
  /** Stories with an article that holds all of these terms, and none that holds one of `without`, newest first. */
  search(terms: Terms, limit: number, without?: readonly string[]): Promise<readonly Story[]>;
  /** The ids, from this one on, of articles that hold all of these terms. */
  articlesHolding(terms: Terms, fromArticle: number): Promise<readonly number[]>;
  /** The terms that begin with one of these letters; the articles of some may be gone. */
  termsLike(starts: readonly string[]): Promise<readonly string[]>;
  /** In how many articles each of these terms stands; one that stands in none is left out. */
  countTerms(terms: readonly string[]): Promise<readonly IndexedTerm[]>;
  /** The story of this id, or the one it was merged into; undefined where nothing of it is shown any more. */
  find(id: number): Promise<Story | undefined>;
  /** In the order asked for; unknown ids are left out. */
  byIds(ids: readonly number[]): Promise<readonly Story[]>;
  /** Stories that an article came to since `since` (epoch ms); `state` is another one whenever the story is. */
  grown(since: number): Promise<readonly { readonly id: number; readonly state: string }[]>;
  /** Dated stories no older than `since`, and when the last one arrived: for digests. */
  recent(since: number): Promise<readonly Story[]>;
}
