/**
 * Requests that Telegram refuses, and the words it refuses them with: a row for each, asked over HTTP. `by` says where the words were
 * recorded: an issue in which somebody was answered so, or the line of the official server (tba: tdlib/telegram-bot-api, td: tdlib/td)
 * that says them.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BotApi } from '../../src/playground/bot-api.ts';
import { startTestApi, TEST_TOKEN } from '../support/bot-api.ts';

let api: BotApi;
let ids: Readonly<Record<string, number>>;

beforeAll(async () => {
  api = await startTestApi();
  const reader = api.addUser({ firstName: 'سلمى', started: true });
  const stranger = api.addUser({ firstName: 'غريب' });
  const blocker = api.addUser({ started: true });
  api.block(blocker);
  const gone = api.addUser({ started: true });
  api.deactivate(gone);
  const kicked = api.addGroup({ title: 'مجموعة', supergroup: true, bot: 'kicked' });
  const left = api.addGroup({ title: 'مجموعة', supergroup: true, bot: 'left' });
  const silenced = api.addGroup({ title: 'مجموعة', supergroup: true, members: [reader] });
  api.setCanWrite(silenced, false);
  const forum = api.addGroup({ title: 'منتدى', forum: true });
  const closed = api.addThread(forum, 'مغلق');
  api.setThreadClosed(forum, closed, true);
  const channel = api.addChannel({ title: 'قناة', administrators: [reader] });
  const unarmed = api.addChannel({ title: 'قناة', administrators: [reader] });
  api.setRights(unarmed, api.botId, { can_post_messages: false });
  const watched = api.addChannel({ title: 'قناة', administrators: [reader], bot: 'member' });
  const outside = api.addChannel({ title: 'قناة', bot: 'left' });
  const typed = api.say({ chatId: reader, text: 'مرحبًا' });
  const post = api.say({ chatId: unarmed, text: 'منشور' });
  api.setRights(unarmed, api.botId, { can_edit_messages: false });
  const sent = await call('sendMessage', {
    chat_id: reader,
    text: 'نص',
    reply_markup: { keyboard: [['أخبار']] },
  });
  const file = await call('sendMessage', { chat_id: reader, text: 'نص' });
  const messageOf = (answer: unknown): number =>
    (answer as { result: { message_id: number } }).result.message_id;
  ids = {
    reader,
    stranger,
    blocker,
    gone,
    kicked,
    left,
    silenced,
    forum,
    closed,
    channel,
    unarmed,
    watched,
    outside,
    typed,
    post,
    keyed: messageOf(sent),
    own: messageOf(file),
  };
});
afterAll(async () => {
  await api.close();
});

async function call(method: string, parameters: unknown): Promise<unknown> {
  const response = await fetch(`${api.url}/bot${TEST_TOKEN}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  return response.json();
}

type Refused = {
  readonly method: string;
  /** A name stands for the chat or message of that name. */
  readonly to?: string;
  readonly message?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly code?: number;
  readonly words: string;
  readonly by: string;
};

const TEXT = { text: 'نص' };
const inline = (button: unknown) => ({ ...TEXT, reply_markup: { inline_keyboard: [[button]] } });
const keys = (markup: unknown) => ({ ...TEXT, reply_markup: markup });
const card = (about: Record<string, unknown>) => ({
  type: 'article',
  id: '1',
  title: 'خبر',
  input_message_content: { message_text: 'نص' },
  ...about,
});
const cards = (...results: readonly unknown[]) => ({ inline_query_id: '1', results });

const REFUSED: readonly Refused[] = [
  {
    method: 'sendMessage',
    with: TEXT,
    words: 'chat_id is empty',
    by: 'guidone/node-red-contrib-chatbot#293',
  },
  { method: 'sendMessage', with: { chat_id: 7, ...TEXT }, words: 'chat not found', by: 'tba Client.cpp' },
  { method: 'sendMessage', to: 'reader', words: 'message text is empty', by: 'tba Client.cpp' },
  {
    method: 'sendMessage',
    to: 'stranger',
    with: TEXT,
    code: 403,
    words: "Forbidden: bot can't initiate conversation with a user",
    by: 'TelegramBotAPI/errors#2',
  },
  {
    method: 'sendMessage',
    to: 'blocker',
    with: TEXT,
    code: 403,
    words: 'Forbidden: bot was blocked by the user',
    by: 'tba fail_query_with_error',
  },
  {
    method: 'sendMessage',
    to: 'gone',
    with: TEXT,
    code: 403,
    words: 'Forbidden: user is deactivated',
    by: 'tba fail_query_with_error',
  },
  {
    method: 'sendMessage',
    to: 'kicked',
    with: TEXT,
    code: 403,
    words: 'Forbidden: bot was kicked from the supergroup chat',
    by: 'tba check_chat_access',
  },
  {
    method: 'sendMessage',
    to: 'left',
    with: TEXT,
    code: 403,
    words: 'Forbidden: bot is not a member of the supergroup chat',
    by: 'tba check_chat_access',
  },
  {
    method: 'sendMessage',
    to: 'outside',
    with: TEXT,
    code: 403,
    words: 'Forbidden: bot is not a member of the channel chat',
    by: 'tba check_chat_access',
  },
  {
    method: 'sendMessage',
    to: 'silenced',
    with: TEXT,
    words: 'not enough rights to send text messages to the chat',
    by: 'TelegramBotAPI/errors#5',
  },
  {
    method: 'sendMessage',
    to: 'unarmed',
    with: TEXT,
    words: 'need administrator rights in the channel chat',
    by: 'teloxide/teloxide#450',
  },
  {
    method: 'sendMessage',
    to: 'watched',
    with: TEXT,
    words: 'need administrator rights in the channel chat',
    by: 'teloxide/teloxide#450',
  },
  {
    method: 'sendMessage',
    to: 'forum',
    with: { ...TEXT, message_thread_id: 99 },
    words: 'message thread not found',
    by: 'tdlib/telegram-bot-api#854',
  },
  {
    method: 'sendMessage',
    to: 'forum',
    message: 'closed',
    with: TEXT,
    words: 'TOPIC_CLOSED',
    by: 'rteixeirax/qbittorrent_telegram_notification#12',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: { ...TEXT, reply_parameters: { message_id: 1 } },
    words: 'message to be replied not found',
    by: 'tba check_reply_parameters',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: { ...TEXT, reply_parameters: { allow_sending_without_reply: true } },
    words: 'can\'t find field "message_id"',
    by: 'tba get_reply_parameters',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: { ...TEXT, reply_parameters: [1] },
    words: 'object expected as reply parameters',
    by: 'tba get_reply_parameters',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: { ...TEXT, reply_markup: 'x' },
    words: "can't parse reply keyboard markup JSON object",
    by: 'tba get_reply_markup',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: keys([]),
    words: 'object expected as reply markup',
    by: 'tba get_reply_markup',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: keys({ keyboard: ['أخبار'] }),
    words: 'field "keyboard" must be an Array of Arrays',
    by: 'tba get_reply_markup',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: keys({ keyboard: [[7]] }),
    words: "can't parse keyboard button: KeyboardButton must be a String or an Object",
    by: 'tba get_keyboard_button',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: keys({ keyboard: [[{}]] }),
    words: 'can\'t parse keyboard button: Can\'t find field "text"',
    by: 'tba get_keyboard_button',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: keys({ keyboard: [['أخبار']], is_persistent: 'yes', resize_keyboard: true }),
    words: 'field "is_persistent" must be of type Boolean',
    by: 'tba get_reply_markup',
  },
  {
    method: 'sendMessage',
    to: 'channel',
    with: keys({ keyboard: [['أخبار']] }),
    words: 'inline keyboard expected',
    by: 'td ReplyMarkup.cpp',
  },
  {
    method: 'sendMessage',
    to: 'channel',
    with: keys({ force_reply: true }),
    words: 'inline keyboard expected',
    by: 'td ReplyMarkup.cpp',
  },
  {
    method: 'sendMessage',
    to: 'channel',
    with: inline({ text: 'مشاركة', switch_inline_query: 'إيران' }),
    words:
      "can't use switch_inline_query button in a channel chat, because users will not be able to use the button " +
      "without knowing bot's username",
    by: 'td ReplyMarkup.cpp',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: inline('x'),
    words: "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
    by: 'tba get_inline_keyboard_button',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: inline({ text: 'زر' }),
    words: "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    by: 'tba get_inline_keyboard_button_type',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: inline({ text: 'زر', callback_data: 'x'.repeat(65) }),
    words: 'BUTTON_DATA_INVALID',
    by: 'mullwar/telebot#180',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: keys({
      inline_keyboard: Array.from({ length: 101 }, () => [{ text: 'زر', callback_data: 'x' }]),
    }),
    words: 'reply markup is too long',
    by: 'rubenlagus/TelegramBots#218',
  },
  {
    method: 'sendMessage',
    to: 'reader',
    with: keys({
      inline_keyboard: Array.from({ length: 99 }, () => [
        { text: 'موضوع من المواضيع', callback_data: 'x'.repeat(60) },
      ]),
    }),
    words: 'reply markup is too long',
    by: 'tginfo/Telegram-Limits#187',
  },
  {
    method: 'editMessageText',
    to: 'reader',
    message: 'keyed',
    with: TEXT,
    words: "message can't be edited",
    by: 'td can_edit_message',
  },
  {
    method: 'editMessageText',
    to: 'reader',
    message: 'typed',
    with: TEXT,
    words: "message can't be edited",
    by: 'td can_edit_message',
  },
  {
    method: 'editMessageText',
    to: 'unarmed',
    message: 'post',
    with: TEXT,
    words: "message can't be edited",
    by: 'td can_edit_message',
  },
  {
    method: 'editMessageText',
    to: 'reader',
    message: 'own',
    with: keys({ remove_keyboard: true }),
    words: 'inline keyboard expected',
    by: 'td ReplyMarkup.cpp',
  },
  {
    method: 'editMessageText',
    to: 'reader',
    message: 'own',
    with: TEXT,
    words:
      'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
      'content and reply markup of the message',
    by: 'tba fail_query_with_error',
  },
  {
    method: 'editMessageText',
    to: 'reader',
    with: TEXT,
    words: 'message identifier is not specified',
    by: 'tba check_message',
  },
  {
    method: 'editMessageText',
    with: { inline_message_id: 'x', ...TEXT },
    words: 'MESSAGE_ID_INVALID',
    by: 'TelegramBotAPI/errors#2',
  },
  {
    method: 'deleteMessage',
    to: 'reader',
    with: { message_id: 7 },
    words: 'message to delete not found',
    by: 'tba check_message',
  },
  {
    method: 'sendDocument',
    to: 'reader',
    words: 'there is no document in the request',
    by: 'yagop/node-telegram-bot-api#314',
  },
  {
    method: 'sendDocument',
    to: 'reader',
    with: { document: 'x' },
    words: 'wrong file identifier/HTTP URL specified',
    by: 'yagop/node-telegram-bot-api#425',
  },
  {
    method: 'sendDocument',
    to: 'reader',
    with: { document: 'x', caption: 'م'.repeat(1025) },
    words: 'message caption is too long',
    by: 'td MessageContent.cpp',
  },
  { method: 'getFile', with: { file_id: 'x' }, words: 'invalid file_id', by: 'tba Client.cpp' },
  {
    method: 'answerCallbackQuery',
    with: { callback_query_id: '1' },
    words: 'query is too old and response timeout expired or query ID is invalid',
    by: 'tba fail_query_with_error',
  },
  {
    method: 'answerInlineQuery',
    with: cards(card({})),
    words: 'query is too old and response timeout expired or query ID is invalid',
    by: 'eternnoir/pyTelegramBotAPI#270',
  },
  {
    method: 'answerInlineQuery',
    with: { inline_query_id: '1', results: {} },
    words: 'expected an Array of inline query results',
    by: 'tba get_inline_query_results',
  },
  {
    method: 'answerInlineQuery',
    with: cards(...Array.from({ length: 51 }, (_, at) => card({ id: String(at) }))),
    words: 'too many inline query results specified',
    by: 'tba get_inline_query_results',
  },
  {
    method: 'answerInlineQuery',
    with: cards(card({ id: undefined })),
    words: 'can\'t parse inline query result: Can\'t find field "id"',
    by: 'puregram/puregram#34',
  },
  {
    method: 'answerInlineQuery',
    with: cards(card({ title: undefined })),
    words: 'can\'t parse inline query result: Can\'t find field "title"',
    by: 'tba get_inline_query_result',
  },
  {
    method: 'answerInlineQuery',
    with: cards(card({ input_message_content: undefined })),
    words: 'can\'t parse inline query result: Can\'t find field "message_text"',
    by: 'TelegramBots/Telegram.Bot#136',
  },
  {
    method: 'answerInlineQuery',
    with: cards(card({ input_message_content: {} })),
    words: "can't parse inline query result: Input message content is not specified",
    by: 'tba get_input_message_content',
  },
  {
    method: 'answerInlineQuery',
    with: cards(card({ input_message_content: { message_text: '<br>', parse_mode: 'HTML' } })),
    words:
      'can\'t parse inline query result: Can\'t parse entities: Unsupported start tag "br" at byte offset 0',
    by: 'tba get_inline_query_results',
  },
  {
    method: 'answerInlineQuery',
    with: cards(card({}), card({})),
    words: 'RESULT_ID_DUPLICATE',
    by: 'tucnak/telebot#128',
  },
  {
    method: 'answerInlineQuery',
    with: cards(card({ id: 'x'.repeat(65) })),
    words: 'RESULT_ID_INVALID',
    by: 'telegraf/telegraf#869',
  },
  {
    method: 'answerInlineQuery',
    with: cards(card({ type: 'photograph' })),
    words: 'can\'t parse inline query result: type "photograph" is unsupported for the inline query result',
    by: 'tba get_inline_query_result',
  },
  {
    method: 'answerInlineQuery',
    with: { ...cards(), button: { text: 'ابدأ', start_parameter: 'إيران' } },
    words: 'unallowed characters in start_parameter are used',
    by: 'td InlineQueriesManager.cpp',
  },
  {
    method: 'answerInlineQuery',
    with: { ...cards(), button: { text: 'ابدأ' } },
    words:
      "can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field",
    by: 'tba get_inline_query_results_button',
  },
  {
    method: 'setMyCommands',
    with: { commands: [{ command: 'إيران', description: 'أخبار' }] },
    words: 'BOT_COMMAND_INVALID',
    by: 'telegraf/telegraf#1589',
  },
  {
    method: 'setMyCommands',
    with: { commands: [{ command: 'topic' }] },
    words: 'can\'t parse BotCommand: Can\'t find field "description"',
    by: 'windkh/node-red-contrib-telegrambot#192',
  },
  {
    method: 'setMyCommands',
    with: { commands: [{ command: 'topic', description: '' }] },
    words: 'command description must be non-empty',
    by: 'td BotCommand.cpp',
  },
  {
    method: 'setMyCommands',
    with: { commands: [], language_code: 'ar-EG' },
    words: 'invalid language code specified',
    by: 'td misc.cpp',
  },
  {
    method: 'setMyCommands',
    with: { commands: [], scope: { type: 'everybody' } },
    words: "can't parse BotCommandScope: Unsupported type specified",
    by: 'tba get_bot_command_scope',
  },
  {
    method: 'setMyCommands',
    with: { commands: [], scope: { type: 'chat' } },
    words: 'can\'t parse BotCommandScope: Can\'t find field "chat_id"',
    by: 'tba get_bot_command_scope',
  },
  {
    method: 'getChatAdministrators',
    to: 'reader',
    words: 'there are no administrators in the private chat',
    by: 'tba Client.cpp',
  },
  {
    method: 'getChatAdministrators',
    to: 'watched',
    words: 'member list is inaccessible',
    by: 'td DialogParticipantManager.cpp',
  },
  {
    method: 'getChatMember',
    to: 'watched',
    with: { user_id: 4242 },
    words: 'member list is inaccessible',
    by: 'td DialogParticipantManager.cpp',
  },
  {
    method: 'getChatMember',
    to: 'channel',
    with: { user_id: 77 },
    words: 'user not found',
    by: 'tba Client.cpp',
  },
  {
    method: 'sendChatAction',
    to: 'reader',
    with: { action: 'thinking' },
    words: 'wrong parameter action in request',
    by: 'tba Client.cpp',
  },
];

test.each(REFUSED)('$method to $to: $words ($by)', async ({ method, to, message, code = 400, ...row }) => {
  const chat = to === undefined ? {} : { chat_id: ids[to] };
  const which = message === undefined ? {} : { message_id: ids[message], message_thread_id: ids[message] };
  expect(await call(method, { ...chat, ...which, ...row.with })).toEqual({
    ok: false,
    error_code: code,
    description: code === 400 ? `Bad Request: ${row.words}` : row.words,
  });
});

test('what a request leaves out or says needlessly is taken as Telegram takes it', async () => {
  const chat_id = ids.reader;
  for (const given of [
    { reply_markup: { inline_keyboard: [] } },
    { reply_markup: {} },
    { reply_parameters: {} },
    { reply_parameters: { message_id: 1, allow_sending_without_reply: true } },
    { message_thread_id: 0 },
  ])
    expect(await call('sendMessage', { chat_id, text: 'نص', ...given })).toMatchObject({ ok: true });
  expect(await call('setMyCommands', {})).toEqual({ ok: true, result: true });
});
