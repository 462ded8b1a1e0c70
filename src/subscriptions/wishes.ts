/** What a chat wants less of, or not at all. */

/** An outlet that a chat hid. */
export type HiddenOutlet = {
  /** `outletKey` of its name: one outlet under all its spellings. */
  readonly outlet: string;
  /** As it was called when it was hidden. */
  readonly name: string;
};

/** What stories can be had less of: those on a topic, in an outlet's words, of a kind. */
export type LessKind = 'topic' | 'outlet' | 'kind';

/** Something of which less may be wished. */
export type Lesser = {
  readonly kind: LessKind;
  /** A topic's slug, an outlet's key, or an article's kind. */
  readonly subject: string;
  /** An outlet's name, else the subject. */
  readonly name: string;
};

/** Such a wish. */
export type Lessened = Lesser & {
  readonly id: number;
  /** Such stories stand in their place as if they were so many hours older. */
  readonly hours: number;
};

/** What one chat wants less of, or not at all. */
export type Wishes = {
  readonly hidden: readonly HiddenOutlet[];
  readonly lessened: readonly Lessened[];
};

/** Of a chat that wishes nothing. */
export const noWishes: Wishes = { hidden: [], lessened: [] };

/** What each «less of this» takes from a story's place, and all of them together at most, in hours: half and twice of what doubled
 * origins are worth (see digests/importance.ts), so that what really matters still comes. */
export const lessHours = { each: 6, most: 24 };

export interface WishStore {
  /** The wishes of these chats; chats without any are left out. */
  of(chatIds: readonly number[]): Promise<ReadonlyMap<number, Wishes>>;
  /** False when it was hidden before. */
  hide(chatId: number, outlet: HiddenOutlet, now: number): Promise<boolean>;
  /** False when it was not hidden. */
  show(chatId: number, outlet: string): Promise<boolean>;
  /** One step less of it. */
  lessen(chatId: number, what: Lesser, now: number): Promise<Lessened>;
  /** As before any step; undefined when the chat has no such wish. */
  restore(chatId: number, id: number): Promise<Lessened | undefined>;
}
