/** The Bot API's methods over the local world; each refuses what Telegram refuses, in its words. */
import { findThread, openRoom } from './access.ts';
import type { InlineMode } from './inline.ts';
import type { Limits } from './limits.ts';
import { PROFILE_METHODS, type Profile } from './profile.ts';
import { characters } from './text.ts';
import type { UpdateQueue } from './updates.ts';
import type { Webhook } from './webhook.ts';
import { ApiError, badRequest, flagOf, forbidden, integerOf, type Parameters, textOf } from './wire.ts';
import { isAdministrator, isInside, type Room, type StoredMessage, type World } from './world.ts';
import { WRITING_METHODS } from './writing.ts';

type OpenQuery = { readonly roomId: number; readonly messageId: number; readonly askedAt: number };

/** Something that a method changed, for whoever watches. */
export type Change =
  | { readonly kind: 'message' | 'edited'; readonly message: StoredMessage }
  | { readonly kind: 'deleted'; readonly roomId: number; readonly messageId: number }
  | {
      readonly kind: 'answered';
      readonly queryId: string;
      readonly roomId: number;
      readonly text: string;
      readonly alert: boolean;
      readonly url?: string;
    }
  | { readonly kind: 'typing'; readonly roomId: number }
  | { readonly kind: 'commands' };

/** What the methods work on. */
export type MethodContext = {
  readonly world: World;
  readonly profile: Profile;
  readonly queries: Map<string, OpenQuery>;
  readonly updates: UpdateQueue;
  readonly webhook: Webhook;
  readonly inline: InlineMode;
  readonly limits: Limits | undefined;
  readonly now: () => number;
  readonly changed: (change: Change) => void;
};

/** A method of the Bot API: gives its result, or throws ApiError. */
export type Method = (parameters: Parameters, context: MethodContext) => unknown;

/** A tap waits this long for its answer; the update itself is kept as long. */
export const QUERY_KEPT_MS = 150_000;
const ACTIONS: ReadonlySet<string> = new Set(
  (
    'typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker ' +
    'find_location record_video_note upload_video_note'
  ).split(' '),
);

/** The only links that a tap of a bot without games may open: those that open the bot with a parameter. */
function isStartLink(url: string, username: string | undefined): boolean {
  const [, name, payload] = url.match(/^https?:\/\/t\.me\/(\w+)\?start=([\w-]{1,64})$/u) ?? [];
  return payload !== undefined && name?.toLowerCase() === username?.toLowerCase();
}

const answerCallbackQuery: Method = (parameters, { queries, now, changed, world }) => {
  const queryId = textOf(parameters, 'callback_query_id') ?? '';
  const query = queries.get(queryId);
  const text = textOf(parameters, 'text') ?? '';
  if (query === undefined || now() - query.askedAt > QUERY_KEPT_MS)
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  if (characters(text) > 200) throw badRequest('MESSAGE_TOO_LONG');
  const url = textOf(parameters, 'url') ?? '';
  if (url !== '' && !isStartLink(url, world.bot.username)) throw badRequest('URL_INVALID');
  const answer = { queryId, roomId: query.roomId, text, alert: flagOf(parameters, 'show_alert') };
  changed({ kind: 'answered', ...answer, ...(url === '' ? {} : { url }) });
  return true;
};

const METHODS: Readonly<Record<string, Method>> = {
  getme: (_, { world }) => ({
    ...world.userJson(world.bot),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),
  setwebhook: (parameters, { webhook }) => {
    webhook.set(parameters);
    return true;
  },
  deletewebhook: (parameters, { updates, webhook }) => {
    if (flagOf(parameters, 'drop_pending_updates')) updates.drop();
    webhook.remove();
    return true;
  },
  getwebhookinfo: (_, { webhook }) => webhook.info(),
  ...WRITING_METHODS,
  answercallbackquery: answerCallbackQuery,
  answerinlinequery: (parameters, { inline }) => inline.answer(parameters),
  ...PROFILE_METHODS,
  getfile: (parameters, { world }) => {
    const fileId = textOf(parameters, 'file_id') ?? '';
    const file = world.files.get(fileId);
    if (file === undefined) throw badRequest('invalid file_id');
    return { file_id: fileId, file_unique_id: fileId, file_size: file.content.length };
  },
  getchat: (parameters, context) => {
    const room = openRoom(parameters, context, false);
    return { ...context.world.chatJson(room), accent_color_id: 0, max_reaction_count: 11 };
  },
  getchatmember: (parameters, context) => {
    const room = openRoom(parameters, context, false);
    const userId = integerOf(parameters, 'user_id') ?? 0;
    checkMembersKnown(room, context);
    if (!context.world.people.has(userId)) throw badRequest('user not found');
    return context.world.memberJson(room, userId);
  },
  getchatadministrators: (parameters, context) => {
    const room = openRoom(parameters, context, false);
    if (room.kind === 'private') throw badRequest('there are no administrators in the private chat');
    checkMembersKnown(room, context);
    return [...room.members]
      .filter(([, status]) => isAdministrator(status))
      .map(([id]) => context.world.memberJson(room, id));
  },
  getchatmembercount: (parameters, context) =>
    [...openRoom(parameters, context, false).members.values()].filter(isInside).length,
  sendchataction: (parameters, context) => {
    if (!ACTIONS.has((textOf(parameters, 'action') ?? '').toLowerCase()))
      throw badRequest('wrong parameter action in request');
    const room = openRoom(parameters, context, true);
    findThread(parameters, room, context);
    if (room.blocked) throw forbidden('bot was blocked by the user');
    context.changed({ kind: 'typing', roomId: room.id });
    return true;
  },
  leavechat: (parameters, context) => {
    const room = openRoom(parameters, context, false);
    if (room.kind === 'private') throw badRequest("chat member status can't be changed in private chats");
    room.members.set(context.world.bot.id, 'left');
    return true;
  },
};

/** Who is in a channel is told to its administrators only. */
function checkMembersKnown(room: Room, { world }: MethodContext): void {
  if (room.kind === 'channel' && !isAdministrator(room.members.get(world.bot.id)))
    throw badRequest('member list is inaccessible');
}

/** Whether Telegram (as far as it is rebuilt here) has this method; the name in small letters. */
export function isMethod(name: string): boolean {
  return name === 'getupdates' || Object.hasOwn(METHODS, name);
}

/** Runs a method other than getUpdates and gives its result; throws ApiError. */
export function callMethod(name: string, parameters: Parameters, context: MethodContext): unknown {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (method === undefined)
    throw new ApiError({ ok: false, error_code: 404, description: 'Not Found: method not found' });
  return method(parameters, context);
}
