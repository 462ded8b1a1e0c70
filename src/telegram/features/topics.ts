/** /topics: the catalogue by groups, each topic a button that toggles. */

import { catalogue } from '../../topics/catalogue.ts';
import { files } from '../../topics/files.ts';
import { groupKeyboard, groupName, groupsKeyboard, popularKeyboard, type Tap } from '../keyboards.ts';
import { nothingFollowed, toggle } from '../settings.ts';
import type { Answer, Turn } from '../turn.ts';
import { filesButton } from './own-words.ts';

/** The groups of the catalogue. */
export async function topics(turn: Turn): Promise<void> {
  await turn.reply(await overview(turn));
}

async function overview(turn: Turn): Promise<Answer> {
  const chat = await turn.known();
  const followed = chat?.topics ?? [];
  return withTopics(turn, turn.say.topicsTitle(followed.length, nothingFollowed(turn, chat)), followed);
}

/** A line with the catalogue: as buttons; in channels, where buttons would be every reader's, as names. */
export function withTopics(turn: Turn, html: string, followed: readonly string[]): Answer {
  if (turn.kind !== 'channel')
    return { html, keyboard: [...groupsKeyboard(followed, turn), filesButton(turn)] };
  const groups = [...new Set(catalogue.map((topic) => topic.group))].map((group) =>
    turn.say.groupLine(
      turn.names.group(group),
      catalogue.filter((topic) => topic.group === group).map(turn.names.topic),
    ),
  );
  const ready = turn.say.groupLine(
    turn.labels.files,
    files.map(({ name }) => turn.names.own(name)),
  );
  return { html: [html, '', ...groups, ready].join('\n') };
}

/** Back to the groups, in place. */
export async function groupsTapped(turn: Turn): Promise<void> {
  await turn.replace(await overview(turn));
}

/** One group's topics, in place. */
export async function groupTapped(turn: Turn, group: number): Promise<void> {
  const followed = (await turn.known())?.topics ?? [];
  await turn.replace({
    html: turn.say.groupTitle(turn.names.group(groupName(group))),
    keyboard: groupKeyboard(group, followed, turn),
  });
}

/** A topic's button, in a group's list or under /start. */
export async function topicToggled(
  turn: Turn,
  tap: Extract<Tap, { kind: 'grouped' | 'popular' }>,
): Promise<void> {
  if (!(await turn.mayChange())) return;
  const { topics: now, note } = await toggle(turn, tap.slug);
  await turn.redraw(
    tap.kind === 'grouped' ? groupKeyboard(tap.group, now, turn) : popularKeyboard(now, turn),
  );
  await turn.note(note);
}
