/** Edits of the message whose button was tapped. */
import { type Context, GrammyError } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';

/** Changes to the message whose button was tapped. */
export type Edits = {
  /** False where there is no message to edit: none was tapped, or it is gone. An edit that changes nothing is no failure. */
  readonly edit: (work: (chatId: number, messageId: number) => Promise<unknown>) => Promise<boolean>;
  /** Other buttons, or none, in place of the one that was tapped. */
  readonly alter: (change: (tappedOne: InlineKeyboardButton) => InlineKeyboardButton[]) => Promise<void>;
};

/** Those of this update's message; for one that is no tap they do nothing. Both reject with what Telegram refuses otherwise. */
export function editsOf(ctx: Context): Edits {
  const tapped = ctx.callbackQuery;

  async function edit(work: (chatId: number, messageId: number) => Promise<unknown>): Promise<boolean> {
    const message = tapped?.message;
    if (message === undefined) return false;
    try {
      await work(message.chat.id, message.message_id);
      return true;
    } catch (error) {
      if (!(error instanceof GrammyError)) throw error;
      if (error.description.includes('message is not modified')) return true;
      if (/message to edit not found|message can't be edited|MESSAGE_ID_INVALID/u.test(error.description))
        return false;
      throw error;
    }
  }

  async function alter(change: (tappedOne: InlineKeyboardButton) => InlineKeyboardButton[]): Promise<void> {
    const shown = tapped?.message;
    if (shown === undefined || !('reply_markup' in shown)) return;
    const rows = (shown.reply_markup?.inline_keyboard ?? [])
      .map((row) =>
        row.flatMap((one) =>
          'callback_data' in one && one.callback_data === tapped?.data ? change(one) : [one],
        ),
      )
      .filter((row) => row.length > 0);
    await edit((chatId, messageId) =>
      ctx.api.editMessageReplyMarkup(chatId, messageId, { reply_markup: { inline_keyboard: rows } }),
    );
  }

  return { edit, alter };
}
