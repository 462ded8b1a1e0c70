/** /help: what can be asked, and whose words the news are. */
import type { Turn } from '../turn.ts';

/** Answers /help. */
export async function help(turn: Turn): Promise<void> {
  await turn.reply({ html: turn.say.help, menu: true });
}
