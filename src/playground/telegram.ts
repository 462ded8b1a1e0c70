/** A Telegram of one bot, in memory: the Bot API over HTTP on one side, people and their chats on the other. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createPeople } from './doings.ts';
import { createFaults, type Fault, type FaultOrder, faultAnswer } from './faults.ts';
import { createInlineMode } from './inline.ts';
import { createLimits } from './limits.ts';
import { type Change, callMethod, isMethod, type MethodContext } from './methods.ts';
import type { People } from './people.ts';
import { commandsOf, menuSeen } from './profile.ts';
import { createUpdateQueue } from './updates.ts';
import { type ChatMessage, viewMessage } from './view.ts';
import { createWebhook } from './webhook.ts';
import {
  type Answer,
  ApiError,
  badRequest,
  integerOf,
  type Parameters,
  readBody,
  readParameters,
  structureOf,
  type Upload,
} from './wire.ts';
import { createWorld, isAdministrator } from './world.ts';

/** Whose bot this Telegram knows, and how strict it is. */
export type TelegramOptions = {
  readonly token: string;
  /** Epoch ms; the machine's clock when absent. */
  readonly now?: () => number;
  /** Whether pace is limited as Telegram limits it; true when absent. */
  readonly limits?: boolean;
};

/** What happened, for those who watch. */
export type TelegramEvent =
  | { readonly kind: 'message' | 'edited'; readonly message: ChatMessage }
  | { readonly kind: 'deleted'; readonly chatId: number; readonly messageId: number }
  | {
      readonly kind: 'answered';
      readonly queryId: string;
      readonly chatId: number;
      readonly text: string;
      readonly alert: boolean;
      readonly url?: string;
    }
  | { readonly kind: 'typing'; readonly chatId: number }
  | { readonly kind: 'commands' };

/** One call of the bot's, as it was answered; `answer` is undefined when none was sent. */
type ApiCall = {
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly answer: Answer | undefined;
};

/** A Telegram of one bot: its people, chats and calls. */
export type Telegram = People & {
  readonly botId: number;
  readonly botUsername: string;
  /** Calls `listener` for everything that happens; returns what ends it. */
  readonly on: (listener: (event: TelegramEvent) => void) => () => void;
  /** Makes the next calls fail. */
  readonly fail: (order: FaultOrder) => void;
  readonly clearFaults: () => void;
  /** Calls so far, oldest first, the last thousand; polls are not among them. */
  readonly calls: () => readonly ApiCall[];
  /** The command menu for this scope and language as setMyCommands left it. */
  readonly commands: (
    scope?: string,
    language?: string,
  ) => readonly { readonly command: string; readonly description: string }[];
  /** The command menu that this person sees in this chat. */
  readonly menu: (
    chatId: number,
    userId: number,
  ) => readonly { readonly command: string; readonly description: string }[];
  /** A file that the bot sent, by its file_id. */
  readonly file: (fileId: string) => Upload | undefined;
  /** Leaves a gap in the numbers of updates. */
  readonly jumpUpdateIds: (by: number) => void;
  /** Updates the bot has not confirmed. */
  readonly pendingUpdates: () => number;
  /** Serves a request whose path begins with /bot; false when it is not the Bot API's. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Ends a waiting poll, and bringing updates to a webhook. */
  readonly dispose: () => void;
};

/** Of the calls that tests look at; the oldest goes first. */
const CALLS_KEPT = 1000;

/** Why a poll is refused or ended. */
const CONFLICTS = {
  poller: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  webhook: 'Conflict: terminated by setWebhook request',
  set: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
} as const;

/** Makes a Telegram with nobody in it but the bot that `token` belongs to. */
export function createTelegram({ token, now = Date.now, limits = true }: TelegramOptions): Telegram {
  // Numbers that grow with the clock are not used twice by a bot that remembers the last run's.
  const firstId = Math.floor(now() / 1000) % 1_000_000_000;
  const world = createWorld(
    {
      id: Number(/^\d{1,15}/.exec(token)?.[0] ?? 1),
      isBot: true,
      firstName: 'موجز',
      username: 'mujaz_playground_bot',
      languageCode: undefined,
      deactivated: false,
    },
    firstId,
  );
  const faults = createFaults();
  const updates = createUpdateQueue(firstId);
  const webhook = createWebhook(updates, now);
  const changeListeners = new Set<(change: Change) => void>();
  const calls: ApiCall[] = [];
  const context: MethodContext = {
    world,
    profile: { commands: new Map(), descriptions: new Map() },
    queries: new Map(),
    updates,
    webhook,
    inline: createInlineMode({ world, updates, now }, firstId),
    limits: limits ? createLimits() : undefined,
    now,
    changed: (change) => {
      for (const listener of [...changeListeners]) listener(change);
    },
  };
  const people = createPeople(context, {
    firstQueryId: firstId,
    listen: (listener) => changeListeners.add(listener),
  });

  function viewChange(change: Change): TelegramEvent {
    switch (change.kind) {
      case 'message':
      case 'edited':
        return { kind: change.kind, message: viewMessage(change.message, world) };
      case 'deleted':
        return { kind: 'deleted', chatId: change.roomId, messageId: change.messageId };
      case 'answered': {
        const { roomId: chatId, ...answer } = change;
        return { ...answer, chatId };
      }
      case 'typing':
        return { kind: 'typing', chatId: change.roomId };
      case 'commands':
        return change;
    }
  }

  function remember(method: string, parameters: Parameters, answer: Answer | undefined): void {
    if (method === 'getupdates') return;
    calls.push({ method, parameters: Object.fromEntries(parameters), answer });
    if (calls.length > CALLS_KEPT) calls.shift();
  }

  function run(method: string, parameters: Parameters): Answer {
    try {
      return { ok: true, result: callMethod(method, parameters, context) };
    } catch (error) {
      if (error instanceof ApiError) return error.answer;
      throw error;
    }
  }

  function poll(parameters: Parameters, response: ServerResponse): void {
    if (webhook.isSet()) {
      send(response, { ok: false, error_code: 409, description: CONFLICTS.set });
      return;
    }
    const allowed = structureOf(parameters, 'allowed_updates', 'allowed_updates');
    if (Array.isArray(allowed)) updates.allow(allowed.map(String));
    const forget = updates.poll(
      {
        offset: integerOf(parameters, 'offset') ?? 0,
        limit: Math.min(100, Math.max(1, integerOf(parameters, 'limit') ?? 100)),
        timeoutSeconds: Math.max(0, integerOf(parameters, 'timeout') ?? 0),
        answer: (found) =>
          send(
            response,
            typeof found === 'string'
              ? { ok: false, error_code: 409, description: CONFLICTS[found] }
              : { ok: true, result: found },
          ),
      },
      now(),
    );
    response.on('close', forget);
  }

  /** Plays a fault: the call has its effect only where the fault says that it was accepted. */
  function play(fault: Fault, method: string, parameters: Parameters, response: ServerResponse): void {
    const accepted =
      fault.kind === 'reset-after' ||
      ((fault.kind === 'server' || fault.kind === 'silence') && fault.accepted === true);
    if (accepted) run(method, parameters);
    const answer = faultAnswer(fault);
    remember(method, parameters, answer);
    if (answer !== undefined) send(response, answer);
    else if (fault.kind !== 'silence') response.socket?.resetAndDestroy();
  }

  async function serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [, given = '', name = ''] = /^\/bot([^/]*)\/([^/]*)$/.exec(url.pathname) ?? [];
    const method = name.toLowerCase();
    const body = await readBody(request);
    if (body === undefined) {
      send(response, { ok: false, error_code: 413, description: 'Request Entity Too Large' });
      return;
    }
    if (decodeURIComponent(given) !== token) {
      send(response, { ok: false, error_code: 401, description: 'Unauthorized' });
      return;
    }
    const parameters = readParameters(url.searchParams, request.headers['content-type'] ?? '', body);
    if (parameters === undefined) {
      send(response, badRequest("can't parse JSON object").answer);
      return;
    }
    if (!isMethod(method)) {
      send(response, { ok: false, error_code: 404, description: 'Not Found: method not found' });
      return;
    }
    const fault = faults.next(method, integerOf(parameters, 'chat_id'));
    if (fault !== undefined) {
      play(fault, method, parameters, response);
      return;
    }
    if (method === 'getupdates') {
      poll(parameters, response);
      return;
    }
    const answer = run(method, parameters);
    remember(method, parameters, answer);
    send(response, answer);
  }

  return {
    ...people,
    botId: world.bot.id,
    botUsername: world.bot.username ?? '',
    on(listener) {
      const watch = (change: Change): void => listener(viewChange(change));
      changeListeners.add(watch);
      return () => {
        changeListeners.delete(watch);
      };
    },
    fail: faults.order,
    clearFaults: faults.clear,
    calls: () => [...calls],
    commands: (scope = 'default', language = '') =>
      context.profile.commands.get(commandsOf(scope, language)) ?? [],
    menu(chatId, userId) {
      const room = world.rooms.get(chatId);
      return menuSeen(context.profile, {
        chatId,
        isPrivate: room?.kind === 'private',
        userId,
        isAdministrator: isAdministrator(room?.members.get(userId)),
        language: world.people.get(userId)?.languageCode?.slice(0, 2) ?? '',
      });
    },
    file: (fileId) => world.files.get(fileId),
    jumpUpdateIds: updates.jump,
    pendingUpdates: updates.pending,
    handle(request, response) {
      const url = new URL(request.url ?? '/', 'http://playground');
      if (!url.pathname.startsWith('/bot')) return false;
      serve(request, response, url).catch(() => response.socket?.resetAndDestroy());
      return true;
    },
    dispose: () => {
      webhook.close();
      updates.close();
    },
  };
}

function retryHeader(answer: Answer): Record<string, string> {
  const seconds = answer.ok ? undefined : answer.parameters?.retry_after;
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}

function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.writableEnded) return;
  const body = JSON.stringify(answer);
  response.writeHead(answer.ok ? 200 : answer.error_code, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...retryHeader(answer),
  });
  response.end(body);
}
