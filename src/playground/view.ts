/** A message as the outside sees it: tests and the web page. */
import type { Entity } from './entities.ts';
import type { Keyboard, ReplyMarkup } from './markup.ts';
import { isRecord } from './wire.ts';
import type { StoredMessage, World } from './world.ts';

/** A message as it stands now. */
export type ChatMessage = {
  readonly id: number;
  readonly chatId: number;
  /** 0 outside forum threads. */
  readonly threadId: number;
  /** The bot wrote it. */
  readonly fromBot: boolean;
  readonly author: string;
  /** undefined for a post of the channel or an anonymous administrator. */
  readonly authorId: number | undefined;
  readonly text: string;
  readonly entities: readonly Entity[];
  /** Rows as sent: the first button is drawn leftmost. */
  readonly keyboard: Keyboard;
  /** What it puts in the place of the reader's letters. */
  readonly reply: ReplyMarkup | undefined;
  readonly replyTo: number | undefined;
  /** Came without a sound. */
  readonly silent: boolean;
  /** Sent by a person through the bot's inline mode. */
  readonly viaBot: boolean;
  /** A file that came with it; the text is its caption. */
  readonly document: SentDocument | undefined;
  /** Entities past Telegram's limit, which nobody sees. */
  readonly droppedEntities: number;
  /** Epoch ms. */
  readonly sentAt: number;
  readonly editedAt: number | undefined;
  readonly edits: number;
};

type SentDocument = { readonly fileId: string; readonly name: string; readonly size: number };

/** Shows a stored message to the outside. */
export function viewMessage(message: StoredMessage, world: World): ChatMessage {
  const room = world.rooms.get(message.roomId);
  const author = message.authorId === undefined ? undefined : world.people.get(message.authorId);
  return {
    id: message.id,
    chatId: message.roomId,
    threadId: message.threadId,
    fromBot: message.byBot,
    author: author?.firstName ?? room?.title ?? '',
    authorId: message.authorId,
    text: message.text,
    entities: message.entities,
    keyboard: message.keyboard ?? [],
    reply: message.reply,
    replyTo: message.replyTo,
    silent: message.silent,
    viaBot: message.inlineId !== undefined,
    document: documentOf(message),
    droppedEntities: message.dropped,
    sentAt: message.date,
    editedAt: message.editedAt,
    edits: message.edits,
  };
}

function documentOf({ extra: { document } }: StoredMessage): SentDocument | undefined {
  if (!isRecord(document)) return undefined;
  const { file_id: fileId, file_name: name, file_size: size } = document;
  if (typeof fileId !== 'string' || typeof name !== 'string' || typeof size !== 'number') return undefined;
  return { fileId, name, size };
}
