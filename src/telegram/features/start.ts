/** /start: what the bot does, popular topics as buttons, and the beginning of a chat's digests. */

import { topicBySlug } from '../../topics/catalogue.ts';
import { popularKeyboard } from '../keyboards.ts';
import { nextWords, resume, scheduleWords } from '../settings.ts';
import type { Turn } from '../turn.ts';
import { showTopic } from './topic.ts';

/** Deep links (t.me/bot?start=topic_iran) are answered as the topic; they change nothing. */
export async function start(turn: Turn, argument: string): Promise<void> {
  const linked = topicBySlug(argument.match(/^topic_([a-z0-9-]{1,40})$/u)?.[1] ?? '');
  if (linked !== undefined) return showTopic(turn, linked, 1);
  if (turn.kind === 'group' && !(await turn.mayChange())) return;
  const before = await turn.chat();
  const chat =
    before.paused !== undefined || before.nextDigestAt === undefined ? await resume(turn, before) : before;
  const [times, zone] = scheduleWords(turn, chat);
  const next = nextWords(turn, chat);
  const schedule = chat.topics.length === 0 ? turn.say.startTop : turn.say.startSchedule;
  const lines =
    before.paused !== undefined && next !== undefined
      ? [turn.say.resumed(next)]
      : [turn.kind === 'private' ? turn.say.start : turn.say.startShared, '', schedule(times, zone)];
  if (turn.kind !== 'channel') lines.push('', turn.say.startQuestion);
  await turn.reply({
    html: lines.join('\n'),
    keyboard: popularKeyboard(chat.topics, turn.labels),
  });
}

/** The button under /stop's answer. */
export async function resumeTapped(turn: Turn): Promise<void> {
  if (!(await turn.mayChange())) return;
  const chat = await resume(turn, await turn.chat());
  const next = nextWords(turn, chat);
  await turn.replace({ html: next === undefined ? turn.say.notPaused : turn.say.resumed(next) });
}
