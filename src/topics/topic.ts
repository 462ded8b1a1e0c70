/** A catalogue entry that chats subscribe to. */
export type Topic = {
  readonly slug: string;
  /** Arabic, as readers see it. */
  readonly name: string;
  /** As readers of English see it: short enough for half a row of buttons. */
  readonly english: string;
  /** For buttons; '' where a flag would take a side. */
  readonly emoji: string;
  /** Heading it stands under in /topics. */
  readonly group: string;
};

/** Slugs; an article is mainly about `main`, and touches `side`. The two never share a slug. */
export type TopicMatch = { readonly main: readonly string[]; readonly side: readonly string[] };

/** What a reader's words for a topic come to. */
export type TopicLookup =
  | { readonly kind: 'exact'; readonly topic: Topic }
  /** One slip away: answered, saying so. */
  | { readonly kind: 'near'; readonly topic: Topic; readonly others: readonly Topic[] }
  | { readonly kind: 'none'; readonly nearest: readonly Topic[] };

/** Surnames that were learned to stand for a topic, as the matcher looks them up, and the slugs they stand for. */
export type Holders = ReadonlyMap<string, string>;
