/** Changing what a chat gets, and when: each change moves the chat's next moment along. */

import type { Chat, Moment } from '../subscriptions/chat.ts';
import { defaultTimes, nextMoment } from '../subscriptions/due.ts';
import { topicBySlug } from '../topics/catalogue.ts';
import { clocksOf, dayAndClock, zoneWords } from './dates.ts';
import type { Turn } from './turn.ts';

/** When the chat's next digest comes, by its zone and times. */
function nextOf(turn: Turn, chat: Pick<Chat, 'zone' | 'times'>): Moment | undefined {
  return nextMoment({ zone: chat.zone ?? turn.app.defaultZone, times: chat.times }, turn.now);
}

/** «الثلاثاء 8:00 ص»; undefined while the chat is paused. */
export function nextWords(turn: Turn, chat: Chat): string | undefined {
  const next = chat.paused === undefined ? nextOf(turn, chat) : undefined;
  return next && dayAndClock(next.at, chat.zone ?? turn.app.defaultZone);
}

/** «8:00 ص و8:00 م», and «بتوقيت الرياض». */
export function scheduleWords(turn: Turn, chat: Pick<Chat, 'zone' | 'times'>): readonly [string, string] {
  const zone = chat.zone ?? turn.app.defaultZone;
  return [clocksOf(chat.times.length === 0 ? defaultTimes : chat.times, zone), zoneWords(zone)];
}

/** Store the chat's zone and times with its next moment. Returns the chat as it is now. */
export async function setSchedule(
  turn: Turn,
  chat: Chat,
  change: { readonly zone?: string; readonly times?: readonly string[] },
): Promise<Chat> {
  const zone = change.zone ?? chat.zone;
  const times = change.times ?? chat.times;
  const nextDigestAt = chat.paused === undefined ? nextOf(turn, { zone, times })?.at : undefined;
  await turn.app.chats.setSchedule(chat.id, { zone, times, nextDigestAt });
  return { ...chat, zone, times, nextDigestAt };
}

/** Digests start, or start again. */
export async function resume(turn: Turn, chat: Chat): Promise<Chat> {
  const nextDigestAt = nextOf(turn, chat)?.at;
  await turn.app.chats.setPaused(chat.id, undefined, nextDigestAt);
  return { ...chat, paused: undefined, nextDigestAt };
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
