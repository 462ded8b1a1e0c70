/** Changing what a chat gets, and when: each change moves the chat's next moment along. */

import { inDigits } from '../arabic/digits.ts';
import type { Chat, ChatSchedule } from '../subscriptions/chat.ts';
import { defaultTimes, nextMoment, scheduleOf } from '../subscriptions/due.ts';
import { topicBySlug } from '../topics/catalogue.ts';
import { clockOf, dateAndClock, dayAndClock, zoneWords } from './dates.ts';
import { escapeHtml } from './html.ts';
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

/** Whether digests were ever asked for here: by /start, a topic or a time. Only who asked can have chosen days that leave none. */
export function hasBegun(chat: Chat | undefined): boolean {
  return chat?.nextDigestAt !== undefined || chat?.paused !== undefined || noneLeft(chat);
}

/** Whether the chat's days leave no moment for a digest. */
function noneLeft(chat: Chat | undefined): boolean {
  return chat !== undefined && (chat.days.length === 0 || chat.weekend === 'none');
}

/** The bot's own words with their numbers in the digits that the chat reads; commands and tags stay as they are typed. */
export function ownDigits(html: string, chat: Pick<Chat, 'settings'>): string {
  if (chat.settings.digits === 'latn') return html;
  return html
    .split(/(<[^<>]*>|\/[a-z][^\n\u2069]*)/u)
    .map((piece, index) => (index % 2 === 1 ? piece : inDigits(piece, chat.settings.digits)))
    .join('');
}

/** Within this time a weekday says which day is meant. */
const DAYS_BY_NAME = 6 * DAY;

/** «الثلاثاء 8:00 ص», with the date where it is a week away or more. */
export function dateWords(turn: Turn, chat: Chat, at: number): string {
  const { zone } = scheduleOf(chat, turn.app.defaultZone);
  const words = at - turn.now < DAYS_BY_NAME ? dayAndClock(at, zone) : dateAndClock(at, zone);
  return ownDigits(words, chat);
}

/** «الثلاثاء 8:00 ص»; undefined while the chat is paused, before its digests have begun, and where none is left. */
export function nextWords(turn: Turn, chat: Chat): string | undefined {
  if (chat.nextDigestAt === undefined) return undefined;
  const schedule = scheduleOf(chat, turn.app.defaultZone);
  // One whose time has come is about to be sent: the next one is meant.
  const at = chat.nextDigestAt > turn.now ? chat.nextDigestAt : nextMoment(schedule, turn.now)?.at;
  return at === undefined ? undefined : dateWords(turn, chat, at);
}

/** When the next digest comes, that all is paused, or that nothing has begun. */
export function whenLine(turn: Turn, chat: Chat | undefined): string {
  if (chat?.paused !== undefined) return turn.say.paused;
  const next = chat && nextWords(turn, chat);
  if (next !== undefined) return turn.say.next(next);
  if (hasBegun(chat)) return turn.say.noNext;
  return turn.subject === undefined ? turn.say.notStarted : turn.say.channelNotStarted;
}

/** «8:00 ص», «8:00 م», and «بتوقيت الرياض»; of a chat that is not known yet, what it would get. */
export function scheduleWords(turn: Turn, chat: Chat | undefined): readonly [readonly string[], string] {
  const zone = chat === undefined ? turn.app.defaultZone : scheduleOf(chat, turn.app.defaultZone).zone;
  const times = chat === undefined || chat.times.length === 0 ? defaultTimes : chat.times;
  const clocks = times.map((time) => clockOf(time, zone));
  return [chat === undefined ? clocks : clocks.map((clock) => ownDigits(clock, chat)), zoneWords(zone)];
}

/** The chat's times in one sentence (HTML). */
export function scheduleLine(turn: Turn, chat: Chat | undefined): string {
  const [times, zone] = scheduleWords(turn, chat);
  return turn.say.schedule(times, escapeHtml(zone));
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
