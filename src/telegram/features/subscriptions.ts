/** /subscribe NAME, /unsubscribe NAME: topics of the catalogue, and words of one's own. */
import { fold } from '../../arabic/normalize.ts';
import type { Chat, Subscription } from '../../subscriptions/chat.ts';
import { findTopic } from '../../topics/lookup.ts';
import { oneSlip } from '../../topics/slip.ts';
import type { Topic } from '../../topics/topic.ts';
import { quoted } from '../html.ts';
import { button, type Keyboard, roomyRows } from '../keyboards.ts';
import {
  follow,
  followedWords,
  subscriptionsLine,
  topicName,
  unfollowedWords,
  whenLine,
} from '../settings.ts';
import type { Turn } from '../turn.ts';
import { meansAll } from '../words.ts';
import { cityStep, isNewcomer } from './first-minute.ts';
import { leaveRows } from './followed.ts';
import { asWordsButton, followWords, isQuery, ownNamed } from './own-words.ts';
import { withTopics } from './topics.ts';

/** Topics followed or left at once. */
const MOST = 10;

/** What is said of one name, and buttons for what may be meant. */
type Said = { readonly line: string; readonly row: Keyboard[number] };

/** `argument`: one or more names, parted by commas or «و», or words of one's own; without any, the catalogue. */
export async function subscribe(turn: Turn, argument: string): Promise<void> {
  if (!(await turn.mayChange())) return;
  const isNew = await isNewcomer(turn);
  const before = await turn.chat();
  const names = namesIn(argument);
  if (names.length === 0) return turn.reply(withTopics(turn, turn.say.askSubscribe, before.topics));
  const said: Said[] = [];
  for (const words of names) said.push(await subscribeTo(turn, words));
  const chat = await turn.chat();
  const lines = said.map(({ line }) => line);
  const begins = chat.topics.length > before.topics.length;
  if (begins) lines.push(whenLine(turn, chat));
  const html = lines.join('\n');
  const rows = said.flatMap(({ row }) => roomyRows(row));
  if (!isNew || !begins) return turn.reply({ html, keyboard: rows });
  const asking = await cityStep(turn, html);
  await turn.reply({ ...asking, keyboard: [...rows, ...(asking.keyboard ?? [])] });
}

/** Follows the topic that is named, else the words; what may be a slip is asked about. */
async function subscribeTo(turn: Turn, words: string): Promise<Said> {
  const found = findTopic(words);
  if (isQuery(words) || found.kind === 'none') return followWords(turn, words);
  if (found.kind === 'exact') {
    const became = await follow(turn, await turn.chat(), found.topic.slug);
    return { line: followedWords(turn, turn.names.topic(found.topic), became), row: [] };
  }
  const topics = [found.topic, ...found.others];
  const names = topics.map(turn.names.topic);
  const offers = topics.flatMap((topic) =>
    button(turn.labels.follow(turn.names.topic(topic)), { kind: 'follow', slug: topic.slug }),
  );
  return {
    line: turn.say.didYouMean(quoted(words), names),
    row: [...offers, ...asWordsButton(turn, words)],
  };
}

/** The same for leaving; without a name, the followed ones as buttons. */
export async function unsubscribe(turn: Turn, argument: string): Promise<void> {
  if (!(await turn.mayChange())) return;
  const before = await turn.chat();
  const given = ownNamed(turn, before, argument) === undefined ? namesIn(argument) : [argument];
  if (given.length === 0) {
    if (before.topics.length === 0) return turn.reply({ html: subscriptionsLine(turn, before) });
    const names = before.topics.map((topic) => quoted(topicName(topic, before, turn.names)));
    return turn.reply({
      html: turn.kind === 'channel' ? turn.say.askUnsubscribeName(names) : turn.say.askUnsubscribe,
      keyboard: leaveRows(turn, before, await turn.app.chats.subscriptions(before.id)),
    });
  }
  if (meansAll(argument)) return leaveAll(turn, before);
  const said: Said[] = [];
  for (const words of given) said.push(await unsubscribeFrom(turn, before, words));
  const lines = said.map(({ line }) => line);
  const left = (await turn.chat()).topics.length;
  if (before.topics.length > 0 && left === 0) lines.push(turn.say.lastUnfollowed);
  await turn.reply({ html: lines.join('\n'), keyboard: said.flatMap(({ row }) => roomyRows(row)) });
}

/** Leaves the chat's own words or the topic that is meant, also with one slip (said so); else offers what it follows and may be meant. */
async function unsubscribeFrom(turn: Turn, before: Chat, words: string): Promise<Said> {
  const asked = quoted(words);
  const leave = async (topic: string, above = ''): Promise<Said> => {
    const name = quoted(topicName(topic, before, turn.names));
    const gone = await turn.app.chats.unsubscribe(before.id, topic);
    return { line: above + (gone ? turn.say.unfollowed(name) : turn.say.notFollowed(name)), row: [] };
  };
  const own = ownNamed(turn, before, words);
  if (own !== undefined) return leave(own);
  const found = findTopic(words);
  if (found.kind === 'exact') return leave(found.topic.slug);
  if (found.kind === 'near' && found.others.length === 0)
    return leave(found.topic.slug, `${turn.say.meant(asked, turn.names.topic(found.topic))}\n`);
  const nearest: readonly Topic[] = found.kind === 'near' ? [found.topic, ...found.others] : found.nearest;
  const near = nearest.filter(({ slug }) => before.topics.includes(slug));
  const alike = await ownNear(turn, before, words);
  if (near.length + alike.length === 0) return { line: turn.say.notFollowed(asked), row: [] };
  const names = [
    ...near.map(turn.names.topic),
    ...alike.map(({ topic }) => quoted(topicName(topic, before, turn.names))),
  ];
  const row = near.flatMap((topic) =>
    button(turn.labels.unfollow(turn.names.topic(topic)), { kind: 'leave', slug: topic.slug }),
  );
  return { line: turn.say.didYouMean(asked, names), row: [...row, ...leaveRows(turn, before, alike).flat()] };
}

/** The chat's own words that are called nearly that. */
async function ownNear(turn: Turn, chat: Chat, words: string): Promise<readonly Subscription[]> {
  const asked = fold(words);
  const followed = await turn.app.chats.subscriptions(chat.id);
  return followed.filter(
    (one) => one.words !== undefined && oneSlip(fold(topicName(one.topic, chat)), asked),
  );
}

/** Who wants none of them may want no digests either. */
async function leaveAll(turn: Turn, chat: Chat): Promise<void> {
  if (chat.topics.length === 0) return turn.reply({ html: subscriptionsLine(turn, chat) });
  for (const topic of chat.topics) await turn.app.chats.unsubscribe(chat.id, topic);
  await turn.reply({
    html: turn.say.allUnfollowed,
    keyboard: chat.paused === undefined ? [button(turn.labels.stop, { kind: 'stop' })] : [],
  });
}

/** A topic in a list of before, by its slug: it goes, the others stay. */
export async function leaveTapped(turn: Turn, slug: string): Promise<void> {
  if (!(await turn.mayChange())) return;
  const chat = await turn.chat();
  const gone = await turn.app.chats.unsubscribe(chat.id, slug);
  await turn.drop();
  const name = topicName(slug, chat, turn.names);
  await turn.note(gone ? unfollowedWords(turn, name, chat.topics.length - 1) : turn.say.notFollowed(name));
}

/** A whole line that is a name («علوم وفضاء») is one; else it is cut at commas, and at «و» where all pieces are names. */
function namesIn(argument: string): readonly string[] {
  if (findTopic(argument).kind === 'exact') return [argument];
  const byComma = argument
    .split(/[،,؛;\n]/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  return byComma.flatMap((piece) => joinedByAnd(piece) ?? [piece]).slice(0, MOST);
}

/** The names in «إيران وعلوم وفضاء», each as long as it can be; undefined when not all of it is names. */
function joinedByAnd(piece: string): readonly string[] | undefined {
  const words = piece.split(/\s+و\s*/u).filter((word) => word !== '');
  if (words.length > MOST) return undefined;
  const names: string[] = [];
  for (let from = 0; from < words.length; ) {
    let to = words.length;
    while (to > from && findTopic(words.slice(from, to).join(' و')).kind !== 'exact') to -= 1;
    if (to === from) return undefined;
    names.push(words.slice(from, to).join(' و'));
    from = to;
  }
  return names;
}
