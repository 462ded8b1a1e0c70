/** Why a chat was told a story, and others not: read off from what choosing itself decides. */
import type { Story, StoryStore } from '../stories/story.ts';
import type { Chat, Moment } from '../subscriptions/chat.ts';
import type { WishStore } from '../subscriptions/wishes.ts';
import {
  chooseStories,
  digestSizes,
  type Fate,
  rankCandidates,
  storyLifetime,
  TOP,
  type Trace,
} from './choose.ts';
import type { DigestStore } from './digest.ts';
import { lookUpWords } from './own-words.ts';

/** What the reasons are found with. */
export type WhyDeps = {
  readonly stories: Pick<StoryStore, 'recent' | 'byIds' | 'articlesHolding' | 'termsLike'>;
  readonly digests: Pick<DigestStore, 'last' | 'told' | 'toldAs'>;
  readonly wishes: Pick<WishStore, 'of'>;
};

/** Why a story did not come. */
type Hindrance =
  | Exclude<Fate, { readonly kind: 'chosen' }>
  /** On no topic that the chat follows. */
  | { readonly kind: 'elsewhere' }
  /** No news and no report. */
  | { readonly kind: 'genre' }
  | { readonly kind: 'undated' }
  /** It came in, or grew, after the digest. */
  | { readonly kind: 'later' };

/** What became of a story for the chat. */
export type WhyStory =
  /** `topic`: the one it stood under; `top` where it is on none that the chat follows. */
  | { readonly kind: 'told'; readonly story: Story; readonly topic: string }
  /** Told at once, as breaking news. */
  | { readonly kind: 'broke'; readonly story: Story }
  /** It is in the next digest, as things stand, under this topic. */
  | { readonly kind: 'coming'; readonly story: Story; readonly topic: string }
  | { readonly kind: 'hindered'; readonly story: Story; readonly by: Hindrance };

/** Stories that one thing kept from a digest: how many, and the most reported of them. */
export type Hindered = { readonly by: Hindrance; readonly count: number; readonly example: Story };

/** What a digest told, and what kept stories out of it. */
export type WhyDigest = {
  /** undefined when none came yet: then this is the next one's, as things stand. */
  readonly moment: Pick<Moment, 'localDate' | 'localTime'> | undefined;
  readonly told: readonly WhyStory[];
  /** The most frequent first. */
  readonly hindered: readonly Hindered[];
};

/** What keeps a story out whenever it comes. */
const STANDING: ReadonlySet<Hindrance['kind']> = new Set(['elsewhere', 'genre', 'hidden', 'undated', 'told']);

type At = {
  readonly told: ReadonlySet<number>;
  readonly stories: readonly Story[];
  /** Epoch ms. */
  readonly now: number;
};

type Choosing = {
  /** In the order they would be told. */
  readonly chosen: readonly Story[];
  readonly fateOf: (story: Story) => Fate | Hindrance;
};

/** What choosing makes of these stories for the chat. */
async function choosing(deps: WhyDeps, chat: Chat, { told, stories, now }: At): Promise<Choosing> {
  const fates = new Map<number, Fate>();
  const trace: Trace = (story, fate) => fates.set(story.id, fate);
  const candidates = rankCandidates(stories, now);
  await lookUpWords(deps.stories, candidates, [chat]);
  const wishes = (await deps.wishes.of([chat.id])).get(chat.id);
  const size = digestSizes[chat.settings.preset];
  const { items } = chooseStories({ chat, told, candidates, now, nextAt: undefined, size, wishes, trace });
  const followed = chat.topics.filter((topic) => !chat.muted.includes(topic));
  const everything = chat.topics.length === 0 || followed.includes(TOP);
  const fateOf = (story: Story): Fate | Hindrance => {
    const known = fates.get(story.id);
    if (known !== undefined) return known;
    if (told.has(story.id)) return { kind: 'told' };
    if (story.publishedAt === undefined) return { kind: 'undated' };
    if (!everything && !story.topics.some((topic) => followed.includes(topic))) return { kind: 'elsewhere' };
    if (story.kind !== 'news' && story.kind !== 'report') return { kind: 'genre' };
    return { kind: candidates.byId.has(story.id) ? 'lesser' : 'old' };
  };
  return { chosen: items.map(({ story }) => story), fateOf };
}

function topicOf(chat: Chat, story: Story, under: string): string {
  if (under !== '') return under;
  return story.topics.find((topic) => chat.topics.includes(topic)) ?? TOP;
}

function coming(chat: Chat, story: Story, fate: Fate | Hindrance): WhyStory {
  return { kind: 'coming', story, topic: topicOf(chat, story, fate.kind === 'chosen' ? fate.topic : '') };
}

async function toldNow(deps: WhyDeps, chat: Chat): Promise<ReadonlySet<number>> {
  return (await deps.digests.told([chat.id], 0)).get(chat.id) ?? new Set();
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
  const told = await deps.digests.toldAs(chat.id, story.id);
  if (told !== undefined)
    return told.kind === 'digest'
      ? { kind: 'told', story, topic: topicOf(chat, story, told.topic) }
      : { kind: 'broke', story };
  const stories = await deps.stories.recent(now - storyLifetime);
  const { fateOf } = await choosing(deps, chat, { told: await toldNow(deps, chat), stories, now });
  const by = fateOf(story);
  return by.kind === 'chosen' ? coming(chat, story, by) : { kind: 'hindered', story, by };
}

/** Why the chat's last digest was what it was; before the first, what its next one would be. `now` is epoch ms. */
export async function whyDigest(deps: WhyDeps, chat: Chat, now: number): Promise<WhyDigest> {
  const last = await deps.digests.last(chat.id);
  const at = last?.createdAt ?? now;
  const came = new Map(last?.items.map(({ storyId, topic }) => [storyId, topic]));
  const told = await deps.stories.byIds([...came.keys()]);
  // What digests may tell now, as composing asks for it, and what this one told: what else it passed over is too old by now.
  const recent = (await deps.stories.recent(now - storyLifetime)).filter(({ id }) => !came.has(id));
  const { chosen, fateOf } = await choosing(deps, chat, {
    told: last?.toldBefore ?? (await toldNow(deps, chat)),
    stories: [...told, ...recent.filter((story) => story.firstSeenAt <= at)],
    now: at,
  });
  const hindered = new Map<string, Hindered>();
  for (const story of recent) {
    const found = fateOf(story);
    if (found.kind === 'chosen' && last === undefined) continue;
    // It was not there yet, or not so much of it, when the digest was made.
    const grew = story.updatedAt > at && (found.kind === 'lesser' || story.firstSeenAt > at);
    const by: Hindrance =
      found.kind === 'chosen' || (grew && !STANDING.has(found.kind)) ? { kind: 'later' } : found;
    if (by.kind === 'elsewhere' || by.kind === 'old') continue;
    const known = hindered.get(by.kind);
    const example = known === undefined || story.voices > known.example.voices ? story : known.example;
    hindered.set(by.kind, { by, count: (known?.count ?? 0) + 1, example });
  }
  return {
    moment: last?.moment,
    told:
      last === undefined
        ? chosen.map((story) => coming(chat, story, fateOf(story)))
        : told.map((story) => ({
            kind: 'told',
            story,
            topic: topicOf(chat, story, came.get(story.id) ?? ''),
          })),
    hindered: [...hindered.values()].sort((one, other) => other.count - one.count),
  };
}
