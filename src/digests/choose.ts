/** What is in a digest: the most important of what is new to a chat, on what it follows. */
import { keptFor, once } from '../arabic/kept.ts';
import { terms } from '../arabic/words.ts';
import { HOUR } from '../durations.ts';
import { voice } from '../news/article.ts';
import { wordsOfKey } from '../stories/query.ts';
import type { Story } from '../stories/story.ts';
import type { Chat, ChatSettings } from '../subscriptions/chat.ts';
import { noWishes, type Wishes } from '../subscriptions/wishes.ts';
import type { DigestItem } from './digest.ts';
import { importance } from './importance.ts';
import { asWished } from './wished.ts';

/** No digest tells a story that is this old. */
export const storyLifetime = 36 * HOUR;
/** A chat's first digest looks back so far, in ms. */
export const lookBack = 24 * HOUR;
/** Stories in one digest, by what it is like. */
export const digestSizes: Readonly<Record<ChatSettings['preset'], number>> = { flash: 5, short: 5, full: 7 };

/** The slug of what most independent origins report, whatever its topics. */
export const TOP = 'top';
/** Of each topic, and of `top`, so many compete for a digest: many times what it can tell. */
const COMPETING = 60;
/** Stories of one topic among those that compete for `top`, and among those told for it. */
const TOP_PER_TOPIC = { competing: 10, told: 2 };
/** Topics of daily services, wanted by those who follow them only. */
export const ofServices: ReadonlySet<string> = new Set(['prices']);
/** Stories that one voice alone reports, while others have something to say. */
const PER_LONE_VOICE = 2;
/** Two headlines that share so much of the shorter one tell of one event. */
const SAME_EVENT = { share: 0.7, terms: 4 };
/** And if one was told already, when they were published no farther apart: formulas come back with other days' events. */
const SAME_EVENT_WITHIN = 12 * HOUR;

/** Stories that digests may tell now, best first, made once for many chats. */
export type Candidates = {
  /** Epoch ms: when they may be told. */
  readonly at: number;
  readonly ranked: readonly Ranked[];
  readonly top: readonly Ranked[];
  readonly byTopic: ReadonlyMap<string, readonly Ranked[]>;
  /** By keys of readers' own words, as far as they were looked up (see own-words.ts). */
  readonly byWords: Map<string, readonly Ranked[]>;
  /** A list of these as it is ordered by age, the oldest first; made when it is first asked for. */
  readonly oldestFirst: (list: readonly Ranked[]) => readonly Ranked[];
  readonly byId: ReadonlyMap<number, Ranked>;
};

type Ranked = {
  readonly story: Story;
  /** 0 for the best. */
  readonly rank: number;
  /** Its importance, in hours. */
  readonly matters: number;
  /** By how much it is lowered for a chat that wants less of such, in hours. */
  readonly lowered: number;
  readonly publishedAt: number;
  /** The voice that alone reports it. */
  readonly loneVoice: string | undefined;
  /** Terms of its headline, made when they are first asked for: most stories are never compared. */
  readonly headline: () => ReadonlySet<string>;
};

/**
 * Dated news and reports younger than 36 h at `now` (epoch ms), the most important first, then the newest; among them services, which
 * stand under topics of their own alone.
 */
export function rankCandidates(stories: readonly Story[], now: number): Candidates {
  const ranked = stories
    .flatMap((story) => {
      const { publishedAt } = story;
      if (publishedAt === undefined || publishedAt <= now - storyLifetime) return [];
      if (story.kind !== 'news' && story.kind !== 'report' && story.kind !== 'service') return [];
      return [{ story, publishedAt, matters: importance({ ...story, publishedAt }, now) }];
    })
    .sort(
      (one, other) =>
        other.matters - one.matters || other.publishedAt - one.publishedAt || other.story.id - one.story.id,
    )
    .map(({ story, publishedAt, matters }, rank) => ({
      story,
      rank,
      matters,
      lowered: 0,
      publishedAt,
      loneVoice: loneVoiceOf(story),
      headline: once(() => new Set(terms(story.headline))),
    }));
  const byTopic = new Map<string, Ranked[]>();
  for (const candidate of ranked)
    for (const topic of candidate.story.topics) {
      if (isService(candidate.story) && !ofServices.has(topic)) continue;
      const list = byTopic.get(topic);
      if (list) list.push(candidate);
      else byTopic.set(topic, [candidate]);
    }
  return {
    at: now,
    ranked,
    top: topOf(ranked),
    byTopic,
    byWords: new Map(),
    oldestFirst: keptFor((list: readonly Ranked[]) =>
      [...list].sort((one, other) => one.publishedAt - other.publishedAt),
    ),
    byId: new Map(ranked.map((one) => [one.story.id, one])),
  };
}

/** Whether it comes to those alone who follow such. */
export function isService({ kind }: Pick<Story, 'kind'>): boolean {
  return kind === 'service';
}

function loneVoiceOf(story: Story): string | undefined {
  return story.voices === 1 && story.articles[0] ? voice(story.articles[0]) : undefined;
}

/** What competes for `top`: the best of all topics, so that none takes all the places. */
function topOf(ranked: readonly Ranked[]): readonly Ranked[] {
  const counts = new Map<string, number>();
  const top: Ranked[] = [];
  for (const candidate of ranked) {
    const { topics } = candidate.story;
    const main = topics[0] ?? '';
    if (isService(candidate.story)) continue;
    if (topics.length > 0 && topics.every((topic) => ofServices.has(topic))) continue;
    if ((counts.get(main) ?? 0) >= TOP_PER_TOPIC.competing) continue;
    count(counts, main);
    top.push(candidate);
    if (top.length === COMPETING) break;
  }
  return top;
}

/** For whom, when and out of what a digest is chosen. */
export type ChooseOptions = {
  readonly chat: Pick<Chat, 'topics' | 'since'> & Partial<Pick<Chat, 'muted'>>;
  readonly told: ReadonlySet<number>;
  readonly candidates: Candidates;
  /** Epoch ms. */
  readonly now: number;
  /** Epoch ms of the digest after this one; undefined when it is not known. */
  readonly nextAt: number | undefined;
  readonly size: number;
  /** None when missing. */
  readonly wishes?: Wishes | undefined;
  /** Hears what became of each story on a topic that the chat follows. */
  readonly trace?: Trace | undefined;
};

/** What became of a story, and what stood in its way. */
export type Fate =
  | { readonly kind: 'chosen'; readonly topic: string }
  /** Told before. */
  | { readonly kind: 'told' }
  /** From before the time that the chat is told of. */
  | { readonly kind: 'old' }
  /** Told by hidden outlets alone. */
  | { readonly kind: 'hidden' }
  /** Others matter more. */
  | { readonly kind: 'lesser' }
  /** It would have come, did the chat not want less of such. */
  | { readonly kind: 'lessened' }
  /** Its topic has its share. */
  | { readonly kind: 'topic'; readonly topic: string }
  /** Its one voice has its share. */
  | { readonly kind: 'voice' }
  /** Another story that is told, or was, tells of the same event. */
  | { readonly kind: 'event'; readonly other: Story };

/** Hears what became of a story. */
export type Trace = (story: Story, fate: Fate) => void;

/** What a digest tells. */
export type Choice = {
  /** In the order they are told: topics by their best story, each one's stories best first. */
  readonly items: readonly DigestItem[];
  /** Stories that were new to the chat, are not told now and will be too old for the next digest. */
  readonly passedOver: number;
};

const NONE: readonly Ranked[] = [];

type Fresh = { readonly candidate: Ranked; readonly topic: string };

/**
 * The stories that are new to a chat: not told to it, on a main topic it follows (`top` when it follows none) or found by its own
 * words, young enough; the best first, mixed so that one topic, outlet or event fills no digest while others have something to say. What the chat wishes
 * less of stands lower, and a hidden outlet is as if it were not read.
 */
export function chooseStories(options: ChooseOptions): Choice {
  const { chat, candidates, now, nextAt, size, wishes = noWishes, trace } = options;
  const { topics, muted = [] } = chat;
  const wanted = new Set(topics.length === 0 ? [TOP] : topics.filter((topic) => !muted.includes(topic)));
  const lists = [...wanted].map((topic) => ({ topic, ranked: listOf(candidates, topic) }));
  const notBefore = Math.max(now - storyLifetime, chat.since - lookBack);
  const view = wished(wishes, now);
  /** As the chat sees it; undefined for what is not new to it. */
  const fresh = (one: Ranked): Ranked | undefined => {
    const isTold = options.told.has(one.story.id);
    const seen = isTold || one.publishedAt <= notBefore ? undefined : view(one);
    if (seen === undefined && trace !== undefined)
      trace(one.story, { kind: isTold ? 'told' : one.publishedAt <= notBefore ? 'old' : 'hidden' });
    return seen;
  };
  const told = [...options.told].flatMap((id) => candidates.byId.get(id) ?? []);
  const competing = best(lists, { wanted, fresh, trace });
  const chosen = mixed(competing, { told, size, trace });

  const tooOld = nextAt === undefined ? Number.NEGATIVE_INFINITY : nextAt - storyLifetime;
  const passedOver = new Set<number>();
  for (const { ranked } of lists)
    for (const one of candidates.oldestFirst(ranked)) {
      if (one.publishedAt > tooOld) break;
      if (one.publishedAt > notBefore && !options.told.has(one.story.id) && view(one) !== undefined)
        passedOver.add(one.story.id);
    }
  for (const { candidate } of chosen) passedOver.delete(candidate.story.id);
  return { items: inOrder([...chosen]), passedOver: passedOver.size };
}

type List = { readonly topic: string; readonly ranked: readonly Ranked[] };

/** What may be told for a topic, or for words of a chat's own. */
function listOf({ top, byTopic, byWords }: Candidates, topic: string): readonly Ranked[] {
  return topic === TOP ? top : (byTopic.get(topic) ?? byWords.get(topic) ?? NONE);
}

/** How a chat with these wishes sees a story; undefined for one that only hidden outlets tell. */
function wished(wishes: Wishes, now: number): (one: Ranked) => Ranked | undefined {
  if (wishes.hidden.length + wishes.lessened.length === 0) return (one) => one;
  return keptFor((one: Ranked) => {
    const seen = asWished(one.story, wishes);
    if (seen === undefined) return undefined;
    const { story, lowered } = seen;
    if (story === one.story && lowered === 0) return one;
    return {
      ...one,
      story,
      matters: importance({ ...story, publishedAt: one.publishedAt }, now) - lowered,
      lowered,
      loneVoice: loneVoiceOf(story),
      headline: once(() => new Set(terms(story.headline))),
    };
  });
}

const byPlace = (one: Ranked, other: Ranked): number => other.matters - one.matters || one.rank - other.rank;

/**
 * The new ones that compete, best first, each under the chat's own words that find it, which say most closely what is wanted, else
 * under the first of its main topics that the chat follows.
 */
function best(
  lists: readonly List[],
  {
    wanted,
    fresh,
    trace,
  }: {
    readonly wanted: ReadonlySet<string>;
    readonly fresh: (one: Ranked) => Ranked | undefined;
    readonly trace: Trace | undefined;
  },
): readonly Fresh[] {
  const found = new Map<Ranked, string | undefined>();
  for (const { topic, ranked } of lists) {
    const own = wordsOfKey(topic) === undefined ? undefined : topic;
    let competing = 0;
    for (const one of ranked) {
      if (competing === COMPETING) {
        if (trace === undefined) break;
        // All that is asked for is why.
        if (!found.has(one) && fresh(one) !== undefined) trace(one.story, { kind: 'lesser' });
        continue;
      }
      const seen = fresh(one);
      if (seen === undefined) continue;
      // What may stand lower takes no other's place among those that compete.
      if (seen === one) competing += 1;
      found.set(seen, found.get(seen) ?? own);
    }
  }
  return [...found.keys()].sort(byPlace).map((candidate) => ({
    candidate,
    topic:
      found.get(candidate) ??
      candidate.story.topics.find((topic) => isUnder(candidate.story, topic, wanted)) ??
      TOP,
  }));
}

/** Whether the story may be told under this one of its topics. */
function isUnder(story: Story, topic: string, wanted: ReadonlySet<string>): boolean {
  return wanted.has(topic) && (!isService(story) || ofServices.has(topic));
}

/**
 * At most `size` of them: the best within the shares of topics and voices, then what else is best; no event twice, nor
 * one told.
 */
function mixed(
  fresh: readonly Fresh[],
  {
    told,
    size,
    trace,
  }: { readonly told: readonly Ranked[]; readonly size: number; readonly trace: Trace | undefined },
): ReadonlySet<Fresh> {
  const topics = new Set(fresh.map(({ topic }) => topic)).size;
  const perTopic = topics < 2 ? size : Math.max(2, Math.ceil(size / topics));
  const chosen = new Set<Fresh>();
  const topicOf = new Map<string, number>();
  /** Of the stories told for `top`: how many each topic has, and how many have it first. */
  const toldOf = new Map<string, number>();
  const firstOf = new Map<string, number>();
  const voiceOf = new Map<string, number>();
  const isFull = (counts: Map<string, number>, topic: string): boolean =>
    (counts.get(topic) ?? 0) >= TOP_PER_TOPIC.told;
  /** What of the shares stands in its way. */
  const unfit = ({ candidate, topic }: Fresh): Fate | undefined => {
    if ((topicOf.get(topic) ?? 0) >= perTopic) return { kind: 'topic', topic };
    const full = topic === TOP ? candidate.story.topics.find((one) => isFull(toldOf, one)) : undefined;
    if (full !== undefined) return { kind: 'topic', topic: full };
    const { loneVoice } = candidate;
    const silenced = loneVoice !== undefined && (voiceOf.get(loneVoice) ?? 0) >= PER_LONE_VOICE;
    return silenced ? { kind: 'voice' } : undefined;
  };
  /** What stood in the way of those that were looked at. */
  const hindered = new Map<Fresh, Fate>();
  for (const test of [unfit, () => undefined])
    for (const one of chosen.size >= size ? [] : fresh) {
      if (chosen.size >= size) break;
      if (chosen.has(one)) continue;
      const { story, loneVoice } = one.candidate;
      const topTopics = one.topic === TOP ? story.topics : [];
      const [first] = topTopics;
      const fate =
        first !== undefined && isFull(firstOf, first)
          ? ({ kind: 'topic', topic: first } as const)
          : (test(one) ?? sameAs(one.candidate, chosen, told));
      if (fate !== undefined) {
        hindered.set(one, fate);
        continue;
      }
      chosen.add(one);
      count(topicOf, one.topic);
      for (const topic of topTopics) count(toldOf, topic);
      if (first !== undefined) count(firstOf, first);
      if (loneVoice !== undefined) count(voiceOf, loneVoice);
    }
  if (trace !== undefined) for (const one of fresh) trace(one.candidate.story, fateOf(one, chosen, hindered));
  return chosen;
}

function fateOf(one: Fresh, chosen: ReadonlySet<Fresh>, hindered: ReadonlyMap<Fresh, Fate>): Fate {
  if (chosen.has(one)) return { kind: 'chosen', topic: one.topic };
  const known = hindered.get(one);
  if (known !== undefined) return known;
  const { matters, lowered } = one.candidate;
  const asItWas = lowered > 0 && [...chosen].some(({ candidate }) => candidate.matters < matters + lowered);
  return { kind: asItWas ? 'lessened' : 'lesser' };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The story told, or just chosen, that tells of the same event. */
function sameAs(one: Ranked, chosen: ReadonlySet<Fresh>, told: readonly Ranked[]): Fate | undefined {
  const other =
    [...chosen].find(({ candidate }) => sameEvent(one, candidate))?.candidate ??
    told.find(
      (other) => Math.abs(one.publishedAt - other.publishedAt) <= SAME_EVENT_WITHIN && sameEvent(one, other),
    );
  return other && { kind: 'event', other: other.story };
}

function sameEvent(one: Ranked, other: Ranked): boolean {
  const terms = [one.headline(), other.headline()] as const;
  const [few, many] = terms[0].size <= terms[1].size ? terms : [terms[1], terms[0]];
  let shared = 0;
  for (const term of few) if (many.has(term)) shared += 1;
  return shared >= SAME_EVENT.terms && shared >= few.size * SAME_EVENT.share;
}

function inOrder(chosen: readonly Fresh[]): readonly DigestItem[] {
  const byRank = [...chosen].sort((one, other) => byPlace(one.candidate, other.candidate));
  const topics = [...new Set(byRank.map(({ topic }) => topic))];
  return topics.flatMap((topic) =>
    byRank.filter((one) => one.topic === topic).map(({ candidate }) => ({ story: candidate.story, topic })),
  );
}
