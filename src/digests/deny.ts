/** Denials of what chats were told: which stories an article denies, and the answers to the messages that told them. */
import { HOUR } from '../durations.ts';
import { denialIn } from '../stories/denial.ts';
import { deniesStory } from '../stories/denied.ts';
import { joinTerms } from '../stories/reads.ts';
import { denyingSide, toldHeadline } from '../stories/sides.ts';
import type { Story, StoryArticle, StoryStore } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { scheduleOf } from '../subscriptions/due.ts';
import { heldUntil } from '../subscriptions/quiet.ts';
import { type AnnounceDeps, type Announced, announce } from './announce.ts';
import { isYoung } from './breaking.ts';
import { lookBack } from './choose.ts';
import type { DigestStore } from './digest.ts';
import { readFacts } from './facts.ts';
import type { Hold } from './held.ts';
import type { StoryNotice, Telling } from './notice.ts';

/** What was told longer ago than this is forgotten by those who read it. */
const DENIED_WITHIN = 48 * HOUR;
/** A denial that was published longer ago wakes nobody. */
const DENIAL_AGE = 12 * HOUR;
/** Articles that may tell what another one denies: the most alike, none that shares less of its rare words. */
const ALIKE = { limit: 60, least: 0.05 };
/** A chat whose message is just being sent is looked at again so soon. */
const SOON = 60_000;

/** A denial, and the stories that it denies: others, or the one that it stands in. */
export type Denial = {
  readonly story: Story;
  readonly article: StoryArticle;
  readonly told: readonly Story[];
};

/** What telling of denials works with. */
export type DenyDeps = AnnounceDeps & {
  readonly stories: Pick<StoryStore, 'articlesOf' | 'candidates' | 'byIds'>;
  readonly digests: Pick<DigestStore, 'tellings' | 'announce'>;
  readonly defaultZone: string;
};

/** Whether a denial is still news at `now` (epoch ms). */
export function isFresh({ article }: Pick<Denial, 'article'>, now: number): boolean {
  return isYoung(article, now, DENIAL_AGE);
}

/** The stories that one of this story's articles denies; undefined when none does, or not lately. `now` is epoch ms. */
export async function denialOf(
  { stories }: Pick<DenyDeps, 'stories'>,
  story: Story,
  now: number,
): Promise<Denial | undefined> {
  const article = denialIn(story);
  if (article?.title === undefined || !isFresh({ article }, now)) return undefined;
  const { publishedAt = 0 } = article;
  const whole = (await stories.articlesOf(story.id)).find(({ id }) => id === article.id);
  if (whole === undefined) return undefined;
  const window = { from: publishedAt - DENIED_WITHIN, to: publishedAt, ...ALIKE };
  const alike = await stories.candidates(joinTerms(whole), window);
  const others = await stories.byIds([...new Set([story.id, ...alike.map(({ storyId }) => storyId)])]);
  const told = others.filter(
    (other) =>
      (other.id === story.id || denialIn(other) === undefined) &&
      (other.publishedAt ?? other.firstSeenAt) < publishedAt &&
      deniesStory(whole, other),
  );
  return told.length === 0 ? undefined : { story, article, told };
}

/** What the denial of a story says to those who were told it: in that story itself, only what denies is told. */
export function denialNotice(story: Story, article: StoryArticle, told: Story): StoryNotice {
  return told.id === story.id
    ? { kind: 'denial', story: denyingSide(story, article), told: toldHeadline(story) }
    : { kind: 'denial', story, told: told.headline };
}

/**
 * Put the denial into the outbox for those of these chats that were told what it denies and not that it is denied, each as an answer to the
 * message that told it. `tellings` are of the denied stories; `hold` hears of chats that are to be asked again at `until` (epoch ms).
 */
export async function denyTo(
  deps: DenyDeps,
  page: readonly Chat[],
  {
    denial: { story, article, told },
    tellings,
    now,
    total,
    hold,
  }: {
    readonly denial: Denial;
    readonly tellings: ReadonlyMap<number, readonly Telling[]>;
    readonly now: number;
    readonly total: Announced;
    readonly hold: Hold;
  },
): Promise<void> {
  const known = await deps.digests.tellings(
    page.map(({ id }) => id),
    [story.id],
  );
  const wanted = page.flatMap((chat) => {
    const telling = tellings
      .get(chat.id)
      ?.filter(({ at }) => now - at < DENIED_WITHIN)
      .at(-1);
    const toldStory = told.find(({ id }) => id === telling?.storyId);
    if (telling === undefined || toldStory === undefined) return [];
    // As a digest would: what is older may have been sent before a backup was restored.
    if ((article.publishedAt ?? 0) <= chat.since - lookBack) return [];
    const knows =
      toldStory.id === story.id
        ? readFacts(telling.facts ?? '').denied
        : (known.get(chat.id) ?? []).length > 0;
    if (knows) return [];
    const schedule = scheduleOf(chat, deps.defaultZone);
    const until = telling.isWaiting ? now + SOON : heldUntil(schedule, now);
    if (until !== undefined) {
      if (isFresh({ article }, until)) hold(chat.id, until, story.id);
      return [];
    }
    return {
      chat,
      schedule,
      notice: denialNotice(story, article, toldStory),
      key: `denial ${story.id}`,
      replyTo: telling.messageId,
    };
  });
  await announce(deps, wanted, { total, now });
}
