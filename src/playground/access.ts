/** Who may write where: the refusals that a chat, a thread or Telegram's pace answer with. */
import type { MethodContext } from './methods.ts';
import { ApiError, badRequest, forbidden, integerOf, type Parameters, textOf, tooMany } from './wire.ts';
import { hasRight, isAdministrator, isInside, type Room } from './world.ts';

function findRoom(parameters: Parameters, { world }: MethodContext): Room {
  const id = (textOf(parameters, 'chat_id') ?? '').trim();
  if (id === '') throw badRequest('chat_id is empty');
  const room = id.startsWith('@')
    ? [...world.rooms.values()].find(({ username }) => username?.toLowerCase() === id.slice(1).toLowerCase())
    : world.rooms.get(Number(id));
  if (room === undefined) {
    if (world.people.has(Number(id))) throw forbidden("bot can't initiate conversation with a user");
    throw badRequest('chat not found');
  }
  return room;
}

/** The room, if the bot may read it (or, with `write`, write there): otherwise the error that ends a chat. */
export function openRoom(parameters: Parameters, context: MethodContext, write: boolean): Room {
  const room = findRoom(parameters, context);
  const { world } = context;
  if (room.kind === 'private') {
    if (world.people.get(room.id)?.deactivated === true && write) throw forbidden('user is deactivated');
    if (!room.started) throw forbidden("bot can't initiate conversation with a user");
    return room;
  }
  if (room.migratedTo !== undefined && write)
    throw new ApiError({
      ok: false,
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: room.migratedTo },
    });
  if (room.deleted && room.kind !== 'group') throw badRequest('chat not found');
  if (room.deleted && write) throw forbidden('the group chat was deleted');
  const status = room.members.get(world.bot.id);
  const mayRead = room.kind === 'group' && !write;
  if (status === 'kicked' && !mayRead) throw forbidden(`bot was kicked from the ${room.kind} chat`);
  if (!isInside(status) && !mayRead) throw forbidden(`bot is not a member of the ${room.kind} chat`);
  return room;
}

/** The forum thread a message goes to, 0 for none. */
export function findThread(parameters: Parameters, room: Room, { world }: MethodContext): number {
  const threadId = integerOf(parameters, 'message_thread_id') ?? 0;
  if (threadId === 0 || (!room.isForum && room.kind !== 'private')) return 0;
  const thread = room.threads.get(threadId);
  if (thread === undefined) throw badRequest('message thread not found');
  if (thread.closed && !isAdministrator(room.members.get(world.bot.id))) throw badRequest('TOPIC_CLOSED');
  return threadId;
}

/** What only the server behind Telegram's front refuses: pace, a blocked bot, missing rights. */
export function passServer(room: Room, { world, limits, now }: MethodContext): void {
  const isGroup = room.kind === 'group' || room.kind === 'supergroup';
  const wait = limits?.take(room.id, isGroup, now()) ?? 0;
  if (wait > 0) throw tooMany(wait);
  if (room.blocked) throw forbidden('bot was blocked by the user');
  const isAdmin = isAdministrator(room.members.get(world.bot.id));
  if (room.kind === 'channel' && !hasRight(room, world.bot.id, 'can_post_messages'))
    throw badRequest('need administrator rights in the channel chat');
  if (isGroup && !room.canWrite && !isAdmin)
    throw badRequest('not enough rights to send text messages to the chat');
}
