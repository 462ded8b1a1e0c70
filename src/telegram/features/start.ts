/** /start: the beginning of a chat's digests, and links into the bot. */

import type { Chat } from '../../subscriptions/chat.ts';
import { topicBySlug } from '../../topics/catalogue.ts';
import { escapeHtml } from '../html.ts';
import { button, popularKeyboard, settingsButton } from '../keyboards.ts';
import { nextWords, resume, scheduleWords, subscriptionsLine } from '../settings.ts';
import type { Answer, Turn } from '../turn.ts';
import { setupRow } from './channels.ts';
import { cityStep } from './first-minute.ts';
import { searchShared } from './own-words.ts';
import { searchFor } from './search.ts';
import { showStory } from './story.ts';
import { showTopic } from './topic.ts';

/** Links (t.me/bot?start=topic_iran, ?start=story_7) are answered with the topic or the story; they change nothing. */
export async function start(turn: Turn, argument: string): Promise<void> {
  const linked = topicBySlug(argument.match(/^topic_([a-z0-9-]{1,40})$/u)?.[1] ?? '');
  if (linked !== undefined) return showTopic(turn, linked, 1);
  const story = argument.match(/^story_([1-9]\d{0,13})$/u)?.[1];
  if (story !== undefined) {
    if (!(await showStory(turn, Number(story)))) await turn.reply({ html: turn.say.storyGone });
    return;
  }
  const shared = searchShared(argument);
  if (shared !== undefined) return searchFor(turn, shared, []);
  if (turn.kind === 'group' && !(await turn.mayChange())) return;
  const before = await turn.chat();
  const paused = before.paused !== undefined;
  if (paused || before.nextDigestAt === undefined) await resume(turn, before);
  const chat = await turn.chat();
  if (turn.kind !== 'private') return turn.reply(await begun(turn, chat, paused));
  if (isSetUp(chat)) return turn.reply(standing(turn, chat, paused));
  const next = paused ? nextWords(turn, chat) : undefined;
  await turn.reply(await cityStep(turn, next && turn.say.resumed(next)));
}

/** Whether a reader told anything of their wishes. */
function isSetUp({ zone, topics, times, days }: Chat): boolean {
  return zone !== undefined || topics.length > 0 || times.length > 0 || days.length === 0;
}

/** In a group or channel: when its digests come, and popular topics. */
async function begun(turn: Turn, chat: Chat, wasPaused: boolean): Promise<Answer> {
  const [times, zone] = scheduleWords(turn, chat);
  const next = nextWords(turn, chat);
  const schedule = chat.topics.length === 0 ? turn.say.startTop : turn.say.startSchedule;
  const lines =
    wasPaused && next !== undefined
      ? [turn.say.resumed(next)]
      : [turn.say.startShared, '', schedule(times, escapeHtml(zone))];
  if (turn.kind !== 'channel') lines.push('', turn.say.startQuestion);
  const topics = popularKeyboard(chat.topics, turn);
  return { html: lines.join('\n'), keyboard: turn.kind === 'channel' ? await setupRow(turn) : topics };
}

/** For a reader who was here before: how things stand. */
function standing(turn: Turn, chat: Chat, wasPaused: boolean): Answer {
  const [times, zone] = scheduleWords(turn, chat);
  const next = nextWords(turn, chat);
  const lines = [subscriptionsLine(turn, chat)];
  if (next === undefined)
    lines.unshift(chat.settings.breaking === 'off' ? turn.say.noNext : turn.say.onlyBreaking);
  else if (wasPaused) lines.unshift(turn.say.resumed(next));
  else lines.unshift(turn.say.notPaused, turn.say.schedule(times, escapeHtml(zone)), turn.say.next(next));
  return {
    html: lines.join('\n'),
    keyboard: [
      [
        ...button(turn.labels.latest, { kind: 'latest' }),
        ...button(turn.labels.allTopics, { kind: 'groups' }),
      ],
      [settingsButton(turn.labels)],
    ],
  };
}

/** The button under /stop's answer. */
export async function resumeTapped(turn: Turn): Promise<void> {
  if (!(await turn.mayChange())) return;
  const chat = await resume(turn, await turn.chat());
  const next = nextWords(turn, chat);
  await turn.replace({ html: next === undefined ? turn.say.notPaused : turn.say.resumed(next) });
}
