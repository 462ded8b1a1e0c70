/** The bot comes into chats and is put out of them. */
import type { Context } from 'grammy';
import { popularKeyboard } from '../keyboards.ts';
import { resume } from '../settings.ts';
import type { Turn } from '../turn.ts';

/** my_chat_member: blocked or put out → paused; let in again → as before; new in a group or channel → a welcome, unless `quiet`. */
export async function membershipChanged(
  turn: Turn,
  ctx: Context,
  { quiet }: { readonly quiet: boolean },
): Promise<void> {
  const change = ctx.myChatMember;
  if (change === undefined) return;
  const inside = isInside(change.new_chat_member);
  const wasInside = isInside(change.old_chat_member);
  // A forum's threads come and go with it.
  const chats = await turn.app.chats.ofTelegram(turn.address.telegramId);
  if (!inside) {
    for (const chat of chats)
      if (chat.paused === undefined)
        await turn.app.chats.setPaused(chat.id, turn.kind === 'private' ? 'blocked' : 'gone', undefined);
    return;
  }
  for (const chat of chats) if (chat.paused === 'blocked' || chat.paused === 'gone') await resume(turn, chat);
  if (wasInside || turn.kind === 'private' || quiet) return;
  const topics = chats.find((chat) => chat.threadId === turn.address.threadId)?.topics ?? [];
  if (turn.kind === 'channel') await turn.reply({ html: turn.say.channelWelcome });
  else await turn.reply({ html: turn.say.groupWelcome, keyboard: popularKeyboard(topics, turn.labels) });
}

type Member = NonNullable<Context['myChatMember']>['new_chat_member'];

/** Inside means: able to write here. */
function isInside(member: Member): boolean {
  switch (member.status) {
    case 'creator':
    case 'member':
      return true;
    case 'administrator':
      return member.can_post_messages !== false;
    case 'restricted':
      return member.is_member && member.can_send_messages;
    default:
      return false;
  }
}
