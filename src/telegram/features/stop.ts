/** /stop: no digests until /start; everything is kept. */
import { button } from '../keyboards.ts';
import type { Turn } from '../turn.ts';
import { forgetButton } from './privacy.ts';

/** Pause the chat, for those who may. */
export async function stop(turn: Turn): Promise<void> {
  if (!(await turn.mayChange())) return;
  const chat = await turn.chat();
  await turn.app.chats.setPaused(chat.id, 'reader', undefined);
  await turn.reply({
    html: turn.say.stopped,
    keyboard: [[...button(turn.labels.resume, { kind: 'resume' }), ...forgetButton(turn)]],
  });
}
