/** /subscribe NAME, /unsubscribe NAME, /subscriptions. */
import { findTopic } from '../../topics/lookup.ts';
import type { Topic } from '../../topics/topic.ts';
import { outside } from '../html.ts';
import { button, type Keyboard, settingsButton } from '../keyboards.ts';
import { labels, messages } from '../messages.ts';
import { follow, nextWords, topicName } from '../settings.ts';
import type { Turn } from '../turn.ts';
import { withTopics } from './topics.ts';

/** Topics followed or left at once. */
const MOST = 10;
/** Rows of buttons in one list. */
const SHOWN = 40;
/** What is shown of a reader's words. */
const ASKED = 60;

/** `argument`: one or more names, parted by commas or «و»; without any, the catalogue. */
export async function subscribe(turn: Turn, argument: string): Promise<void> {
  if (!(await turn.mayChange())) return;
  const before = await turn.chat();
  if (argument.trim() === '') return turn.reply(withTopics(turn, messages.askSubscribe, before.topics));
  const lines: string[] = [];
  const rows: Keyboard[number][] = [];
  for (const words of namesIn(argument)) {
    const topic = taken(words, lines, rows);
    if (topic === undefined) continue;
    const fresh = await follow(turn, await turn.chat(), topic.slug);
    lines.push(fresh ? messages.followed(topic.name) : messages.alreadyFollowed(topic.name));
  }
  const chat = await turn.chat();
  const next = nextWords(turn, chat);
  if (chat.topics.length > before.topics.length)
    lines.push(next === undefined ? messages.paused : messages.next(next));
  await turn.reply({ html: lines.join('\n'), keyboard: rows });
}

/** The same for leaving; without a name, the followed ones as buttons. */
export async function unsubscribe(turn: Turn, argument: string): Promise<void> {
  if (!(await turn.mayChange())) return;
  const before = await turn.chat();
  if (argument.trim() === '') {
    if (before.topics.length === 0) return turn.reply({ html: messages.noSubscriptions });
    const names = before.topics.map(topicName);
    return turn.reply({
      html: turn.kind === 'channel' ? messages.askUnsubscribeName(names) : messages.askUnsubscribe,
      keyboard: leaveRows(before.topics),
    });
  }
  const lines: string[] = [];
  const rows: Keyboard[number][] = [];
  for (const words of namesIn(argument)) {
    const topic = taken(words, lines, rows);
    if (topic === undefined) continue;
    const gone = await turn.app.chats.unsubscribe(before.id, topic.slug);
    lines.push(gone ? messages.unfollowed(topic.name) : messages.notFollowed(topic.name));
  }
  const left = (await turn.chat()).topics.length;
  if (before.topics.length > 0 && left === 0) lines.push(messages.lastUnfollowed);
  await turn.reply({ html: lines.join('\n'), keyboard: rows });
}

function leaveRows(topics: readonly string[]): Keyboard {
  return topics.slice(0, SHOWN).map((slug) => button(topicName(slug), { kind: 'leave', slug }));
}

/** A topic in the list under /unsubscribe: it goes, the others stay. */
export async function leaveTapped(turn: Turn, slug: string): Promise<void> {
  if (!(await turn.mayChange())) return;
  const chat = await turn.chat();
  const gone = await turn.app.chats.unsubscribe(chat.id, slug);
  await turn.redraw(leaveRows(chat.topics.filter((topic) => topic !== slug)));
  await turn.note(gone ? messages.unfollowed(topicName(slug)) : messages.notFollowed(topicName(slug)));
}

/** The topic meant, exactly or one slip away (said so); for others a line and offers. */
function taken(words: string, lines: string[], rows: Keyboard[number][]): Topic | undefined {
  const found = findTopic(words);
  const asked = outside(words, ASKED);
  if (found.kind === 'exact') return found.topic;
  if (found.kind === 'near' && found.others.length === 0) {
    lines.push(messages.meant(asked, found.topic.name));
    return found.topic;
  }
  const near = found.kind === 'near' ? [found.topic, ...found.others] : found.nearest;
  lines.push(
    near.length === 0
      ? messages.unknownTopic(asked)
      : messages.didYouMean(
          asked,
          near.map((topic) => topic.name),
        ),
  );
  if (near.length > 0)
    rows.push(
      near.flatMap((topic) => button(labels.follow(topic.name), { kind: 'follow', slug: topic.slug })),
    );
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
  const slugs = chat?.topics ?? [];
  const lines = [
    slugs.length === 0 ? messages.noSubscriptions : messages.subscriptions(slugs.map(topicName)),
  ];
  if (chat !== undefined) {
    const next = chat.nextDigestAt === undefined ? undefined : nextWords(turn, chat);
    if (chat.paused !== undefined) lines.push(messages.paused);
    else if (next !== undefined) lines.push(messages.next(next));
  }
  const keyboard = [[...button(labels.allTopics, { kind: 'groups' }), settingsButton]];
  await turn.reply({ html: lines.join('\n'), keyboard });
}
