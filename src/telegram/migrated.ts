/** Answers that reach a group which became a supergroup a moment ago. */
import type { Transformer } from 'grammy';

/** Tells `moved` that a group has a new id, and makes the call again there, once: Telegram took nothing of the first. */
export function followMigration(moved: (fromId: number, toId: number) => Promise<void>): Transformer {
  return async (previous, method, payload, signal) => {
    const answer = await previous(method, payload, signal);
    if (answer.ok || !('chat_id' in payload)) return answer;
    const toId = answer.parameters?.migrate_to_chat_id;
    const fromId = Number(payload.chat_id);
    if (toId === undefined || !Number.isSafeInteger(toId) || !Number.isSafeInteger(fromId)) return answer;
    await moved(fromId, toId);
    return previous(method, { ...payload, chat_id: toId }, signal);
  };
}
