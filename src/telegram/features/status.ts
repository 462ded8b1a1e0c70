/** /status: how the bot fares, for those who run it, in their own chat with it. */
import { statusText } from '../operator-words.ts';
import type { Turn } from '../turn.ts';

/** Whether who asks may know: an operator who writes in a private chat, where nobody else reads. */
export function maySeeStatus({ operator, kind, app }: Turn): boolean {
  return operator && kind === 'private' && app.status !== undefined;
}

/** Answers an operator; `maySeeStatus` was asked before. */
export async function status(turn: Turn): Promise<void> {
  const now = await turn.app.status?.();
  if (now !== undefined) await turn.reply({ html: statusText(now, await turn.zone()) });
}
