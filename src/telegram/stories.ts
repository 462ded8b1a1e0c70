/** Stories as an answer: one message or several, buttons under the last. */
import type { Story } from '../stories/story.ts';
import type { Keyboard } from './keyboards.ts';
import { renderStories } from './render.ts';
import type { Turn } from './turn.ts';

/** Reply with the stories, the buttons under the last message. */
export async function replyStories(
  turn: Turn,
  answer: {
    /** HTML */
    readonly title: string;
    readonly stories: readonly Story[];
    readonly detail: 'short' | 'full';
    readonly keyboard: Keyboard;
    /** The title says that none bears a date. */
    readonly undated?: boolean;
    /** Number of the first one. */
    readonly from?: number;
  },
): Promise<void> {
  const { title, stories, detail, keyboard, undated = false, from = 1 } = answer;
  const view = { zone: await turn.zone(), now: turn.now, detail, undated };
  const parts = renderStories({ title, stories, from, view });
  for (const [index, html] of parts.entries())
    await turn.reply({ html, keyboard: index === parts.length - 1 ? keyboard : [] });
}
