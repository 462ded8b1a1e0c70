/** What is in a digest: the most important of what is new to a chat, on what it follows. */
import { keptFor, once } from '../arabic/kept.ts';
import { terms } from '../arabic/words.ts';
import { voice } from '../news/article.ts';
import type { Story, StoryStore } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';
import type { DigestItem } from './digest.ts';
import { importance } from './importance.ts';

const HOUR = 3_600_000;

/** No digest tells a story that is this old. */
export const storyLifetime = 36 * HOUR;
/** A chat's first digest looks back so far, in ms. */
export const lookBack = 24 * HOUR;
/** Stories in one digest. */
export const digestSize = 5;

const TOP = 'top';
/** Of each topic, and of `top`, so many compete for a digest: many times what it can tell. */
const COMPETING = 60;
/** Stories of one topic among those that compete for `top`, and among those told for it. */
const TOP_PER_TOPIC = { competing: 10, told: 2 };
/** Daily services, wanted by those who follow them only. */
const NEVER_TOP: ReadonlySet<string> = new Set(['prices']);
/** Stories that one voice alone reports, while others have something to say. */
const PER_LONE_VOICE = 2;
/** Two headlines that share so much of the shorter one tell of one event. */
const SAME_EVENT = { share: 0.7, terms: 4 };
/** And if one was told already, when they were published no farther apart: formulas come back with other days' events. */
const SAME_EVENT_WITHIN = 12 * HOUR;

/** Stories that digests may tell now, best first, made once for many chats. */
export type Candidates = {
  readonly ranked: readonly Ranked[];
  readonly top: readonly Ranked[];
  readonly byTopic: ReadonlyMap<string, readonly Ranked[]>;
  /** A list of these as it is ordered by age, the oldest first; made when it is first asked for. */
  readonly oldestFirst: (list: readonly Ranked[]) => readonly Ranked[];
  readonly byId: ReadonlyMap<number, Ranked>;
};

type Ranked = {
  readonly story: Story;
  /** 0 for the best. */
  readonly rank: number;
  readonly publishedAt: number;
  /** The voice that alone reports it. */
  readonly loneVoice: string | undefined;
  /** Terms of its headline, made when they are first asked for: most stories are never compared. */
  readonly headline: () => ReadonlySet<string>;
};

/** Dated news and reports younger than 36 h at `now` (epoch ms), the most important first, then the newest. */
export function rankCandidates(stories: readonly Story[], now: number): Candidates {
  const ranked = stories
    .flatMap((story) => {
      const { publishedAt } = story;
      if (publishedAt === undefined || publishedAt <= now - storyLifetime) return [];
      if (story.kind !== 'news' && story.kind !== 'report') return [];
      return [{ story, publishedAt, matters: importance({ ...story, publishedAt }, now) }];
    })
    .sort(
      (one, other) =>
        other.matters - one.matters || other.publishedAt - one.publishedAt || other.story.id - one.story.id,
    )
    .map(({ story, publishedAt }, rank) => ({
      story,
      rank,
      publishedAt,
      loneVoice: story.voices === 1 && story.articles[0] ? voice(story.articles[0]) : undefined,
      headline: once(() => new Set(terms(story.headline))),
    }));
  const byTopic = new Map<string, Ranked[]>();
  for (const candidate of ranked)
    for (const topic of candidate.story.topics) {
      const list = byTopic.get(topic);
      if (list) list.push(candidate);
      else byTopic.set(topic, [candidate]);
    }
  return {
    ranked,
    top: topOf(ranked),
    byTopic,
    oldestFirst: keptFor((list: readonly Ranked[]) =>
      [...list].sort((one, other) => one.publishedAt - other.publishedAt),
    ),
    byId: new Map(ranked.map((one) => [one.story.id, one])),
  };
}

/** What competes for `top`: the best of all topics, so that none takes all the places. */
function topOf(ranked: readonly Ranked[]): readonly Ranked[] {
  const counts = new Map<string, number>();
  const top: Ranked[] = [];
  for (const candidate of ranked) {
    const { topics } = candidate.story;
    const main = topics[0] ?? '';
    if (topics.length > 0 && topics.every((topic) => NEVER_TOP.has(topic))) continue;
    if ((counts.get(main) ?? 0) >= TOP_PER_TOPIC.competing) continue;
    count(counts, main);
    top.push(candidate);
    if (top.length === COMPETING) break;
  }
  return top;
}

export type ChooseOptions = {
  readonly chat: Pick<Chat, 'topics' | 'since'>;
  readonly told: ReadonlySet<number>;
  readonly candidates: Candidates;
  /** Epoch ms. */
  readonly now: number;
  /** Epoch ms of the digest after this one; undefined when it is not known. */
  readonly nextAt: number | undefined;
  readonly size: number;
};

export type Choice = {
  /** In the order they are told: topics by their best story, each one's stories best first. */
  readonly items: readonly DigestItem[];
  /** Stories that were new to the chat, are not told now and will be too old for the next digest. */
  readonly passedOver: number;
};

const NONE: readonly Ranked[] = [];

type Fresh = { readonly candidate: Ranked; readonly topic: string };

/**
 * The stories that are new to a chat: not told to it, on a main topic it follows (`top` when it follows none), young enough; the
 * best first, mixed so that one topic, outlet or event fills no digest while others have something to say.
 */
export function chooseStories(options: ChooseOptions): Choice {
  const { chat, candidates, now, nextAt, size } = options;
  const wanted = new Set(chat.topics.length === 0 ? [TOP] : chat.topics);
  const lists = [...wanted].map((topic) =>
    topic === TOP ? candidates.top : (candidates.byTopic.get(topic) ?? NONE),
  );
  const notBefore = Math.max(now - storyLifetime, chat.since - lookBack);
  const isNew = (one: Ranked): boolean => one.publishedAt > notBefore && !options.told.has(one.story.id);
  const told = [...options.told].flatMap((id) => candidates.byId.get(id) ?? []);
  const chosen = mixed(best(lists, wanted, isNew), told, size);

  const tooOld = nextAt === undefined ? Number.NEGATIVE_INFINITY : nextAt - storyLifetime;
  const passedOver = new Set<Ranked>();
  for (const list of lists)
    for (const one of candidates.oldestFirst(list)) {
      if (one.publishedAt > tooOld) break;
      if (isNew(one)) passedOver.add(one);
    }
  for (const { candidate } of chosen) passedOver.delete(candidate);
  return { items: inOrder([...chosen]), passedOver: passedOver.size };
}

/** The new ones that compete, best first, each under the first of its main topics that the chat follows. */
function best(
  lists: readonly (readonly Ranked[])[],
  wanted: ReadonlySet<string>,
  isNew: (one: Ranked) => boolean,
): readonly Fresh[] {
  const found = new Set<Ranked>();
  for (const list of lists) {
    let competing = 0;
    for (const one of list) {
      if (competing === COMPETING) break;
      if (!isNew(one)) continue;
      competing += 1;
      found.add(one);
    }
  }
  return [...found]
    .sort((one, other) => one.rank - other.rank)
    .map((candidate) => ({
      candidate,
      topic: candidate.story.topics.find((topic) => wanted.has(topic)) ?? TOP,
    }));
}

/**
 * At most `size` of them: the best within the shares of topics and voices, then what else is best; no event twice, nor
 * one told.
 */
function mixed(fresh: readonly Fresh[], told: readonly Ranked[], size: number): ReadonlySet<Fresh> {
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
  const fits = ({ candidate, topic }: Fresh): boolean =>
    (topicOf.get(topic) ?? 0) < perTopic &&
    (topic !== TOP || !candidate.story.topics.some((one) => isFull(toldOf, one))) &&
    (candidate.loneVoice === undefined || (voiceOf.get(candidate.loneVoice) ?? 0) < PER_LONE_VOICE);
  for (const test of [fits, () => true])
    for (const one of fresh) {
      if (chosen.size >= size) return chosen;
      const { story, loneVoice } = one.candidate;
      const topTopics = one.topic === TOP ? story.topics : [];
      const [first] = topTopics;
      if (first !== undefined && isFull(firstOf, first)) continue;
      if (chosen.has(one) || !test(one)) continue;
      if (isTold(one.candidate, chosen, told)) continue;
      chosen.add(one);
      count(topicOf, one.topic);
      for (const topic of topTopics) count(toldOf, topic);
      if (first !== undefined) count(firstOf, first);
      if (loneVoice !== undefined) count(voiceOf, loneVoice);
    }
  return chosen;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function isTold(one: Ranked, chosen: ReadonlySet<Fresh>, told: readonly Ranked[]): boolean {
  return (
    [...chosen].some(({ candidate }) => sameEvent(one, candidate)) ||
    told.some(
      (other) => Math.abs(one.publishedAt - other.publishedAt) <= SAME_EVENT_WITHIN && sameEvent(one, other),
    )
  );
}

function sameEvent(one: Ranked, other: Ranked): boolean {
  const terms = [one.headline(), other.headline()] as const;
  const [few, many] = terms[0].size <= terms[1].size ? terms : [terms[1], terms[0]];
  let shared = 0;
  for (const term of few) if (many.has(term)) shared += 1;
  return shared >= SAME_EVENT.terms && shared >= few.size * SAME_EVENT.share;
}

function inOrder(chosen: readonly Fresh[]): readonly DigestItem[] {
  const byRank = [...chosen].sort((one, other) => one.candidate.rank - other.candidate.rank);
  const topics = [...new Set(byRank.map(({ topic }) => topic))];
  return topics.flatMap((topic) =>
    byRank.filter((one) => one.topic === topic).map(({ candidate }) => ({ story: candidate.story, topic })),
  );
}

/** What a topic's name is answered with: its newest stories; for `top` the most reported of the day, mixed as a digest's are. */
export async function storiesOn(
  stories: Pick<StoryStore, 'latest' | 'recent'>,
  asked: { readonly topic: string; readonly limit: number },
  now: number,
): Promise<readonly Story[]> {
  if (asked.topic !== TOP) return stories.latest({ ...asked, since: undefined });
  const { items } = chooseStories({
    chat: { topics: [], since: now },
    told: new Set(),
    candidates: rankCandidates(await stories.recent(now - storyLifetime), now),
    now,
    nextAt: undefined,
    size: asked.limit,
  });
  return items.map(({ story }) => story);
}
