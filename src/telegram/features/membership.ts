/** The bot comes into chats and is put out of them. */
import type { Context } from 'grammy';
import type { Chat } from '../../subscriptions/chat.ts';
import { outsideName } from '../html.ts';
import { popularKeyboard } from '../keyboards.ts';
import { lacksRights, ownPlace } from '../rights.ts';
import { hasBegun, resume } from '../settings.ts';
import type { Turn } from '../turn.ts';
import { tellKeeper } from './channels.ts';

/**
 * my_chat_member: blocked, put out or silenced → paused; let in again → as before. New in a group: a welcome there; in a channel nothing
 * is posted, whoever let the bot in is told in private. Where it may not write, that person is told what it needs. Nothing is said when
 * `quiet`.
 */
export async function membershipChanged(
  turn: Turn,
  ctx: Context,
  { quiet }: { readonly quiet: boolean },
): Promise<void> {
  const change = ctx.myChatMember;
  if (change === undefined) return;
  const place = ownPlace(change.new_chat_member, turn.kind);
  const before = ownPlace(change.old_chat_member, turn.kind);
  // A forum's threads come and go with it.
  const chats = await turn.app.chats.ofTelegram(turn.address.telegramId);
  if (place !== 'able') {
    for (const chat of chats)
      if (hasBegun(chat) && chat.paused === undefined)
        await turn.app.chats.setPaused(chat.id, turn.kind === 'private' ? 'blocked' : 'gone', undefined);
    if (place === 'mute' && before !== 'mute' && !quiet) await tellWhatIsLacking(turn, ctx);
    return;
  }
  // A group that became a supergroup is entered anew, and was never left.
  const wasIn = turn.kind === 'group' && chats.some((chat) => hasBegun(chat) && chat.paused === undefined);
  for (const chat of chats) if (chat.paused === 'blocked' || chat.paused === 'gone') await resume(turn, chat);
  if (wasIn || before === 'able' || turn.kind === 'private' || quiet) return;
  if (turn.kind === 'channel') return enteredChannel(turn, chats[0] !== undefined && hasBegun(chats[0]));
  const topics = chats.find((chat) => chat.threadId === turn.address.threadId)?.topics ?? [];
  try {
    await turn.reply({ html: turn.say.groupWelcome, keyboard: popularKeyboard(topics, turn) });
  } catch (error) {
    // A member, in a group whose members may not write.
    if (!lacksRights(error)) throw error;
    await tellWhatIsLacking(turn, ctx);
  }
}

/** Its readers see nothing before it is set up. */
async function enteredChannel(turn: Turn, wasKnown: boolean): Promise<void> {
  const chat: Chat = await turn.chat();
  if (turn.person !== undefined) await tellKeeper(turn, turn.person, chat, wasKnown);
}

/** Whoever did this is told in private what the bot needs in the turn's chat, where it cannot say anything. */
export async function tellWhatIsLacking(turn: Turn, ctx: Context): Promise<void> {
  const title = outsideName(ctx.chat?.title ?? '');
  turn.app.log.info('the bot may not write in a chat', { chat: turn.address.telegramId });
  if (turn.person === undefined) return;
  await turn.tell(turn.person, ({ messages }) => ({
    html: turn.kind === 'channel' ? messages.channelMute(title) : messages.groupMute(title),
  }));
}

/** A group or channel has another title: it is what its administrators know it by. */
export async function titleChanged(turn: Turn, title: string): Promise<void> {
  for (const chat of await turn.app.chats.ofTelegram(turn.address.telegramId))
    await turn.app.chats.open(chat, { kind: chat.kind, title }, turn.now);
}
