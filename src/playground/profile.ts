/** What the bot tells Telegram about itself: its command menus and descriptions, by language. */
import { openRoom } from './access.ts';
import type { Method, MethodContext } from './methods.ts';
import { characters } from './text.ts';
import { badRequest, isRecord, type Parameters, structureOf, textOf } from './wire.ts';

type CommandEntry = { readonly command: string; readonly description: string };

/** What the bot says of itself. */
export type Profile = {
  /** By scope and language: see commandsOf. */
  readonly commands: Map<string, readonly CommandEntry[]>;
  readonly descriptions: Map<string, string>;
};

/** Telegram’s own limit for one menu. */
const COMMAND_LIMIT = 100;
const SCOPES: ReadonlySet<string> = new Set([
  'default',
  'all_private_chats',
  'all_group_chats',
  'all_chat_administrators',
]);
const CHAT_SCOPES: ReadonlySet<string> = new Set(['chat', 'chat_administrators', 'chat_member']);

/** Telegram knows languages by their two letters of ISO 639-1. */
function languageOf(parameters: Parameters): string {
  const code = textOf(parameters, 'language_code') ?? '';
  if (!/^(?:[a-z]{2})?$/.test(code)) throw badRequest('invalid language code specified');
  return code;
}

/** The key of the menu that a request is about. Throws the 400 Telegram answers with. */
function menuOf(parameters: Parameters, context: MethodContext): string {
  const language = languageOf(parameters);
  const given = structureOf(parameters, 'scope', 'BotCommandScope');
  if (given === undefined) return commandsOf('default', language);
  const refuse = (reason: string): Error => badRequest(`can't parse BotCommandScope: ${reason}`);
  if (!isRecord(given)) throw refuse('BotCommandScope must be an Object');
  const { type, chat_id: chat, user_id: user } = given;
  if (typeof type !== 'string') throw refuse('Can\'t find field "type"');
  if (SCOPES.has(type)) return commandsOf(type, language);
  if (!CHAT_SCOPES.has(type)) throw refuse('Unsupported type specified');
  if (chat === undefined) throw refuse('Can\'t find field "chat_id"');
  if (chat === '') throw refuse('Empty chat_id specified');
  if (type === 'chat_member' && !(Number(user) > 0)) throw refuse('Invalid user_id specified');
  const room = openRoom(new Map([['chat_id', chat]]), context, false);
  if (room.kind === 'private' && type !== 'chat')
    throw badRequest("can't use specified scope in private chats");
  if (room.kind === 'channel') throw badRequest("can't change commands in channel chats");
  return commandsOf(type, language, type === 'chat_member' ? [room.id, Number(user)] : [room.id]);
}

/** The key a command menu is kept under. */
export function commandsOf(scope: string, language: string, of: readonly number[] = []): string {
  return JSON.stringify([scope, language, ...of]);
}

function readCommand(entry: unknown): CommandEntry {
  const refuse = (reason: string): Error => badRequest(`can't parse BotCommand: ${reason}`);
  if (!isRecord(entry)) throw refuse('expected an Object');
  const { command: name, description: about } = entry;
  if (typeof name !== 'string') throw refuse('Can\'t find field "command"');
  if (typeof about !== 'string') throw refuse('Can\'t find field "description"');
  const command = name.trim().replace(/^\//, '');
  const description = about.trim();
  if (command === '') throw badRequest('command must be non-empty');
  if (characters(command) > 32) throw badRequest('command length must not exceed 32');
  if (description === '') throw badRequest('command description must be non-empty');
  if (characters(description) > 256) throw badRequest('command description length must not exceed 256');
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  return { command, description };
}

const setMyCommands: Method = (parameters, context) => {
  const commands = structureOf(parameters, 'commands', 'commands') ?? [];
  if (!Array.isArray(commands)) throw badRequest('expected an Array of BotCommand');
  const list = commands.map(readCommand);
  const menu = menuOf(parameters, context);
  if (list.length > COMMAND_LIMIT) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  if (list.length === 0) context.profile.commands.delete(menu);
  else context.profile.commands.set(menu, list);
  context.changed({ kind: 'commands' });
  return true;
};

/** set… and get… of one text about the bot, with its longest length in characters. */
function describing(field: string, parameter: string, limit: number): { set: Method; get: Method } {
  return {
    set: (parameters, { profile }) => {
      const text = textOf(parameters, parameter) ?? '';
      if (characters(text) > limit) throw badRequest(`bot ${field} is too long`);
      profile.descriptions.set(`${field} ${languageOf(parameters)}`, text);
      return true;
    },
    get: (parameters, { profile }) => ({
      [parameter]: profile.descriptions.get(`${field} ${languageOf(parameters)}`) ?? '',
    }),
  };
}

const description = describing('description', 'description', 512);
const shortDescription = describing('about', 'short_description', 120);
const botName = describing('name', 'name', 64);

/** The methods that set and get it. */
export const PROFILE_METHODS: Readonly<Record<string, Method>> = {
  setmycommands: setMyCommands,
  getmycommands: (parameters, context) => context.profile.commands.get(menuOf(parameters, context)) ?? [],
  deletemycommands: (parameters, context) => {
    context.profile.commands.delete(menuOf(parameters, context));
    context.changed({ kind: 'commands' });
    return true;
  },
  setmydescription: description.set,
  getmydescription: description.get,
  setmyshortdescription: shortDescription.set,
  getmyshortdescription: shortDescription.get,
  setmyname: botName.set,
  getmyname: botName.get,
  setchatmenubutton: () => true,
};

/** Where a reader stands who opens the menu. */
export type MenuPlace = {
  readonly chatId: number;
  readonly isPrivate: boolean;
  readonly userId: number;
  readonly isAdministrator: boolean;
  readonly language: string;
};

/** The menu that this reader sees there: the narrowest scope that has one, in their language before no language. */
export function menuSeen(
  { commands }: Profile,
  { chatId, isPrivate, userId, isAdministrator, language }: MenuPlace,
): readonly CommandEntry[] {
  const scopes: readonly (readonly [string, ...number[]])[] = isPrivate
    ? [['chat', chatId], ['all_private_chats'], ['default']]
    : [
        ['chat_member', chatId, userId],
        ...(isAdministrator ? [['chat_administrators', chatId] as const] : []),
        ['chat', chatId],
        ...(isAdministrator ? [['all_chat_administrators'] as const] : []),
        ['all_group_chats'],
        ['default'],
      ];
  for (const [scope, ...of] of scopes)
    for (const tongue of [language, '']) {
      const found = commands.get(commandsOf(scope, tongue, of));
      if (found !== undefined) return found;
    }
  return [];
}
