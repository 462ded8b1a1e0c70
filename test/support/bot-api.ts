/** Helpers for tests that talk to a bot through the local Bot API: they wait for events, never for time. */
import { GrammyError } from 'grammy';
import { type BotApi, startBotApi } from '../../src/playground/bot-api.ts';
import type { TelegramEvent } from '../../src/playground/telegram.ts';
import type { ChatMessage } from '../../src/playground/view.ts';

/** Like Telegram's tokens in form only. */
export const TEST_TOKEN = '4242:TEST-TOKEN-of-the-local-bot-api-00000';

/** A clock that moves only when told to. */
export type Clock = { readonly now: () => number; readonly advance: (ms: number) => void };

export function createClock(start: number = Date.UTC(2026, 10, 23, 9)): Clock {
  let at = start;
  return {
    now: () => at,
    advance: (ms) => {
      at += ms;
    },
  };
}

/** A local Bot API on a free port, without limits of pace unless asked for. */
export async function startTestApi(
  options: { readonly now?: () => number; readonly limits?: boolean } = {},
): Promise<BotApi> {
  return startBotApi({ host: '127.0.0.1', port: 0, token: TEST_TOKEN, limits: false, ...options });
}

/** The next event for which `pick` gives something; rejects after `timeoutMs` naming what was awaited. */
export async function nextEvent<T>(
  api: BotApi,
  pick: (event: TelegramEvent) => T | undefined,
  { what = 'an event', timeoutMs = 60_000 }: { readonly what?: string; readonly timeoutMs?: number } = {},
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      off();
      reject(new Error(`${what} did not come within ${timeoutMs} ms`));
    }, timeoutMs);
    const off = api.on((event) => {
      const found = pick(event);
      if (found === undefined) return;
      clearTimeout(timer);
      off();
      resolve(found);
    });
  });
}

/** The bot's next message in this chat. */
export async function nextBotMessage(api: BotApi, chatId: number, timeoutMs?: number): Promise<ChatMessage> {
  return nextEvent(
    api,
    (event) =>
      event.kind === 'message' && event.message.fromBot && event.message.chatId === chatId
        ? event.message
        : undefined,
    { what: `a message to chat ${chatId}`, ...(timeoutMs === undefined ? {} : { timeoutMs }) },
  );
}

/** The next edit of a message in this chat. */
export async function nextEdit(api: BotApi, chatId: number, messageId?: number): Promise<ChatMessage> {
  return nextEvent(
    api,
    (event) =>
      event.kind === 'edited' &&
      event.message.chatId === chatId &&
      (messageId === undefined || event.message.id === messageId)
        ? event.message
        : undefined,
    { what: `an edit in chat ${chatId}` },
  );
}

/** Writes in the person's private chat and resolves with the bot's answer. */
export async function ask(api: BotApi, userId: number, text: string): Promise<ChatMessage> {
  const answer = nextBotMessage(api, userId);
  api.say({ chatId: userId, text });
  return answer;
}

/** What Telegram answers a refused call with; code NaN when the call was accepted or had no answer. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ readonly code: number; readonly text: string; readonly parameters: unknown }> {
  const error: unknown = await call.then(
    () => new Error('the call was accepted'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof GrammyError))
    return { code: Number.NaN, text: String(error), parameters: undefined };
  return { code: error.error_code, text: error.description, parameters: error.parameters };
}
