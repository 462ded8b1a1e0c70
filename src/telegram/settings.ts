/** Changing what a chat gets, and when: each change moves the chat's next moment along. */
import { inDigits } from '../arabic/digits.ts';
import { DAY } from '../durations.ts';
import { wordsOfKey } from '../stories/query.ts';
import { type Chat, type ChatSchedule, wholeWeek } from '../subscriptions/chat.ts';
import { defaultTimes, nextMoment, scheduleOf, timesOf } from '../subscriptions/due.ts';
import { daysOff, isOffSomewhere } from '../subscriptions/weekend.ts';
import { topicBySlug } from '../topics/catalogue.ts';
import { namesDay } from './dates.ts';
import { escapeHtml, quoted } from './html.ts';
import { arabicNames, type Names } from './names.ts';
import type { Turn } from './turn.ts';

/** Epoch ms of the next moment to be stored with the chat; none while it is paused. A zone further west would bring hours again that
 * had their digest today: they are passed over, as composing would. */
async function planned(
  turn: Turn,
  chat: ChatSchedule & Pick<Chat, 'id' | 'paused'>,
): Promise<number | undefined> {
  if (chat.paused !== undefined) return undefined;
  // No place's date is more than a day behind that of Greenwich, and quiet hours and days off hold a moment for three at most.
  const fromDate = new Date(turn.now - 4 * DAY).toISOString().slice(0, 10);
  const used = await turn.app.chats.usedMoments(chat.id, fromDate);
  return nextMoment(scheduleOf(chat, turn.app.defaultZone), turn.now, used)?.at;
}

/** Whether digests were ever asked for here: by /start, a topic or a time. Only who asked can have chosen days that leave none. */
export function hasBegun(chat: Chat | undefined): boolean {
  return chat?.nextDigestAt !== undefined || chat?.paused !== undefined || noneLeft(chat);
}

/** Whether the chat's days may leave no moment for a digest. */
function noneLeft(chat: Chat | undefined): boolean {
  if (chat === undefined) return false;
  return chat.days.length === 0 || (chat.weekend === 'none' && chat.days.every(isOffSomewhere));
}

/** The bot's own Arabic words with their numbers in the digits that the chat reads; commands and tags stay as they are typed. */
export function ownDigits(html: string, chat: Pick<Chat, 'settings'> | undefined): string {
  if (chat === undefined || chat.settings.digits === 'latn' || chat.settings.language === 'en') return html;
  return html
    .split(/(<[^<>]*>|\/[a-z][^\n\u2069]*)/u)
    .map((piece, index) => (index % 2 === 1 ? piece : inDigits(piece, chat.settings.digits)))
    .join('');
}

/** «الثلاثاء 8:00 ص», with the date where it is a week away or more. */
export function dateWords(turn: Turn, chat: Chat, at: number): string {
  const { zone } = scheduleOf(chat, turn.app.defaultZone);
  const { dayAndClock, dateAndClock } = turn.dates;
  const words = namesDay(turn.now, at) ? dayAndClock(at, zone) : dateAndClock(at, zone);
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
  if (hasBegun(chat)) return chat?.settings.breaking === 'off' ? turn.say.noNext : turn.say.breakingAlone;
  return notBegun(turn);
}

/** How digests begin: a channel's elsewhere than those of the private chat in which it is set up. */
function notBegun({ say, subject }: Turn): string {
  return subject === undefined ? say.notStarted : say.channelNotStarted;
}

/** What a chat that follows nothing gets, and how it would. */
export function nothingFollowed(turn: Turn, chat: Chat | undefined): string {
  return hasBegun(chat) ? turn.say.noSubscriptions : notBegun(turn);
}

/** «8:00 ص», «8:00 م», and «بتوقيت الرياض»; of a chat that is not known yet, what it would get. */
export function scheduleWords(turn: Turn, chat: Chat | undefined): readonly [readonly string[], string] {
  const zone = chat === undefined ? turn.app.defaultZone : scheduleOf(chat, turn.app.defaultZone).zone;
  const times = chat === undefined ? defaultTimes : timesOf(chat);
  const clocks = times.map((time) => turn.dates.clock(time, zone));
  const shown = chat === undefined ? clocks : clocks.map((clock) => ownDigits(clock, chat));
  return [shown, turn.dates.inZone(zone)];
}

/** The weekdays (0 for Sunday) that are no days off where the chat is. */
export function workdays(turn: Turn, chat: Chat): readonly number[] {
  const off = daysOff(scheduleOf(chat, turn.app.defaultZone).zone);
  return wholeWeek.filter((day) => !off.includes(day));
}

/** The chat's times in one sentence (HTML). */
export function scheduleLine(turn: Turn, chat: Chat | undefined): string {
  const [times, zone] = scheduleWords(turn, chat);
  return turn.say.schedule(times, escapeHtml(zone));
}

/**
 * Store what changes of the chat's schedule with its next moment. Returns the chat as it is now. What has not begun begins with it, but for
 * a channel that is being set up: its readers get nothing before a topic is followed or its digests are begun.
 */
export async function setSchedule(turn: Turn, chat: Chat, change: Partial<ChatSchedule>): Promise<Chat> {
  // Times of one's own choice are not those that Ramadan moved, and are for some day.
  const times = { timesBeforeRamadan: undefined, ...(chat.days.length === 0 ? { days: wholeWeek } : {}) };
  const own = change.times === undefined ? change : { ...times, ...change };
  const changed = { ...chat, ...own };
  const waits = turn.subject !== undefined && !hasBegun(chat);
  const nextDigestAt = waits ? undefined : await planned(turn, changed);
  await turn.app.chats.setSchedule(chat.id, { ...own, nextDigestAt }, turn.now);
  return { ...changed, nextDigestAt };
}

/** Digests start, or start again. */
export async function resume(turn: Turn, chat: Chat): Promise<Chat> {
  const going = { ...chat, paused: undefined };
  const nextDigestAt = await planned(turn, going);
  await turn.app.chats.setPaused(chat.id, undefined, { nextDigestAt, now: turn.now });
  return { ...going, nextDigestAt };
}

/** What one chat may follow: topics in all, and words of its own among them. */
const MOST_TOPICS = 40;
const MOST_WORDS = 10;

/** `before`: it was followed already; `full` and `wordsFull`: no more can be. */
export type Followed = 'fresh' | 'before' | 'full' | 'wordsFull';

/** Words of a chat's own, as they were written and as they are called. */
type Own = { readonly words: string; readonly name: string };

/** Follow a topic, or words of the chat's own by their key: the chat's digests start with its first one. */
export async function follow(turn: Turn, chat: Chat, topic: string, own?: Own): Promise<Followed> {
  if (!chat.topics.includes(topic)) {
    if (chat.topics.length >= MOST_TOPICS) return 'full';
    const words = chat.topics.filter((one) => wordsOfKey(one) !== undefined);
    if (wordsOfKey(topic) !== undefined && words.length >= MOST_WORDS) return 'wordsFull';
  }
  const fresh = await turn.app.chats.subscribe(chat.id, topic, turn.now, own);
  if (chat.nextDigestAt === undefined && chat.paused === undefined) await resume(turn, chat);
  return fresh ? 'fresh' : 'before';
}

/** What a tap on a topic changed. */
export type Toggled = {
  /** undefined where it could not be followed: `topics` have all their room. */
  readonly followed: boolean | undefined;
  readonly topics: readonly string[];
  /** What is said of it. */
  readonly note: string;
};

/** Follow the topic (or words of the chat's own, by their key) or leave it, whichever is not so now. Returns the topics then followed. */
export async function toggle(turn: Turn, topic: string, own?: Own): Promise<Toggled> {
  const chat = await turn.chat();
  const called = own === undefined ? topicName(topic, chat, turn.names) : turn.names.own(own.name);
  if (chat.topics.includes(topic)) {
    await turn.app.chats.unsubscribe(chat.id, topic);
    const topics = chat.topics.filter((one) => one !== topic);
    return { followed: false, topics, note: unfollowedWords(turn, called, topics.length) };
  }
  const became = await follow(turn, chat, topic, own);
  const full = became === 'full' || became === 'wordsFull';
  return {
    followed: full ? undefined : true,
    topics: full ? chat.topics : [...chat.topics, topic],
    note: followedWords(turn, called, became),
  };
}

/** What is said after following something under this name, as a plain line. */
export function followedWords(turn: Turn, name: string, became: Followed): string {
  switch (became) {
    case 'fresh':
      return turn.say.followed(name);
    case 'before':
      return turn.say.alreadyFollowed(name);
    case 'full':
      return turn.say.topicsFull(MOST_TOPICS);
    case 'wordsFull':
      return turn.say.wordsFull(MOST_WORDS);
  }
}

/** What a chat calls one of its topics, as a plain line; those that left the catalogue by their slug. In Arabic where no names are given. */
export function topicName(topic: string, chat?: Pick<Chat, 'names'>, names: Names = arabicNames): string {
  const known = topicBySlug(topic);
  if (known !== undefined) return names.topic(known);
  const called = chat?.names.get(topic);
  return called === undefined ? (wordsOfKey(topic) ?? topic) : names.own(called);
}

/** What the chat follows (HTML). */
export function subscriptionsLine(turn: Turn, chat: Chat | undefined): string {
  if (chat === undefined || chat.topics.length === 0)
    return hasBegun(chat) ? turn.say.noSubscriptions : turn.say.noTopics;
  const names = chat.topics.map((topic) => {
    const name = quoted(topicName(topic, chat, turn.names));
    return chat.muted.includes(topic) ? turn.say.mutedMark(name) : name;
  });
  const line = turn.say.subscriptions(names);
  return chat.muted.length < chat.topics.length ? line : `${line}\n${turn.say.allMuted}`;
}

/** What is said after leaving a topic, as a plain line; `left` are those still followed. */
export function unfollowedWords(turn: Turn, name: string, left: number): string {
  const gone = turn.say.unfollowed(name);
  return left === 0 ? `${gone} ${turn.say.lastUnfollowed}` : gone;
}
