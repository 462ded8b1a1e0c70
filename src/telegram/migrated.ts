/** Answers that reach a group which became a supergroup a moment ago. */
import type { Transformer } from 'grammy';

/** What Telegram says of an edit of what is not there: in the new group messages are counted anew. */
const NOT_THERE = {
  ok: false as const,
  error_code: 400,
  description: 'Bad Request: message to edit not found',
};

/**
 * Tells `moved` that a group has a new id, and makes the call again there, once: Telegram took nothing of the first. What concerned a message of the
 * old group is not done to the one that has its number in the new one: no edit is made, and nothing is answered by a reply.
 */
export function followMigration(moved: (fromId: number, toId: number) => Promise<void>): Transformer {
  return async (previous, method, payload, signal) => {
    const answer = await previous(method, payload, signal);
    if (answer.ok || !('chat_id' in payload)) return answer;
    const toId = answer.parameters?.migrate_to_chat_id;
    const fromId = Number(payload.chat_id);
    if (toId === undefined || !Number.isSafeInteger(toId) || !Number.isSafeInteger(fromId)) return answer;
    await moved(fromId, toId);
    if ('message_id' in payload) return NOT_THERE;
    const there = { ...payload, chat_id: toId };
    if ('reply_parameters' in there) delete there.reply_parameters;
    return previous(method, there, signal);
  };
}
