/** A channel that is set up from a private chat: which one a message or tap there speaks of, and how its buttons and questions carry that. */
import type { Context } from 'grammy';
import type { DigestButton } from '../digests/digest.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { bold, escapeHtml, outsideName } from './html.ts';
import type { Keyboard } from './keyboards.ts';
import type { Administers } from './rights.ts';

/** Before a button's data: the row id of the chat it acts on. */
const MARK = /^@([1-9]\d{0,14})\|/u;
/** Behind /start, and in links to the bot. */
const PAYLOAD = /^for_([1-9]\d{0,14})$/u;
/** Telegram's limit on callback data, in bytes. */
const MAX_DATA = 64;
/** Of a channel's title where it stands over each of its screens. */
const TITLE_UNITS = 60;

/** A button's data that leads from a channel to the list of all: it speaks of none. */
export const LIST = 'chlist';

/** The data without its mark. */
export function unmarked(data: string): string {
  return data.replace(MARK, '');
}

/** The buttons, each to act on the chat of this row id, unless it names one already; those whose data then exceeds Telegram's 64 bytes are left out. */
export function marked(keyboard: Keyboard, chatId: number): Keyboard {
  return keyboard.map((row) =>
    row.flatMap((one): DigestButton[] => {
      if ('url' in one || one.data === LIST || MARK.test(one.data)) return [one];
      const data = `@${chatId}|${one.data}`;
      return Buffer.byteLength(data) <= MAX_DATA ? [{ text: one.text, data }] : [];
    }),
  );
}

/** Opens a channel's setup in the bot's private chat, for those who may. */
export function setupLink(username: string, chatId: number): string {
  return `https://t.me/${username}?start=for_${chatId}`;
}

/** The payload of such a link, read: the row id in it. */
export function setupAsked(payload: string): number | undefined {
  const id = payload.match(PAYLOAD)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** HTML that names the channel over what is said about it; its link tells an answer what it speaks of. */
export function subjectLine(chat: Chat, username: string): string {
  const title = outsideName(chat.title ?? '', TITLE_UNITS);
  // Every channel has a title; one of nothing but signs that are not shown keeps its link.
  return `<a href="${escapeHtml(setupLink(username, chat.id))}">${bold(title === '' ? `#${chat.id}` : title)}</a>`;
}

/** The row id of the chat that a message or tap in a private chat speaks of: by its button, by what it replies to, or by a link that was followed. */
export function subjectAsked(ctx: Context): number | undefined {
  if (ctx.chat?.type !== 'private' || ctx.from?.id !== ctx.chat.id) return undefined;
  if (ctx.callbackQuery !== undefined) {
    const id = ctx.callbackQuery.data?.match(MARK)?.[1];
    return id === undefined ? undefined : Number(id);
  }
  const started = ctx.message?.text?.match(/^\/start(?:@\w{1,40})?\s+(\S{1,32})\s*$/iu)?.[1];
  if (started !== undefined) return setupAsked(started);
  const replied = ctx.message?.reply_to_message;
  if (replied?.from?.id !== ctx.me.id) return undefined;
  // What is said about a channel begins with its name; links of outlets stand further on.
  const name = linksIn(replied).find(({ offset }) => offset <= 1);
  return name === undefined ? undefined : setupAsked(payloadOf(name.url, ctx.me.username) ?? '');
}

type Linked = Pick<NonNullable<Context['msg']>, 'entities' | 'caption_entities'>;

function linksIn(message: Linked) {
  return [...(message.entities ?? []), ...(message.caption_entities ?? [])].filter(
    (entity) => entity.type === 'text_link',
  );
}

/** What a message's links into the bot of this name carry behind ?start=. */
export function payloadsIn(message: Linked | undefined, username: string): readonly string[] {
  return message === undefined ? [] : linksIn(message).flatMap(({ url }) => payloadOf(url, username) ?? []);
}

function payloadOf(url: string, username: string): string | undefined {
  try {
    const { hostname, pathname, searchParams } = new URL(url);
    const ours = hostname === 't.me' && pathname.toLowerCase() === `/${username.toLowerCase()}`;
    return ours ? (searchParams.get('start') ?? '') : undefined;
  } catch {
    return undefined;
  }
}

/** `yours`: whoever asks may set the channel up. `others`: they may not, or there is no such channel. `away`: Telegram does not tell the bot. */
export type Aim =
  | { readonly kind: 'yours'; readonly chat: Chat }
  | { readonly kind: 'others' }
  | { readonly kind: 'away'; readonly chat: Chat };

/** Whether a person may set up a chat, asked of Telegram anew: they administer it, and it is a channel. */
export async function aim(
  chat: Chat | undefined,
  administers: (chat: Chat) => Promise<Administers>,
): Promise<Aim> {
  if (chat?.kind !== 'channel') return { kind: 'others' };
  switch (await administers(chat)) {
    case 'yes':
      return { kind: 'yours', chat };
    case 'no':
      return { kind: 'others' };
    case 'unknown':
      return { kind: 'away', chat };
  }
}
