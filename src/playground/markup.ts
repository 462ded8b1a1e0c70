/** The keyboards under messages, checked as Telegram checks them. */
import { acceptedLink, mentionedUser } from './links.ts';
import { badRequest, isRecord, type Parameters, structureOf } from './wire.ts';

export type Button =
  | { readonly text: string; readonly callback_data: string }
  | { readonly text: string; readonly url: string };

export type Keyboard = readonly (readonly Button[])[];

/** Buttons beyond these are cut or refused by Telegram: 100 in all, 8 in a row are drawn. */
const BUTTON_LIMIT = 100;
const DATA_LIMIT = 64;
const LONE = /\p{Surrogate}/u;

/**
 * The inline keyboard of a request's reply_markup, in the order sent (left to right); undefined when there is none.
 * A reply keyboard and its removal are accepted and not kept. Throws the 400 Telegram answers with.
 */
export function readKeyboard(parameters: Parameters): Keyboard | undefined {
  const markup = structureOf(parameters, 'reply_markup', 'reply keyboard markup');
  if (markup === undefined) return undefined;
  if (!isRecord(markup)) throw badRequest('object expected as reply markup');
  const rows = markup.inline_keyboard;
  if (rows === undefined) return undefined;
  if (!Array.isArray(rows) || !rows.every(Array.isArray))
    throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
  const keyboard = rows.map((row: readonly unknown[]) => row.map(readButton)).filter((row) => row.length > 0);
  if (keyboard.flat().length > BUTTON_LIMIT) throw badRequest('REPLY_MARKUP_TOO_LONG');
  return keyboard.length === 0 ? undefined : keyboard;
}

function readButton(button: unknown): Button {
  const refuse = (reason: string): Error => badRequest(`can't parse inline keyboard button: ${reason}`);
  if (!isRecord(button)) throw refuse('InlineKeyboardButton must be an Object');
  const { text, url, callback_data: data } = button;
  if (typeof text !== 'string') throw refuse('Field "text" must be of type String');
  if (LONE.test(text)) throw badRequest('inline keyboard button text must be encoded in UTF-8');
  if (text.trim() === '') throw badRequest('inline keyboard button text must be non-empty');
  if (typeof url === 'string' && url !== '') {
    const link = mentionedUser(url) === undefined ? acceptedLink(url) : url;
    if (link === undefined) throw badRequest(`inline keyboard button URL '${url}' is invalid`);
    return { text, url: link };
  }
  if (typeof data === 'string' && data !== '') {
    if (Buffer.byteLength(data) > DATA_LIMIT) throw badRequest('BUTTON_DATA_INVALID');
    return { text, callback_data: data };
  }
  throw refuse('Text buttons are unallowed in the inline keyboard');
}
