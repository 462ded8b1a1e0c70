/** The keyboards that come with messages, checked as Telegram checks them. */
import { acceptedLink, mentionedUser } from './links.ts';
import { badRequest, isRecord, type Parameters, structureOf } from './wire.ts';
import type { Room } from './world.ts';

/** A button as the Bot API describes it. */
export type Button =
  | { readonly text: string; readonly callback_data: string }
  | { readonly text: string; readonly url: string }
  /** Writes the bot's name and these words into a chat that the reader chooses. */
  | { readonly text: string; readonly switch_inline_query: string }
  /** The same, into this chat. */
  | { readonly text: string; readonly switch_inline_query_current_chat: string }
  | { readonly text: string; readonly copy_text: { readonly text: string } };

/** Rows of buttons, from left to right. */
export type Keyboard = readonly (readonly Button[])[];

/** What stands in the place of the reader's letters until another message changes it. */
export type ReplyMarkup =
  | {
      readonly kind: 'keyboard';
      /** The words that a key writes, in the order sent: left to right. */
      readonly rows: readonly (readonly string[])[];
      readonly persistent: boolean;
      readonly resize: boolean;
      readonly oneTime: boolean;
      readonly selective: boolean;
      readonly placeholder: string;
    }
  | { readonly kind: 'remove'; readonly selective: boolean }
  | { readonly kind: 'force'; readonly selective: boolean; readonly placeholder: string };

/** What stands under a message, or replaces the keyboard. */
export type Markup = {
  /** Buttons under the message. */
  readonly keyboard: Keyboard | undefined;
  readonly reply: ReplyMarkup | undefined;
};

const NONE: Markup = { keyboard: undefined, reply: undefined };

/** More buttons than these are refused by Telegram's server, and a markup of more bytes (tginfo/Telegram-Limits#187). */
const BUTTON_LIMIT = 100;
const MARKUP_BYTES = 10_000;
/** More keys than these are left out without a word (tdlib/td, ReplyMarkup.cpp). */
const KEYS_IN_ROW = 12;
const DATA_LIMIT = 64;
const LONE = /\p{Surrogate}/u;

/** What a request brings as its reply_markup. Throws the 400 Telegram answers with. */
export function readMarkup(parameters: Parameters): Markup {
  const value = structureOf(parameters, 'reply_markup', 'reply keyboard markup');
  if (value === undefined) return NONE;
  return markupOf(value);
}

/** The inline keyboard of a request that may bring no other. Throws the 400 Telegram answers with. */
export function readKeyboard(parameters: Parameters): Keyboard | undefined {
  return onlyInline(readMarkup(parameters));
}

/** The same of a decoded reply_markup. */
export function keyboardOf(value: unknown): Keyboard | undefined {
  return onlyInline(markupOf(value));
}

function onlyInline({ keyboard, reply }: Markup): Keyboard | undefined {
  if (reply !== undefined) throw badRequest('inline keyboard expected');
  return keyboard;
}

/** Refuses what this kind of chat has no use for. */
export function checkMarkup({ keyboard, reply }: Markup, room: Room): void {
  if (room.kind !== 'channel') return;
  if (reply !== undefined) throw badRequest('inline keyboard expected');
  for (const button of (keyboard ?? []).flat()) {
    const name = ['switch_inline_query', 'switch_inline_query_current_chat'].find((each) => each in button);
    if (name !== undefined)
      throw badRequest(
        `can't use ${name} button in a channel chat, because users will not be able to use the button without knowing bot's username`,
      );
  }
}

function rowsOf(value: unknown, refusal: string, name: string): readonly (readonly unknown[])[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badRequest(`field "${name}" must be of type Array`);
  if (!value.every(Array.isArray)) throw badRequest(refusal);
  return value;
}

function markupOf(markup: unknown): Markup {
  if (!isRecord(markup)) throw badRequest('object expected as reply markup');
  const keys = rowsOf(markup.keyboard, 'field "keyboard" must be an Array of Arrays', 'keyboard')
    .map((row) => row.map(readKey).slice(0, KEYS_IN_ROW))
    .filter((row) => row.length > 0);
  const keyboard = rowsOf(
    markup.inline_keyboard,
    'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    'inline_keyboard',
  )
    .map((row) => row.map(readButton))
    .filter((row) => row.length > 0);
  const bytes = Buffer.byteLength(JSON.stringify([keys, keyboard]));
  if (keyboard.flat().length > BUTTON_LIMIT || keys.flat().length > 3 * BUTTON_LIMIT || bytes > MARKUP_BYTES)
    throw badRequest('reply markup is too long');
  const selective = flag(markup, 'selective');
  const placeholder =
    typeof markup.input_field_placeholder === 'string' ? markup.input_field_placeholder : '';
  if (keys.length > 0) {
    const reply: ReplyMarkup = {
      kind: 'keyboard',
      rows: keys,
      persistent: flag(markup, 'is_persistent'),
      resize: flag(markup, 'resize_keyboard'),
      oneTime: flag(markup, 'one_time_keyboard'),
      selective,
      placeholder,
    };
    return { keyboard: undefined, reply };
  }
  if (keyboard.length > 0) return { keyboard, reply: undefined };
  if (flag(markup, 'remove_keyboard')) return { keyboard: undefined, reply: { kind: 'remove', selective } };
  if (flag(markup, 'force_reply'))
    return { keyboard: undefined, reply: { kind: 'force', selective, placeholder } };
  return NONE;
}

function flag(markup: Readonly<Record<string, unknown>>, name: string): boolean {
  const value = markup[name];
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw badRequest(`field "${name}" must be of type Boolean`);
  return value;
}

function readKey(key: unknown): string {
  const refuse = (reason: string): Error => badRequest(`can't parse keyboard button: ${reason}`);
  if (typeof key !== 'string' && !isRecord(key)) throw refuse('KeyboardButton must be a String or an Object');
  const text = typeof key === 'string' ? key : key.text;
  if (text === undefined) throw refuse('Can\'t find field "text"');
  if (typeof text !== 'string') throw refuse('Field "text" must be of type String');
  if (LONE.test(text)) throw badRequest('keyboard button text must be encoded in UTF-8');
  if (text.trim() === '') throw badRequest('keyboard button text must be non-empty');
  return text;
}

function readButton(button: unknown): Button {
  const refuse = (reason: string): Error => badRequest(`can't parse inline keyboard button: ${reason}`);
  if (!isRecord(button)) throw refuse('InlineKeyboardButton must be an Object');
  const { text, url, callback_data: data, copy_text: copy } = button;
  if (text === undefined) throw refuse('Can\'t find field "text"');
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
  if (typeof button.switch_inline_query === 'string')
    return { text, switch_inline_query: button.switch_inline_query };
  const chosen = button.switch_inline_query_chosen_chat;
  if (isRecord(chosen))
    return { text, switch_inline_query: typeof chosen.query === 'string' ? chosen.query : '' };
  if (typeof button.switch_inline_query_current_chat === 'string')
    return { text, switch_inline_query_current_chat: button.switch_inline_query_current_chat };
  if (isRecord(copy) && typeof copy.text === 'string') {
    if (copy.text === '' || Array.from(copy.text).length > 256) throw badRequest('BUTTON_COPY_TEXT_INVALID');
    return { text, copy_text: { text: copy.text } };
  }
  throw refuse('Text buttons are unallowed in the inline keyboard');
}
