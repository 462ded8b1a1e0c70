/** /help: what can be asked, and whose words the news are. */
import { messages } from '../messages.ts';
import type { Turn } from '../turn.ts';

/** Answers /help. */
export async function help(turn: Turn): Promise<void> {
  await turn.reply({ html: messages.help });
}
