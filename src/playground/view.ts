/** A message as the outside sees it: tests and the web page. */
import type { Entity } from './entities.ts';
import type { Keyboard } from './markup.ts';
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
  readonly text: string;
  readonly entities: readonly Entity[];
  /** Rows as sent: the first button is drawn leftmost. */
  readonly keyboard: Keyboard;
  /** Entities past Telegram's limit, which nobody sees. */
  readonly droppedEntities: number;
  /** Epoch ms. */
  readonly sentAt: number;
  readonly editedAt: number | undefined;
  readonly edits: number;
};

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
    text: message.text,
    entities: message.entities,
    keyboard: message.keyboard ?? [],
    droppedEntities: message.dropped,
    sentAt: message.date,
    editedAt: message.editedAt,
    edits: message.edits,
  };
}
