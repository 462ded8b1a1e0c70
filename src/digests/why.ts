/** Why a chat was told a story, and others not: read off from what choosing itself decides. */
import type { Story, StoryStore } from '../stories/story.ts';
import type { Chat, Moment } from '../subscriptions/chat.ts';
import type { Wishes, WishStore } from '../subscriptions/wishes.ts';
import {
  chooseStories,
  digestSizes,
  type Fate,
  rankCandidates,
  storyLifetime,
  type Trace,
} from './choose.ts';
import type { DigestStore } from './digest.ts';

export type WhyDeps = {
  readonly stories: Pick<StoryStore, 'recent' | 'byIds'>;
  readonly digests: Pick<DigestStore, 'last' | 'told'>;
  readonly wishes: Pick<WishStore, 'of'>;
};

/** Why a story did not come. */
export type Hindrance =
  | Exclude<Fate, { readonly kind: 'chosen' }>
  /** On no topic that the chat follows. */
  | { readonly kind: 'elsewhere' }
  /** No news and no report. */
  | { readonly kind: 'genre' }
  | { readonly kind: 'undated' }
  /** It came in, or grew, after the digest. */
  | { readonly kind: 'later' };

export type WhyStory =
  /** `topic`: the one it stands for among those that the chat follows; `top` where it follows none of them. */
  | { readonly kind: 'told'; readonly story: Story; readonly topic: string }
  /** It is in the next digest, as things stand. */
  | { readonly kind: 'coming'; readonly story: Story; readonly topic: string }
  | { readonly kind: 'hindered'; readonly story: Story; readonly by: Hindrance };

/** Stories that one thing kept from a digest: how many, and the most reported of them. */
export type Hindered = { readonly by: Hindrance; readonly count: number; readonly example: Story };

export type WhyDigest = {
  /** undefined when none came yet: then this is the next one's, as things stand. */
  readonly moment: Pick<Moment, 'at' | 'localDate' | 'localTime'> | undefined;
  readonly told: readonly WhyStory[];
  /** The most frequent first. */
  readonly hindered: readonly Hindered[];
};

const TOP = 'top';

type State = {
  readonly chat: Chat;
  readonly told: ReadonlySet<number>;
  readonly wishes: Wishes | undefined;
  readonly stories: readonly Story[];
  readonly now: number;
};

/** What choosing makes of each of these stories for the chat. */
function fatesOf({ chat, told, wishes, stories, now }: State): (story: Story) => Fate | Hindrance {
  const fates = new Map<number, Fate>();
  const trace: Trace = (story, fate) => fates.set(story.id, fate);
  const candidates = rankCandidates(stories, now);
  chooseStories({
    chat,
    told,
    candidates,
    now,
    nextAt: undefined,
    size: digestSizes[chat.settings.preset],
    wishes,
    trace,
  });
  const wanted = new Set(chat.topics);
  const onTopic = (story: Story): boolean =>
    wanted.size === 0 || wanted.has(TOP) || story.topics.some((topic) => wanted.has(topic));
  return (story) => {
    const known = fates.get(story.id);
    if (known !== undefined) return known;
    if (told.has(story.id)) return { kind: 'told' };
    if (story.publishedAt === undefined) return { kind: 'undated' };
    if (!onTopic(story)) return { kind: 'elsewhere' };
    if (story.kind !== 'news' && story.kind !== 'report') return { kind: 'genre' };
    if (!candidates.byId.has(story.id)) return { kind: 'old' };
    return { kind: 'lesser' };
  };
}

function topicOf(chat: Chat, story: Story): string {
  return story.topics.find((topic) => chat.topics.includes(topic)) ?? TOP;
}

/**
 * Why the chat was told one story, or what keeps it from coming, as things stand at `now` (epoch ms). undefined when there is no such
 * story.
 */
export async function whyStory(
  deps: WhyDeps,
  chat: Chat,
  { storyId, now }: { readonly storyId: number; readonly now: number },
): Promise<WhyStory | undefined> {
  const [story] = await deps.stories.byIds([storyId]);
  if (story === undefined) return undefined;
  const told = (await deps.digests.told([chat.id], 0)).get(chat.id) ?? new Set();
  if (told.has(story.id)) return { kind: 'told', story, topic: topicOf(chat, story) };
  const stories = await deps.stories.recent(now - storyLifetime);
  const wishes = (await deps.wishes.of([chat.id])).get(chat.id);
  const fate = fatesOf({ chat, told, wishes, stories, now })(story);
  return fate.kind === 'chosen'
    ? { kind: 'coming', story, topic: fate.topic }
    : { kind: 'hindered', story, by: fate };
}

/** Why the chat's last digest was what it was; before the first, what its next one would be. `now` is epoch ms. */
export async function whyDigest(deps: WhyDeps, chat: Chat, now: number): Promise<WhyDigest> {
  const last = await deps.digests.last(chat.id);
  const at = last?.createdAt ?? now;
  const recent = await deps.stories.recent(at - storyLifetime);
  const told = last?.toldBefore ?? (await deps.digests.told([chat.id], 0)).get(chat.id) ?? new Set<number>();
  const fate = fatesOf({
    chat,
    told,
    wishes: (await deps.wishes.of([chat.id])).get(chat.id),
    stories: recent.filter((story) => story.firstSeenAt <= at),
    now: at,
  });
  const came = new Set(last?.storyIds);
  const hindered = new Map<string, { by: Hindrance; count: number; example: Story }>();
  const coming: WhyStory[] = [];
  for (const story of recent) {
    if (came.has(story.id)) continue;
    const found = fate(story);
    if (found.kind === 'chosen' && last === undefined) {
      coming.push({ kind: 'coming', story, topic: found.topic });
      continue;
    }
    // What was not there, or not yet so much of it, when the digest was made.
    const by: Hindrance =
      found.kind === 'chosen' || (story.updatedAt > at && found.kind !== 'elsewhere')
        ? { kind: 'later' }
        : found;
    if (by.kind === 'elsewhere' || by.kind === 'old') continue;
    const known = hindered.get(by.kind);
    if (known === undefined) hindered.set(by.kind, { by, count: 1, example: story });
    else {
      known.count += 1;
      if (story.voices > known.example.voices) Object.assign(known, { by, example: story });
    }
  }
  const stories = last === undefined ? [] : await deps.stories.byIds(last.storyIds);
  return {
    moment: last?.moment,
    told: [
      ...stories.map((story): WhyStory => ({ kind: 'told', story, topic: topicOf(chat, story) })),
      ...coming,
    ],
    hindered: [...hindered.values()].sort((one, other) => other.count - one.count),
  };
}
