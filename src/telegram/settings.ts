/** Changing what a chat gets, and when: each change moves the chat's next moment along. */

import type { Chat, ChatSchedule } from '../subscriptions/chat.ts';
import { defaultTimes, nextMoment, scheduleOf } from '../subscriptions/due.ts';
import { topicBySlug } from '../topics/catalogue.ts';
import { clockOf, dayAndClock, zoneWords } from './dates.ts';
import type { Turn } from './turn.ts';

const DAY = 86_400_000;

/** Epoch ms of the next moment to be stored with the chat; none while it is paused. A zone further west would bring hours again that
 * had their digest today: they are passed over, as composing would. */
async function planned(
  turn: Turn,
  chat: ChatSchedule & Pick<Chat, 'id' | 'paused'>,
): Promise<number | undefined> {
  if (chat.paused !== undefined) return undefined;
  // No place's date is more than a day behind that of Greenwich.
  const fromDate = new Date(turn.now - DAY).toISOString().slice(0, 10);
  const used = await turn.app.chats.usedMoments(chat.id, fromDate);
  return nextMoment(scheduleOf(chat, turn.app.defaultZone), turn.now, used)?.at;
}

/** Whether digests were ever asked for here: by /start, a topic or a time. */
export function hasBegun(chat: Chat | undefined): boolean {
  return chat?.nextDigestAt !== undefined || chat?.paused !== undefined;
}

/** «الثلاثاء 8:00 ص»; undefined while the chat is paused and before its digests have begun. */
export function nextWords(turn: Turn, chat: Chat): string | undefined {
  if (chat.nextDigestAt === undefined) return undefined;
  const schedule = scheduleOf(chat, turn.app.defaultZone);
  // One whose time has come is about to be sent: the next one is meant.
  const at = chat.nextDigestAt > turn.now ? chat.nextDigestAt : nextMoment(schedule, turn.now)?.at;
  return at === undefined ? undefined : dayAndClock(at, schedule.zone);
}

/** When the next digest comes, that all is paused, or that nothing has begun. */
export function whenLine(turn: Turn, chat: Chat | undefined): string {
  if (chat?.paused !== undefined) return turn.say.paused;
  const next = chat && nextWords(turn, chat);
  if (next !== undefined) return turn.say.next(next);
  return turn.subject === undefined ? turn.say.notStarted : turn.say.channelNotStarted;
}

/** «8:00 ص», «8:00 م», and «بتوقيت الرياض»; of a chat that is not known yet, what it would get. */
export function scheduleWords(
  turn: Turn,
  chat: Pick<Chat, 'zone' | 'times'> | undefined,
): readonly [readonly string[], string] {
  const zone = chat?.zone ?? turn.app.defaultZone;
  const times = chat === undefined || chat.times.length === 0 ? defaultTimes : chat.times;
  return [times.map((time) => clockOf(time, zone)), zoneWords(zone)];
}

/** Store what changes of the chat's schedule with its next moment. Returns the chat as it is now. */
export async function setSchedule(turn: Turn, chat: Chat, change: Partial<ChatSchedule>): Promise<Chat> {
  const changed = { ...chat, ...change };
  const nextDigestAt = await planned(turn, changed);
  await turn.app.chats.setSchedule(chat.id, { ...change, nextDigestAt }, turn.now);
  return { ...changed, nextDigestAt };
}

/** Digests start, or start again. */
export async function resume(turn: Turn, chat: Chat): Promise<Chat> {
  const going = { ...chat, paused: undefined };
  const nextDigestAt = await planned(turn, going);
  await turn.app.chats.setPaused(chat.id, undefined, { nextDigestAt, now: turn.now });
  return { ...going, nextDigestAt };
}

/** Follow a topic: the chat's digests start with its first one. False when it was followed before. */
export async function follow(turn: Turn, chat: Chat, slug: string): Promise<boolean> {
  const fresh = await turn.app.chats.subscribe(chat.id, slug, turn.now);
  if (chat.nextDigestAt === undefined && chat.paused === undefined) await setSchedule(turn, chat, {});
  return fresh;
}

/** Follow the topic or leave it, whichever is not so now. Returns the topics then followed. */
export async function toggle(
  turn: Turn,
  slug: string,
): Promise<{ readonly followed: boolean; readonly topics: readonly string[] }> {
  const chat = await turn.chat();
  if (chat.topics.includes(slug)) {
    await turn.app.chats.unsubscribe(chat.id, slug);
    return { followed: false, topics: chat.topics.filter((topic) => topic !== slug) };
  }
  await follow(turn, chat, slug);
  return { followed: true, topics: [...chat.topics, slug] };
}

/** Names of topics; those that left the catalogue by their slug. */
export function topicName(slug: string): string {
  return topicBySlug(slug)?.name ?? slug;
}

/** What the chat follows. */
export function subscriptionsLine(turn: Turn, chat: Chat | undefined): string {
  const topics = chat?.topics ?? [];
  if (topics.length > 0) return turn.say.subscriptions(topics.map(topicName));
  return hasBegun(chat) ? turn.say.noSubscriptions : turn.say.noTopics;
}

/** What is said after leaving a topic; `left` are those still followed. */
export function unfollowedWords(turn: Turn, slug: string, left: number): string {
  const gone = turn.say.unfollowed(topicName(slug));
  return left === 0 ? `${gone} ${turn.say.lastUnfollowed}` : gone;
}
