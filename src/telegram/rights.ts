/** Who may change what a group or channel gets. */
import { type Api, type Context, GrammyError } from 'grammy';
import type { ChatAddress, ChatKind } from '../subscriptions/chat.ts';

/** That somebody is no administrator is believed this long; who was one a moment ago may be one no more. */
const BELIEVED_MS = 30_000;
const REMEMBERED = 1_000;

/** Whether a user administers a chat, asked of Telegram; a no is remembered for a while. */
export type IsAdmin = (api: Api, chatId: number, userId: number, now: number) => Promise<boolean>;

/** A memory of its own. Throws GrammyError when Telegram refuses to tell. */
export function createIsAdmin(): IsAdmin {
  /** Who is none, and until when that is believed. */
  const others = new Map<string, number>();
  return async (api, chatId, userId, now) => {
    const key = `${chatId} ${userId}`;
    if (now < (others.get(key) ?? 0)) return false;
    const { status } = await api.getChatMember(chatId, userId);
    const admin = status === 'creator' || status === 'administrator';
    if (others.size >= REMEMBERED) others.clear();
    if (!admin) others.set(key, now + BELIEVED_MS);
    return admin;
  };
}

/** Telegram's stand-ins: for administrators who stay unnamed, and for channels that write in groups. */
const GROUP_ANONYMOUS_BOT = 1_087_968_824;
const CHANNEL_BOT = 136_817_688;

/** Whether a bot's account stands for people. */
export function isStandIn(userId: number): boolean {
  return userId === GROUP_ANONYMOUS_BOT || userId === CHANNEL_BOT;
}

/** Whether whoever wrote or tapped may change what the chat gets; undefined when Telegram does not tell a bot without rights who
 * administers. */
export async function mayChange(
  ctx: Context,
  where: {
    readonly kind: ChatKind;
    readonly address: ChatAddress;
    readonly isAdmin: IsAdmin;
    readonly now: number;
  },
): Promise<boolean | undefined> {
  const { kind, address, isAdmin, now } = where;
  if (kind === 'private' || ctx.channelPost !== undefined) return true;
  if (ctx.callbackQuery === undefined && ctx.msg?.sender_chat !== undefined)
    return ctx.msg.sender_chat.id === address.telegramId && ctx.from?.id === GROUP_ANONYMOUS_BOT;
  if (ctx.from === undefined) return false;
  try {
    return await isAdmin(ctx.api, address.telegramId, ctx.from.id, now);
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400) return undefined;
    throw error;
  }
}
