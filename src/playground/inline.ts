/** Inline mode: a person types the bot's name in any chat, the bot answers with cards, and the person sends one of them. */
import { type Keyboard, keyboardOf } from './markup.ts';
import type { MethodContext } from './methods.ts';
import { type MessageText, messageText } from './text.ts';
import {
  ApiError,
  badRequest,
  flagOf,
  integerOf,
  isRecord,
  type Parameters,
  structureOf,
  textOf,
} from './wire.ts';
import type { Person, Room, StoredMessage } from './world.ts';

/** A card that the bot offers. */
export type InlineCard = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly body: MessageText;
  readonly keyboard: Keyboard | undefined;
};

/** What the bot answered to an inline question. */
export type InlineAnswer = {
  readonly cards: readonly InlineCard[];
  /** Stands above the cards and opens the private chat with this parameter of /start. */
  readonly button: { readonly text: string; readonly startParameter: string } | undefined;
  readonly nextOffset: string;
};

/** What a person types behind the bot's name. */
export type InlineQuestion = {
  readonly from: number;
  /** What stands behind the bot's name. */
  readonly query: string;
  /** Where it is typed; somebody else's chat when absent. */
  readonly chatId?: number;
  readonly offset?: string;
};

/** Inline questions, from asking to the card that is sent. */
export type InlineMode = {
  /** Asks the bot; a late or missing answer never resolves. An answer may come from Telegram's cache, of which the bot hears nothing. */
  ask(question: InlineQuestion): Promise<InlineAnswer>;
  /** answerInlineQuery. Throws the 400 Telegram answers with. */
  answer(parameters: Parameters): true;
  /** Sends a card of an answer that this person got; the message is theirs, "via" the bot. */
  send(choice: {
    readonly from: number;
    readonly card: InlineCard;
    readonly room: Room;
    readonly threadId: number;
  }): StoredMessage;
  /** The message that an inline_message_id names. */
  find(inlineId: string): StoredMessage | undefined;
};

/** Telegram's clients wait about as long (eternnoir/pyTelegramBotAPI#270). */
const WAIT_MS = 10_000;
/** Telegram’s own limits: results of one answer, and bytes of a result’s id and of an offset. */
const CARD_LIMIT = 50;
const ID_BYTES = 64;
const OFFSET_BYTES = 64;
/** Seconds an answer is kept when the bot names no time, and at most. */
const CACHE_SECONDS = 300;
const CACHE_LIMIT_SECONDS = 24 * 3600;

type Open = {
  readonly question: InlineQuestion;
  readonly askedAt: number;
  readonly resolve: (answer: InlineAnswer) => void;
};

type World = Pick<MethodContext, 'world' | 'updates' | 'now'>;

/** Inline mode over this world; numbers of queries begin at `firstId`. */
export function createInlineMode({ world, updates, now }: World, firstId: number): InlineMode {
  const open = new Map<string, Open>();
  const cached = new Map<string, { readonly answer: InlineAnswer; readonly until: number }>();
  const sent = new Map<string, StoredMessage>();
  let nextQuery = firstId;
  let nextMessage = firstId;

  function cacheKey({ query, offset = '' }: InlineQuestion, from: number | undefined): string {
    return JSON.stringify([query, offset, from ?? 'everybody']);
  }

  return {
    async ask(question) {
      const person = world.people.get(question.from);
      if (person === undefined) throw new Error(`there is no person ${question.from} in the playground`);
      const asked = { ...question, query: question.query.trim() };
      for (const from of [undefined, question.from]) {
        const known = cached.get(cacheKey(asked, from));
        if (known !== undefined && known.until > now()) return known.answer;
      }
      for (const [id, { askedAt }] of open) if (now() - askedAt > WAIT_MS) open.delete(id);
      const id = String(nextQuery++);
      return new Promise<InlineAnswer>((resolve) => {
        open.set(id, { question: asked, askedAt: now(), resolve });
        updates.add(
          'inline_query',
          {
            id,
            from: world.userJson(person),
            query: asked.query,
            offset: asked.offset ?? '',
            chat_type: chatType(
              person,
              asked.chatId === undefined ? undefined : world.rooms.get(asked.chatId),
            ),
          },
          now(),
        );
      });
    },
    answer(parameters) {
      const answer = readAnswer(parameters);
      const id = textOf(parameters, 'inline_query_id') ?? '';
      const asked = open.get(id);
      if (asked === undefined || now() - asked.askedAt > WAIT_MS)
        throw badRequest('query is too old and response timeout expired or query ID is invalid');
      open.delete(id);
      const seconds = Math.min(
        CACHE_LIMIT_SECONDS,
        Math.max(0, integerOf(parameters, 'cache_time') ?? CACHE_SECONDS),
      );
      const key = cacheKey(
        asked.question,
        flagOf(parameters, 'is_personal') ? asked.question.from : undefined,
      );
      for (const [old, { until }] of cached) if (until <= now()) cached.delete(old);
      cached.set(key, { answer, until: now() + seconds * 1000 });
      asked.resolve(answer);
      return true;
    },
    send({ from, card, room, threadId }) {
      const inlineId = `inline-${nextMessage++}`;
      const message = world.addMessage(room, {
        authorId: room.kind === 'channel' ? undefined : from,
        threadId,
        date: now(),
        body: card.body,
        keyboard: card.keyboard,
        inlineId,
      });
      sent.set(inlineId, message);
      return message;
    },
    find: (inlineId) => sent.get(inlineId),
  };

  function chatType(person: Person, room: Room | undefined): string {
    if (room === undefined) return 'private';
    return room.kind === 'private' && room.id === person.id ? 'sender' : room.kind;
  }
}

function readAnswer(parameters: Parameters): InlineAnswer {
  const button = readButton(structureOf(parameters, 'button', 'inline query results button'));
  const results = structureOf(parameters, 'results', 'JSON encoded inline query results') ?? [];
  if (!Array.isArray(results)) throw badRequest('expected an Array of inline query results');
  if (results.length > CARD_LIMIT) throw badRequest('too many inline query results specified');
  const cards = results.map(readCard);
  const nextOffset = textOf(parameters, 'next_offset') ?? '';
  for (const { id } of cards)
    if (id === '' || Buffer.byteLength(id) > ID_BYTES) throw badRequest('RESULT_ID_INVALID');
  if (new Set(cards.map(({ id }) => id)).size < cards.length) throw badRequest('RESULT_ID_DUPLICATE');
  if (cards.some(({ title }) => title.trim() === '')) throw badRequest('ARTICLE_TITLE_EMPTY');
  if (Buffer.byteLength(nextOffset) > OFFSET_BYTES) throw badRequest('NEXT_OFFSET_INVALID');
  return { cards, button, nextOffset };
}

function readButton(button: unknown): InlineAnswer['button'] {
  if (button === undefined) return undefined;
  const refuse = (reason: string): Error => badRequest(`can't parse inline query results button: ${reason}`);
  if (!isRecord(button)) throw refuse('InlineQueryResultsButton must be an Object');
  const { text, start_parameter: start } = button;
  if (typeof text !== 'string') throw refuse('Can\'t find field "text"');
  if (typeof start !== 'string')
    throw refuse('InlineQueryResultsButton must have exactly one optional field');
  if (start === '') throw badRequest("can't use empty start_parameter");
  if (start.length > 64) throw badRequest('too long start_parameter specified');
  if (!/^[\w-]+$/.test(start)) throw badRequest('unallowed characters in start_parameter are used');
  return { text, startParameter: start };
}

/** One card; only articles are rebuilt here, and only with a text. */
function readCard(result: unknown): InlineCard {
  const refuse = (reason: string): Error => badRequest(`can't parse inline query result: ${reason}`);
  if (!isRecord(result)) throw refuse('Inline query result must be an object');
  const field = (name: string): string => {
    const value = result[name];
    if (value === undefined || value === null) throw refuse(`Can't find field "${name}"`);
    if (typeof value !== 'string' && typeof value !== 'number')
      throw refuse(`Field "${name}" must be of type String`);
    return String(value);
  };
  const type = field('type').toLowerCase();
  const id = field('id');
  if (type !== 'article') throw refuse(`type "${type}" is unsupported for the inline query result`);
  const content = result.input_message_content;
  if (content !== undefined && !isRecord(content))
    throw refuse('Field "input_message_content" must be of type Object');
  const { message_text: words, parse_mode: mode } = content ?? {};
  if (content === undefined) throw refuse('Can\'t find field "message_text"');
  if (typeof words !== 'string' || words === '') throw refuse('Input message content is not specified');
  const body = messageText(words, typeof mode === 'string' ? mode : undefined);
  if (body.kind === 'refused') {
    const reason = body.reason.charAt(0).toUpperCase() + body.reason.slice(1);
    // What the parser refuses comes with the parser's words; what the server refuses, by itself.
    throw body.reason.startsWith("can't parse") ? refuse(reason) : badRequest(body.reason);
  }
  const { title, description } = { title: field('title'), description: result.description };
  let keyboard: Keyboard | undefined;
  try {
    keyboard = result.reply_markup === undefined ? undefined : keyboardOf(result.reply_markup);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const reason = error.message.replace('Bad Request: ', '');
    throw /^[A-Z_]+$/.test(reason) ? error : refuse(reason.charAt(0).toUpperCase() + reason.slice(1));
  }
  return { id, title, description: typeof description === 'string' ? description : '', body, keyboard };
}
