/** Who may change what a group or channel gets, and what the bot itself may do there. */
import { type Api, type Context, GrammyError } from 'grammy';
import type { ChatMember } from 'grammy/types';
import type { ChatAddress, ChatKind } from '../subscriptions/chat.ts';

/** That somebody is no administrator is believed this long: not so long that who was just made one is refused again. Who was one a moment ago may be one
 * no more. */
const BELIEVED_MS = 10_000;
/** People, before all are forgotten. */
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
    const admin = decides(await api.getChatMember(chatId, userId));
    if (others.size >= REMEMBERED) others.clear();
    if (!admin) others.set(key, now + BELIEVED_MS);
    return admin;
  };
}

/** Administrators decide; of a channel's those who may post there (Telegram names that right in channels alone). */
function decides(member: ChatMember): boolean {
  if (member.status === 'creator') return true;
  return member.status === 'administrator' && member.can_post_messages !== false;
}

/** `unknown`: Telegram does not tell a bot without rights who administers, nor one that was put out. */
export type Administers = 'yes' | 'no' | 'unknown';

/** Whether a user administers a chat, where Telegram tells it. */
export async function administers(
  api: Api,
  of: {
    readonly chatId: number;
    readonly userId: number;
    readonly isAdmin: IsAdmin;
    readonly now: number;
  },
): Promise<Administers> {
  try {
    return (await of.isAdmin(api, of.chatId, of.userId, of.now)) ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403))
      return 'unknown';
    throw error;
  }
}

/** Telegram's stand-ins: for administrators who stay unnamed, and for channels that write in groups. */
const GROUP_ANONYMOUS_BOT = 1_087_968_824;
const CHANNEL_BOT = 136_817_688;

/** Whether a bot's account stands for people. */
export function isStandIn(userId: number): boolean {
  return userId === GROUP_ANONYMOUS_BOT || userId === CHANNEL_BOT;
}

/** Whether whoever wrote or tapped may change what the chat gets. */
export async function mayChange(
  ctx: Context,
  where: {
    readonly kind: ChatKind;
    readonly address: ChatAddress;
    readonly isAdmin: IsAdmin;
    readonly now: number;
  },
): Promise<Administers> {
  const { kind, address, isAdmin, now } = where;
  if (kind === 'private' || ctx.channelPost !== undefined) return 'yes';
  if (ctx.callbackQuery === undefined && ctx.msg?.sender_chat !== undefined) {
    const unnamed = ctx.msg.sender_chat.id === address.telegramId && ctx.from?.id === GROUP_ANONYMOUS_BOT;
    return unnamed ? 'yes' : 'no';
  }
  if (ctx.from === undefined) return 'no';
  return administers(ctx.api, { chatId: address.telegramId, userId: ctx.from.id, isAdmin, now });
}

/** `out`: the bot is not in the chat. `mute`: it is, and may not write. */
export type OwnPlace = 'able' | 'mute' | 'out';

/** What the bot, being this member of a chat, can do there. In a channel only administrators post. */
export function ownPlace(member: ChatMember, kind: ChatKind): OwnPlace {
  switch (member.status) {
    case 'creator':
      return 'able';
    case 'administrator':
      return kind === 'channel' && member.can_post_messages === false ? 'mute' : 'able';
    case 'member':
      return kind === 'channel' ? 'mute' : 'able';
    case 'restricted':
      if (!member.is_member) return 'out';
      return kind !== 'channel' && member.can_send_messages ? 'able' : 'mute';
    default:
      return 'out';
  }
}

/** The same, asked of Telegram. */
export async function ownPlaceIn(
  api: Api,
  chat: Pick<ChatAddress, 'telegramId'> & { readonly kind: ChatKind },
  botId: number,
): Promise<OwnPlace> {
  try {
    return ownPlace(await api.getChatMember(chat.telegramId, botId), chat.kind);
  } catch (error) {
    if (error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)) return 'out';
    throw error;
  }
}

/** Whether Telegram refused a message because the bot may not write there. */
export function lacksRights(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    /not enough rights|have no rights|no write access|need administrator rights|CHAT_ADMIN_REQUIRED|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|CHAT_SEND_\w+_FORBIDDEN/u.test(
      error.description,
    )
  );
}
