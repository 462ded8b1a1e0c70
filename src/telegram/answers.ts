/** Answers as they stand in a chat: what is said about a channel names it, and buttons are as the kind of chat takes them. */
import type { Chat, ChatKind } from '../subscriptions/chat.ts';
import { inlineKeyboard, type Keyboard, menuKeys } from './keyboards.ts';
import type { Texts } from './languages.ts';
import { marked, subjectLine } from './subject.ts';
import type { Answer } from './turn.ts';

/** The way back to a channel's setup. */
export const SETUP = 'ch';

/** An answer as it stands in the chat: one about a channel names it, and its buttons act on that one and lead back. */
export function saidOf(
  answer: Answer,
  at: { readonly subject: Chat | undefined; readonly texts: Texts; readonly username: string },
): Answer {
  if (at.subject === undefined) return answer;
  const html = `${subjectLine(at.subject, at.username)}\n${answer.html}`;
  // The field for an answer stands instead of buttons.
  return answer.asks === undefined
    ? { html, keyboard: keysOf(answer, at.subject, at.texts) }
    : { ...answer, html };
}

/** The answer's buttons; about a channel, each acts on that one, and the last leads back to its setup. */
export function keysOf(
  { keyboard = [], first }: Pick<Answer, 'keyboard' | 'first'>,
  subject: Chat | undefined,
  texts: Texts,
): Keyboard {
  if (subject === undefined) return keyboard;
  const back = first === true ? [] : [[{ text: texts.labels.channelSetup, data: SETUP }]];
  return marked([...keyboard, ...back], subject.id);
}

/** As Telegram wants it; channels get links only: a tap there would be one reader's. */
export function rowsIn(
  kind: ChatKind,
  keyboard: Keyboard | undefined,
  { direction }: Pick<Texts, 'direction'>,
): ReturnType<typeof inlineKeyboard> {
  return inlineKeyboard(
    kind === 'channel' ? (keyboard ?? []).map((row) => row.filter((one) => 'url' in one)) : (keyboard ?? []),
    direction,
  );
}

/** The answer's buttons, or what it opens under the field, as fields of Telegram's sendMessage. */
export function markup(answer: Answer, kind: ChatKind, texts: Texts): object {
  const rows = rowsIn(kind, answer.keyboard, texts);
  if (rows.length > 0) return { reply_markup: { inline_keyboard: rows } };
  if (answer.menu === true && kind === 'private')
    return { reply_markup: { keyboard: menuKeys(texts), resize_keyboard: true, is_persistent: true } };
  // Channels have no replies to force.
  if (answer.asks === undefined || kind === 'channel') return {};
  return { reply_markup: { force_reply: true, selective: true, input_field_placeholder: answer.asks } };
}
