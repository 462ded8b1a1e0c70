/** Where articles come from, and what is remembered of each place between two visits. */
import type { FeedEntry } from './feed.ts';

type SourceKind = 'feed' | 'page' | 'folder';

/** One row of sources.json. */
export type Source = {
  readonly id: string;
  readonly kind: SourceKind;
  /** http(s) address; for a folder, a path. */
  readonly url: string;
  /** The outlet as readers see it. */
  readonly publisher: string;
  /** The owner, where several publishers have one: they count as one voice. */
  readonly house: string | undefined;
  /** Fetch every entry's page, even when the feed's own text is long enough. */
  readonly fullText: boolean;
};

/** An entry whose page a visit left for the next one. */
export type UnreadEntry = {
  /** The key of its article. */
  readonly key: string;
  readonly entry: FeedEntry;
};

/** What an answered visit could not read. */
export type Unread = {
  readonly entries: readonly UnreadEntry[];
  /** Epoch ms from which the feed itself may be asked again. */
  readonly askAt: number;
  /** The answer ended in the middle: the next request is for the whole. */
  readonly brokenOff: boolean;
};

/** A source, and how its visits went. */
export type SourceState = Source & {
  /** Why the source is not visited: the operator's word, or the outlet's 410. */
  readonly disabled: string | undefined;
  /** Validators of the last full answer, byte for byte. */
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** Epoch ms of the next visit. */
  readonly nextDueAt: number;
  /** Failed visits in a row. */
  readonly failures: number;
  readonly lastSuccessAt: number | undefined;
  readonly lastError: string | undefined;
  /** Target of a permanent redirect, and on how many visits in a row it was seen. */
  readonly movedTo: string | undefined;
  readonly movedSeen: number;
  /** undefined when the last answer was read to its end. */
  readonly unread?: Unread | undefined;
};

/** What a visit leaves behind: everything SourceState remembers. */
export type SourceVisit = Pick<
  SourceState,
  | 'disabled'
  | 'etag'
  | 'lastModified'
  | 'nextDueAt'
  | 'failures'
  | 'lastSuccessAt'
  | 'lastError'
  | 'movedTo'
  | 'movedSeen'
  | 'unread'
>;

/** Of a source that was never visited: it is due at once. */
export const UNVISITED: SourceVisit = {
  disabled: undefined,
  etag: undefined,
  lastModified: undefined,
  nextDueAt: 0,
  failures: 0,
  lastSuccessAt: undefined,
  lastError: undefined,
  movedTo: undefined,
  movedSeen: 0,
};

/** What an outlet published. */
export type OutletNews = {
  /** Epoch ms: when the article that arrived last was published, else when it arrived. */
  readonly newestAt: number;
  /** Articles that arrived lately. */
  readonly fresh: number;
};

export interface SourceStore {
  /** Make the table hold exactly these sources. State and articles of those that stay are kept;
   * those that left are no longer visited. A source whose address changed starts afresh. */
  sync(sources: readonly Source[], now: number): Promise<void>;
  /** Enabled sources whose next visit is due by `now`, or was planned by a clock that has been set back since; longest overdue first;
   * none of an outlet that is taken out. */
  due(now: number): Promise<readonly SourceState[]>;
  /** All sources in the order of the file, save for those of an outlet that is taken out. */
  list(): Promise<readonly SourceState[]>;
  /** What each of these outlets published, and how much of it arrived since `since` (epoch ms); those of which nothing came are
   * left out. */
  news(publishers: readonly string[], since: number): Promise<ReadonlyMap<string, OutletNews>>;
  /** Write what a visit left behind; one that was stopped meanwhile stays stopped. */
  settle(id: string, visit: SourceVisit): Promise<void>;
  /** Stop (a reason) or resume (undefined) visiting; one that is resumed is due at once. False when there is no such source. */
  setDisabled(id: string, reason: string | undefined): Promise<boolean>;
}
