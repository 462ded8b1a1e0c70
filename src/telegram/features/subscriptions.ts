/** /subscribe NAME, /unsubscribe NAME, /subscriptions. */
import type { Chat } from '../../subscriptions/chat.ts';
import { findTopic } from '../../topics/lookup.ts';
import type { Topic } from '../../topics/topic.ts';
import { quoted } from '../html.ts';
import { button, type Keyboard, settingsButton } from '../keyboards.ts';
import { follow, subscriptionsLine, topicName, unfollowedWords, whenLine } from '../settings.ts';
import type { Turn } from '../turn.ts';
import { meansAll } from '../words.ts';
import { withTopics } from './topics.ts';

/** Topics followed or left at once. */
const MOST = 10;
/** Rows of buttons in one list. */
const SHOWN = 40;

/** `argument`: one or more names, parted by commas or «و»; without any, the catalogue. */
export async function subscribe(turn: Turn, argument: string): Promise<void> {
  if (!(await turn.mayChange())) return;
  const before = await turn.chat();
  const names = namesIn(argument);
  if (names.length === 0) return turn.reply(withTopics(turn, turn.say.askSubscribe, before.topics));
  const lines: string[] = [];
  const rows: Keyboard[number][] = [];
  const offer = ({ name, slug }: Topic) => button(turn.labels.follow(name), { kind: 'follow', slug });
  for (const words of names) {
    const topic = taken(turn, words, { lines, rows, offer });
    if (topic === undefined) continue;
    const fresh = await follow(turn, await turn.chat(), topic.slug);
    lines.push(fresh ? turn.say.followed(topic.name) : turn.say.alreadyFollowed(topic.name));
  }
  const chat = await turn.chat();
  if (chat.topics.length > before.topics.length) lines.push(whenLine(turn, chat));
  await turn.reply({ html: lines.join('\n'), keyboard: rows });
}

/** The same for leaving; without a name, the followed ones as buttons. */
export async function unsubscribe(turn: Turn, argument: string): Promise<void> {
  if (!(await turn.mayChange())) return;
  const before = await turn.chat();
  const given = namesIn(argument);
  if (given.length === 0) {
    if (before.topics.length === 0) return turn.reply({ html: subscriptionsLine(turn, before) });
    const names = before.topics.map(topicName);
    return turn.reply({
      html: turn.kind === 'channel' ? turn.say.askUnsubscribeName(names) : turn.say.askUnsubscribe,
      keyboard: leaveRows(before.topics),
    });
  }
  if (meansAll(argument)) return leaveAll(turn, before);
  const lines: string[] = [];
  const rows: Keyboard[number][] = [];
  const offer = ({ name, slug }: Topic) =>
    before.topics.includes(slug) ? button(turn.labels.unfollow(name), { kind: 'leave', slug }) : [];
  for (const words of given) {
    const topic = taken(turn, words, { lines, rows, offer });
    if (topic === undefined) continue;
    const gone = await turn.app.chats.unsubscribe(before.id, topic.slug);
    lines.push(gone ? turn.say.unfollowed(topic.name) : turn.say.notFollowed(topic.name));
  }
  const left = (await turn.chat()).topics.length;
  if (before.topics.length > 0 && left === 0) lines.push(turn.say.lastUnfollowed);
  await turn.reply({ html: lines.join('\n'), keyboard: rows });
}

/** Who wants none of them may want no digests either. */
async function leaveAll(turn: Turn, chat: Chat): Promise<void> {
  if (chat.topics.length === 0) return turn.reply({ html: subscriptionsLine(turn, chat) });
  for (const slug of chat.topics) await turn.app.chats.unsubscribe(chat.id, slug);
  await turn.reply({
    html: turn.say.allUnfollowed,
    keyboard: chat.paused === undefined ? [button(turn.labels.stop, { kind: 'stop' })] : [],
  });
}

function leaveRows(topics: readonly string[]): Keyboard {
  return topics.slice(0, SHOWN).map((slug) => button(topicName(slug), { kind: 'leave', slug }));
}

/** A topic in the list under /unsubscribe: it goes, the others stay. */
export async function leaveTapped(turn: Turn, slug: string): Promise<void> {
  if (!(await turn.mayChange())) return;
  const chat = await turn.chat();
  const gone = await turn.app.chats.unsubscribe(chat.id, slug);
  await turn.drop();
  await turn.note(
    gone ? unfollowedWords(turn, slug, chat.topics.length - 1) : turn.say.notFollowed(topicName(slug)),
  );
}

/** The topic meant, exactly or one slip away (said so); for others a line and offers. */
function taken(
  turn: Turn,
  words: string,
  {
    lines,
    rows,
    offer,
  }: {
    readonly lines: string[];
    readonly rows: Keyboard[number][];
    /** The button for a topic that may be meant; none for one that cannot be. */
    readonly offer: (topic: Topic) => Keyboard[number];
  },
): Topic | undefined {
  const found = findTopic(words);
  const asked = quoted(words);
  if (found.kind === 'exact') return found.topic;
  if (found.kind === 'near' && found.others.length === 0) {
    lines.push(turn.say.meant(asked, found.topic.name));
    return found.topic;
  }
  const nearest = found.kind === 'near' ? [found.topic, ...found.others] : found.nearest;
  const near = nearest.filter((topic) => offer(topic).length > 0);
  lines.push(
    near.length === 0
      ? turn.say.unknownTopic(asked)
      : turn.say.didYouMean(
          asked,
          near.map((topic) => topic.name),
        ),
  );
  if (near.length > 0) rows.push(near.flatMap(offer));
  return undefined;
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

/** What the chat follows, and when its next digest comes. */
export async function subscriptions(turn: Turn): Promise<void> {
  const chat = await turn.known();
  const lines = [subscriptionsLine(turn, chat), whenLine(turn, chat)];
  const keyboard = [[...button(turn.labels.allTopics, { kind: 'groups' }), settingsButton(turn.labels)]];
  await turn.reply({ html: lines.join('\n'), keyboard });
}
