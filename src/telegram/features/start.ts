/** /start: what the bot does, popular topics as buttons, and the beginning of a chat's digests. */

import { topicBySlug } from '../../topics/catalogue.ts';
import { popularKeyboard } from '../keyboards.ts';
import { messages } from '../messages.ts';
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
  const schedule = chat.topics.length === 0 ? messages.startTop : messages.startSchedule;
  const lines =
    before.paused !== undefined && next !== undefined
      ? [messages.resumed(next)]
      : [turn.kind === 'private' ? messages.start : messages.startShared, '', schedule(times, zone)];
  if (turn.kind !== 'channel') lines.push('', messages.startQuestion);
  await turn.reply({
    html: lines.join('\n'),
    keyboard: popularKeyboard(chat.topics),
  });
}

/** The button under /stop's answer. */
export async function resumeTapped(turn: Turn): Promise<void> {
  if (!(await turn.mayChange())) return;
  const chat = await resume(turn, await turn.chat());
  const next = nextWords(turn, chat);
  await turn.replace({ html: next === undefined ? messages.notPaused : messages.resumed(next) });
}
