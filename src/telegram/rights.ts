/** Who may change what a group or channel gets. */
import type { Api } from 'grammy';

/** An answer of Telegram's is believed this long. */
const BELIEVED_MS = 60_000;
const REMEMBERED = 1_000;

/** Whether a user administers a chat, asked of Telegram and remembered for a minute. */
export type IsAdmin = (api: Api, chatId: number, userId: number, now: number) => Promise<boolean>;

/** A memory of its own. Throws GrammyError when Telegram refuses to tell. */
export function createIsAdmin(): IsAdmin {
  const known = new Map<string, { readonly admin: boolean; readonly until: number }>();
  return async (api, chatId, userId, now) => {
    const key = `${chatId} ${userId}`;
    const found = known.get(key);
    if (found !== undefined && now < found.until) return found.admin;
    const { status } = await api.getChatMember(chatId, userId);
    const admin = status === 'creator' || status === 'administrator';
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, { admin, until: now + BELIEVED_MS });
    return admin;
  };
}
