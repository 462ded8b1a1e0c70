/** /subscriptions: what a chat follows, a button for each: mute it, name it, leave it, see its news. */

import { wordsOfKey } from '../../stories/query.ts';
import type { Chat, Subscription } from '../../subscriptions/chat.ts';
import { topicBySlug } from '../../topics/catalogue.ts';
import { bold, escapeHtml, link, oneLine, quoted } from '../html.ts';
import { button, type Keyboard, type OwnTap, rowsOf, settingsButton, type Tap } from '../keyboards.ts';
import { subscriptionsLine, topicName, unfollowedWords, whenLine } from '../settings.ts';
import type { Answer, Turn } from '../turn.ts';
import { lessenedButton } from './less.ts';
import { isItself, wordsLine } from './own-words.ts';
import { searchFor } from './search.ts';
import { showTopic } from './topic.ts';

const CODE = 'sb';
const tap = (...values: readonly string[]): Tap => ({ kind: 'own', code: CODE, values });

/** Characters of a name that a reader gives. */
const LONGEST_NAME = 30;

/** What the chat follows, and when its next digest comes. */
export async function subscriptions(turn: Turn): Promise<void> {
  await turn.reply(await listOf(turn));
}

async function listOf(turn: Turn): Promise<Answer> {
  const chat = await turn.known();
  const followed = chat === undefined ? [] : await turn.app.chats.subscriptions(chat.id);
  const lines = [subscriptionsLine(turn, chat), whenLine(turn, chat)];
  // A channel has no buttons to tap.
  if (followed.length > 0 && turn.kind !== 'channel') lines.push('', turn.say.tapFollowed);
  const buttons = followed.flatMap(({ id, topic, muted }) => {
    const name = oneLine(topicName(topic, chat, turn.names), LONGEST_NAME);
    return button(muted ? turn.say.mutedMark(name) : name, tap(String(id)));
  });
  return {
    html: lines.join('\n'),
    keyboard: [
      ...rowsOf(2, buttons),
      await lessenedButton(turn),
      [...button(turn.labels.allTopics, { kind: 'groups' }), settingsButton(turn.labels)],
    ],
  };
}

/** Buttons that leave what is followed, each at a tap. */
export function leaveRows({ names }: Turn, chat: Chat, followed: readonly Subscription[]): Keyboard {
  return followed.map(({ id, topic }) => {
    const own = wordsOfKey(topic) !== undefined;
    const name = oneLine(topicName(topic, chat, names), LONGEST_NAME);
    return button(name, own ? tap(String(id), 'drop') : { kind: 'leave', slug: topic });
  });
}

function screen(turn: Turn, chat: Chat, { id, topic, words, muted }: Subscription): Answer {
  const lines = [bold(quoted(topicName(topic, chat, turn.names)))];
  if (words !== undefined && !isItself(words, topicName(topic, chat))) lines.push(wordsLine(turn, words));
  if (muted) lines.push(turn.say.isMuted);
  const at = (action: string): Tap => tap(String(id), action);
  return {
    html: lines.join('\n'),
    keyboard: [
      [
        ...button(muted ? turn.labels.unmute : turn.labels.mute, at(muted ? 'unmute' : 'mute')),
        ...(words === undefined ? [] : button(turn.labels.rename, at('name'))),
      ],
      [...button(turn.labels.itsNews, at('news')), ...button(turn.labels.leave, at('leave'))],
      [...button(turn.labels.back, tap('list'))],
    ],
  };
}

/** A tap in the list or on one of its screens. Whose number it carries is checked: it must be the chat's own. */
const tapped: OwnTap = async (turn, [number = '', action]) => {
  if (number === 'list') {
    await turn.replace(await listOf(turn));
    return true;
  }
  const chat = await turn.known();
  if (chat === undefined || !/^\d{1,15}$/u.test(number)) return false;
  if (action === 'news') {
    const asked = await ownOne(turn, chat, number);
    if (asked !== undefined) await showNews(turn, asked);
    return asked !== undefined;
  }
  // The list and its screens are the whole group's.
  if (!(await turn.mayChange())) return true;
  const one = await ownOne(turn, chat, number);
  if (one === undefined) {
    await turn.note(turn.say.followedGone);
    return true;
  }
  switch (action) {
    case undefined:
      await turn.replace(screen(turn, chat, one));
      return true;
    case 'mute':
    case 'unmute':
      await mute(turn, chat, { ...one, muted: action === 'mute' });
      return true;
    case 'name':
      if (one.words === undefined) return false;
      await turn.reply(nameQuestion(turn, chat, one));
      return true;
    case 'leave':
    case 'drop':
      await leave(turn, chat, one, action);
      return true;
    default:
      return false;
  }
};

async function ownOne(turn: Turn, chat: Chat, number: string): Promise<Subscription | undefined> {
  return (await turn.app.chats.subscriptions(chat.id)).find(({ id }) => String(id) === number);
}

async function showNews(turn: Turn, { topic, words }: Subscription): Promise<void> {
  const shown = topicBySlug(topic);
  if (shown !== undefined) await showTopic(turn, shown, 1);
  else await searchFor(turn, words ?? topic, []);
}

async function mute(turn: Turn, chat: Chat, one: Subscription): Promise<void> {
  await turn.app.chats.changeSubscription(chat.id, one.topic, { muted: one.muted });
  await turn.replace(screen(turn, chat, one));
  const name = topicName(one.topic, chat, turn.names);
  await turn.note(one.muted ? turn.say.muted(name) : turn.say.unmuted(name));
}

async function leave(turn: Turn, chat: Chat, { topic }: Subscription, how: 'leave' | 'drop'): Promise<void> {
  await turn.app.chats.unsubscribe(chat.id, topic);
  await turn.chat();
  if (how === 'drop') await turn.drop();
  else await turn.replace(await listOf(turn));
  await turn.note(unfollowedWords(turn, topicName(topic, chat, turn.names), chat.topics.length - 1));
}

/** The question for a name; its link tells the answer which one it names. */
function nameQuestion(turn: Turn, chat: Chat, { id, topic }: Subscription): Answer {
  const about = link(
    quoted(topicName(topic, chat, turn.names)),
    `https://t.me/${turn.username}?start=sub_${id}`,
  );
  return { html: `${about}\n${escapeHtml(turn.say.askName)}`, asks: turn.say.nameHint };
}

/** The answer to that question; `links` are the payloads of its links into the bot. */
export async function nameGiven(turn: Turn, text: string, links: readonly string[]): Promise<void> {
  if (!(await turn.mayChange())) return;
  const chat = await turn.known();
  const number = links.flatMap((payload) => payload.match(/^sub_(\d{1,15})$/u)?.[1] ?? [])[0];
  const one = chat && number !== undefined ? await ownOne(turn, chat, number) : undefined;
  if (chat === undefined || one === undefined) return turn.reply({ html: turn.say.followedGone });
  const name = oneLine(text, LONGEST_NAME * 2);
  if (name.length > LONGEST_NAME || !/[\p{L}\p{N}]/u.test(name))
    return turn.reply({
      ...nameQuestion(turn, chat, one),
      html: `${turn.say.badName}\n${nameQuestion(turn, chat, one).html}`,
    });
  await turn.app.chats.changeSubscription(chat.id, one.topic, { name });
  const named = await turn.chat();
  const shown = screen(turn, named, one);
  await turn.reply({ ...shown, html: `${turn.say.named(quoted(name))}\n\n${shown.html}` });
}

/** Taps, by their code. */
export const followedTaps: readonly (readonly [string, OwnTap])[] = [[CODE, tapped]];
