/** For tests of what readers wish: a story's own buttons, as the story screen carries them, and taps on them. */
import type { ChatMessage } from '../../src/playground/view.ts';
import { nextBotMessage, nextEdit, TEST_TOKEN } from '../support/bot-api.ts';
import type { Rig } from './harness.ts';

/** A message of the bot's in a chat with these buttons, by their data. */
export async function offer({ api }: Rig, chatId: number, ...data: readonly string[]): Promise<ChatMessage> {
  const sent = nextBotMessage(api, chatId);
  await fetch(`${api.url}/bot${TEST_TOKEN}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      chat_id: chatId,
      text: 'خبر',
      reply_markup: { inline_keyboard: data.map((one) => [{ text: one, callback_data: one }]) },
    }),
  });
  return sent;
}

/** Taps a button (by its text or data), and gives what is shown over the chat. */
export async function tap(
  { api, reader, clock }: Rig,
  message: ChatMessage,
  button: string,
  from: number = reader,
): Promise<{ readonly text: string; readonly alert: boolean }> {
  clock.now += message.chatId < 0 ? 5_000 : 1_000;
  return api.press({ chatId: message.chatId, from, messageId: message.id, button });
}

/** Taps a button, and gives the message as it is edited then. */
export async function tapped(
  r: Rig,
  message: ChatMessage,
  button: string,
  from: number = r.reader,
): Promise<ChatMessage> {
  const edited = nextEdit(r.api, message.chatId, message.id);
  await tap(r, message, button, from);
  return edited;
}

/** A group with an administrator and a member. */
export function groupOf({ api }: Rig): {
  readonly chatId: number;
  readonly admin: number;
  readonly member: number;
} {
  const [admin, member] = [api.addUser({ started: true }), api.addUser({ started: true })];
  const chatId = api.addGroup({
    title: 'ديوانية',
    supergroup: true,
    administrators: [admin],
    members: [member],
  });
  return { chatId, admin, member };
}
