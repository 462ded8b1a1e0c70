/** What is in a digest: the most reported of what is new to a chat, on what it follows. */
import { terms } from '../arabic/words.ts';
import { voice } from '../news/article.ts';
import type { Story } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';
import type { DigestItem } from './digest.ts';

const HOUR = 3_600_000;

/** No digest tells a story that is this old. */
export const storyLifetime = 36 * HOUR;
/** A chat's first digest looks back so far. */
const LOOK_BACK = 24 * HOUR;
/** Stories in one digest. */
export const digestSize = 5;

const TOP = 'top';
/** Stories that compete for `top`: many times what one digest can tell. */
const TOP_LENGTH = 100;
/** Stories of one topic among those told for `top`. */
const TOP_PER_TOPIC = 2;
/** Daily services, wanted by those who follow them only. */
const NEVER_TOP: ReadonlySet<string> = new Set(['prices']);
/** Stories that one voice alone reports, while others have something to say. */
const PER_LONE_VOICE = 2;
/** Two headlines that share so much of the shorter one tell of one event. */
const SAME_EVENT = { share: 0.7, terms: 4 };

/** Stories that digests may tell now, best first, made once for many chats. */
export type Candidates = {
  readonly ranked: readonly Ranked[];
  readonly top: readonly Ranked[];
  readonly byTopic: ReadonlyMap<string, readonly Ranked[]>;
};

type Ranked = {
  readonly story: Story;
  /** 0 for the best. */
  readonly rank: number;
  readonly publishedAt: number;
  /** The voice that alone reports it. */
  readonly loneVoice: string | undefined;
  readonly headline: ReadonlySet<string>;
};

/** Dated news and reports younger than 36 h at `now` (epoch ms), those of most voices first, then the newest. */
export function rankCandidates(stories: readonly Story[], now: number): Candidates {
  const ranked = stories
    .flatMap((story) => {
      const { publishedAt } = story;
      if (publishedAt === undefined || publishedAt <= now - storyLifetime) return [];
      return story.kind === 'news' || story.kind === 'report' ? [{ story, publishedAt }] : [];
    })
    .sort(
      (one, other) =>
        other.story.voices - one.story.voices ||
        other.publishedAt - one.publishedAt ||
        other.story.id - one.story.id,
    )
    .map(({ story, publishedAt }, rank) => ({
      story,
      rank,
      publishedAt,
      loneVoice: story.voices === 1 && story.articles[0] ? voice(story.articles[0]) : undefined,
      headline: new Set(terms(story.headline)),
    }));
  const byTopic = new Map<string, Ranked[]>();
  for (const candidate of ranked)
    for (const topic of candidate.story.topics) {
      const list = byTopic.get(topic);
      if (list) list.push(candidate);
      else byTopic.set(topic, [candidate]);
    }
  const top = ranked.filter(
    ({ story }) => story.topics.length === 0 || story.topics.some((topic) => !NEVER_TOP.has(topic)),
  );
  return { ranked, top: top.slice(0, TOP_LENGTH), byTopic };
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

type Fresh = { readonly candidate: Ranked; readonly topic: string };

/**
 * The stories that are new to a chat: not told to it, on a main topic it follows (`top` when it follows none), young enough; the
 * best first, mixed so that one topic, outlet or event fills no digest while others have something to say.
 */
export function chooseStories(options: ChooseOptions): Choice {
  const { chat, now, nextAt, size } = options;
  const fresh = freshFor(options, Math.max(now - storyLifetime, chat.since - LOOK_BACK));
  const chosen = mixed(fresh, size);
  const tooOld = nextAt === undefined ? Number.NEGATIVE_INFINITY : nextAt - storyLifetime;
  const passedOver = fresh.filter((one) => one.candidate.publishedAt <= tooOld && !chosen.has(one)).length;
  return { items: inOrder([...chosen]), passedOver };
}

/** What is new to the chat, best first, each story under the first of its main topics that the chat follows. */
function freshFor({ chat, told, candidates }: ChooseOptions, notBefore: number): readonly Fresh[] {
  const wanted = new Set(chat.topics.length === 0 ? [TOP] : chat.topics);
  const lists = [...wanted].map((topic) =>
    topic === TOP ? candidates.top : (candidates.byTopic.get(topic) ?? []),
  );
  const found = new Map<number, Fresh>();
  for (const list of lists)
    for (const candidate of list) {
      const { id, topics } = candidate.story;
      if (candidate.publishedAt <= notBefore || told.has(id) || found.has(id)) continue;
      found.set(id, { candidate, topic: topics.find((topic) => wanted.has(topic)) ?? TOP });
    }
  const fresh = [...found.values()];
  return lists.length === 1 ? fresh : fresh.sort((one, other) => one.candidate.rank - other.candidate.rank);
}

/** At most `size` of them: the best within the shares of topics, voices and events, then what else is best. */
function mixed(fresh: readonly Fresh[], size: number): ReadonlySet<Fresh> {
  const topics = new Set(fresh.map(({ topic }) => topic)).size;
  const perTopic = topics < 2 ? size : Math.max(2, Math.ceil(size / topics));
  const chosen = new Set<Fresh>();
  const topicOf = new Map<string, number>();
  const topOf = new Map<string, number>();
  const voiceOf = new Map<string, number>();
  const fits = ({ candidate, topic }: Fresh): boolean =>
    (topicOf.get(topic) ?? 0) < perTopic &&
    (candidate.loneVoice === undefined || (voiceOf.get(candidate.loneVoice) ?? 0) < PER_LONE_VOICE) &&
    ![...chosen].some((other) => sameEvent(candidate, other.candidate));
  for (const test of [fits, () => true])
    for (const one of fresh) {
      if (chosen.size >= size) return chosen;
      const { story, loneVoice } = one.candidate;
      const main = one.topic === TOP ? story.topics[0] : undefined;
      if (main !== undefined && (topOf.get(main) ?? 0) >= TOP_PER_TOPIC) continue;
      if (chosen.has(one) || !test(one)) continue;
      chosen.add(one);
      count(topicOf, one.topic);
      if (main !== undefined) count(topOf, main);
      if (loneVoice !== undefined) count(voiceOf, loneVoice);
    }
  return chosen;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sameEvent(one: Ranked, other: Ranked): boolean {
  const [few, many] =
    one.headline.size <= other.headline.size
      ? [one.headline, other.headline]
      : [other.headline, one.headline];
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
