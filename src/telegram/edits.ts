/** Edits of the message whose button was tapped. */
import { createHash } from 'node:crypto';
import { type Context, GrammyError } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import { plainText } from './html.ts';

type Rows = InlineKeyboardButton[][];

/** What a message shows; `html` where its words change too. */
type Screen = { readonly html?: string; readonly rows: Rows };

/** Changes to the message whose button was tapped. */
export type Edits = {
  /** False where there is no message to edit: none was tapped, or it is gone. What the message shows already is not asked for again. */
  readonly edit: (screen: Screen) => Promise<boolean>;
  /** Other buttons, or none, in place of the one that was tapped. */
  readonly alter: (change: (tappedOne: InlineKeyboardButton) => InlineKeyboardButton[]) => Promise<void>;
};

/** Short marks of what a message shows: `words` of its text and links, undefined where nobody knows; `rows` of its buttons. */
type Marks = { readonly words: string | undefined; readonly rows: string };

/** Messages whose last edit is remembered. */
const REMEMBERED = 2_000;

/** What the bot's edits left in messages: a second tap may come with the message as it was before the first one's edit. Kept in memory. */
export type Screens = {
  readonly put: (message: string, marks: Marks) => void;
  readonly forget: (message: string) => void;
  readonly of: (message: string) => Marks | undefined;
};

/** Nothing was edited yet. */
export function createScreens(): Screens {
  const left = new Map<string, Marks>();
  return {
    put(message, marks) {
      left.delete(message);
      left.set(message, marks);
      for (const oldest of left.keys()) {
        if (left.size <= REMEMBERED) break;
        left.delete(oldest);
      }
    },
    forget: (message) => left.delete(message),
    of: (message) => left.get(message),
  };
}

function markOf(shown: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64');
}

function wordsMark(text: string, links: readonly string[]): string {
  return markOf([text.trim(), ...links]);
}

function marksOf({ html, rows }: Screen): Marks {
  const links = [...(html ?? '').matchAll(/<a href="([^"]*)"/gu)].map(([, url = '']) => plainText(url));
  const buttons = rows.map((row) =>
    row.map((one) => [
      one.text,
      'callback_data' in one ? one.callback_data : 'url' in one ? one.url : undefined,
    ]),
  );
  return { words: html === undefined ? undefined : wordsMark(plainText(html), links), rows: markOf(buttons) };
}

type Tapped = NonNullable<NonNullable<Context['callbackQuery']>['message']>;

/** What the message showed when it was tapped. */
function shownIn(message: Tapped): Marks {
  const { rows } = marksOf({
    rows: 'reply_markup' in message ? (message.reply_markup?.inline_keyboard ?? []) : [],
  });
  if (!('text' in message) || message.text === undefined) return { words: undefined, rows };
  const links = (message.entities ?? []).flatMap((one) => (one.type === 'text_link' ? [one.url] : []));
  return { words: wordsMark(message.text, links), rows };
}

/** Those of this update's message; for one that is no tap they do nothing. Both reject with what Telegram refuses otherwise. */
export function editsOf(ctx: Context, screens: Screens): Edits {
  const tapped = ctx.callbackQuery;

  async function edit(screen: Screen): Promise<boolean> {
    const message = tapped?.message;
    if (message === undefined) return false;
    const { id: chatId } = message.chat;
    const key = `${chatId} ${message.message_id}`;
    const before = screens.of(key) ?? shownIn(message);
    const { words = before.words, rows } = marksOf(screen);
    if (message.date !== 0 && words === before.words && rows === before.rows) return true;
    const reply_markup = { inline_keyboard: screen.rows };
    // One whose answer never comes may have been made all the same.
    screens.forget(key);
    try {
      if (screen.html === undefined)
        await ctx.api.editMessageReplyMarkup(chatId, message.message_id, { reply_markup });
      else
        await ctx.api.editMessageText(chatId, message.message_id, screen.html, {
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
          reply_markup,
        });
    } catch (error) {
      if (!(error instanceof GrammyError)) throw error;
      if (/message to edit not found|message can't be edited|MESSAGE_ID_INVALID/u.test(error.description))
        return false;
      if (!error.description.includes('message is not modified')) throw error;
    }
    screens.put(key, { words, rows });
    return true;
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
    await edit({ rows });
  }

  return { edit, alter };
}
