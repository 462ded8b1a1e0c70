/** What is new about stories that a chat was told, for its next digest. */
import { denialIn } from '../stories/denial.ts';
import { deniesStory } from '../stories/denied.ts';
import type { Story } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { noWishes, type Wishes } from '../subscriptions/wishes.ts';
import type { Candidates } from './choose.ts';
import { denialNotice } from './deny.ts';
import type { DigestStore } from './digest.ts';
import { factsOf, readFacts, turnOf, writtenFacts } from './facts.ts';
import type { StoryNotice, Telling } from './notice.ts';
import { asWished } from './wished.ts';

/** What answers the message that told its story. */
export type FollowUp = { readonly notice: StoryNotice; readonly replyTo: number };

/** With one digest; beside its own stories. */
const AT_MOST = 2;

/** For each of these chats what is news about stories that may be told now and that it was told; chats without any are left out. */
export async function followUpsOf(
  digests: Pick<DigestStore, 'tellings'>,
  chats: readonly Pick<Chat, 'id'>[],
  {
    candidates,
    told,
    wishes,
  }: {
    readonly candidates: Candidates;
    /** What each chat was told. */
    readonly told: ReadonlyMap<number, ReadonlySet<number>>;
    readonly wishes: ReadonlyMap<number, Wishes>;
  },
): Promise<ReadonlyMap<number, readonly FollowUp[]>> {
  const found = new Map<number, readonly FollowUp[]>();
  const storyIds = new Set([...told.values()].flatMap((ids) => [...ids]));
  // Of those that nobody was told, very many, nothing is looked up.
  const known = [...storyIds].filter((id) => candidates.byId.has(id));
  if (known.length === 0) return found;
  const ofChat = await digests.tellings(
    chats.map(({ id }) => id),
    known,
  );
  for (const [chatId, tellings] of ofChat) {
    const news = tellings
      .flatMap((one) => {
        const candidate = candidates.byId.get(one.storyId);
        // Most stories are as they were told.
        if (candidate === undefined || one.facts === writtenFacts(candidate.story)) return [];
        return { candidate, one };
      })
      .sort((a, b) => a.candidate.rank - b.candidate.rank)
      .flatMap(({ candidate, one }) => {
        const seen = asWished(candidate.story, wishes.get(chatId) ?? noWishes);
        return (seen && followUp(one, seen.story)) ?? [];
      });
    if (news.length > 0) found.set(chatId, news.slice(0, AT_MOST));
  }
  return found;
}

/** What answers the telling of a story, now that the story is as it is; undefined when nothing of it is news, or no message is there to answer. */
function followUp(telling: Telling, story: Story): FollowUp | undefined {
  if (telling.messageId === undefined) return undefined;
  const notice = newsOf(telling, story);
  return notice && { notice, replyTo: telling.messageId };
}

/** What of a story is news to those who were told it so; undefined when nothing is. */
export function newsOf({ facts, at }: Telling, story: Story): StoryNotice | undefined {
  if (facts === undefined || facts === writtenFacts(story)) return undefined;
  const told = readFacts(facts);
  const article = denialIn(story);
  if (
    factsOf(story).denied &&
    !told.denied &&
    article !== undefined &&
    deniesStory({ ...article, text: wordsOf(story, article.id) }, story)
  ) {
    return denialNotice(story, article, story);
  }
  const turn = turnOf(told, story, at);
  return turn && { kind: 'update', story, turn };
}

/** What a story tells in an article's own words. */
function wordsOf({ sentences }: Story, id: number): string {
  return sentences.flatMap(({ text, articleId }) => (articleId === id ? [text] : [])).join('\n');
}
