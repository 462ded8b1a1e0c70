/** What the operator takes out of every answer on a publisher's complaint: an article, an outlet, or a story. */
import { outletKey } from '../news/publishers.ts';
import { addressKey } from '../news/url.ts';

/** What the operator may take out. */
export type RemovalKind = 'article' | 'publisher' | 'story';

/** What is to be taken out. */
export type Target = {
  readonly kind: RemovalKind;
  /** By what it is recognised: an address without what varies, an outlet's name by its letters, a story's number. */
  readonly key: string;
  /** As the operator named it. */
  readonly name: string;
};

/** Something that is taken out. */
export type Removal = Target & {
  /** Epoch ms. */
  readonly removedAt: number;
  /** Articles that are kept out by it. */
  readonly articles: number;
};

/** What taking out or bringing back did. */
export type RemovalChange = {
  /** Whether it was not so before. */
  readonly changed: boolean;
  readonly articles: number;
  /** Stories that told of them. */
  readonly stories: number;
  /** Messages that waited and named them: made anew, or their other stories told in the chat's next digest. */
  readonly withdrawn: number;
};

export interface RemovalStore {
  /** Take the target out of everything that is read, with what waits to be sent: its articles, and what comes again later under
   * the same address, name or words. Stories that have other articles lose its sentences at once and wait for a new
   * brief; the others are shown no more; what readers reported of them goes. One transaction, or of very many articles several, the newest first; asked
   * again, it finishes what was interrupted. `now` gives epoch ms. */
  remove(target: Target, now: () => number): Promise<RemovalChange>;
  /** Undo it: its articles wait to be summarised again, unless another removal holds them. */
  restore(target: Target): Promise<RemovalChange>;
  /** Whether any article is credited to the outlet with this key. */
  credited(outletKey: string): Promise<boolean>;
  /** What is taken out, as another database knows it too: outlets, articles, and in place of stories their articles. */
  portable(): Promise<readonly Target[]>;
  /** All that is taken out, the newest first. */
  list(): Promise<readonly Removal[]>;
}

/** The article at an http(s) address, with whatever tracking parameters, scheme or layout; undefined for no such address. */
export function articleTarget(address: string): Target | undefined {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  return { kind: 'article', key: addressKey(address), name: address };
}

/** The outlet with this name, in any of its spellings. */
export function publisherTarget(name: string): Target {
  return { kind: 'publisher', key: outletKey(name), name };
}

/** The story with this number. */
export function storyTarget(id: number): Target {
  return { kind: 'story', key: String(id), name: String(id) };
}
