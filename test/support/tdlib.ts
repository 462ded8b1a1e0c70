/** Telegram's own parser (TDLib, offline) as a judge. */

import { getTdjson } from 'prebuilt-tdlib';
import { configure, execute } from 'tdl';
import type { Entity } from '../../src/playground/entities.ts';

type TdEntity = {
  readonly offset: number;
  readonly length: number;
  readonly type: {
    readonly _: string;
    readonly url?: string;
    readonly language?: string;
    readonly user_id?: number;
    readonly custom_emoji_id?: string;
    readonly unix_time?: number;
  };
};

type TdAnswer = {
  readonly _: string;
  readonly text?: string;
  readonly entities?: readonly TdEntity[];
  readonly message?: string;
};

export type Judged =
  | { readonly kind: 'text'; readonly text: string; readonly entities: readonly Entity[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** TDLib's names for what the Bot API calls otherwise. */
const NAMES: Readonly<Record<string, Entity['type']>> = {
  textEntityTypeBold: 'bold',
  textEntityTypeItalic: 'italic',
  textEntityTypeUnderline: 'underline',
  textEntityTypeStrikethrough: 'strikethrough',
  textEntityTypeSpoiler: 'spoiler',
  textEntityTypeCode: 'code',
  textEntityTypePre: 'pre',
  textEntityTypePreCode: 'pre',
  textEntityTypeBlockQuote: 'blockquote',
  textEntityTypeExpandableBlockQuote: 'expandable_blockquote',
  textEntityTypeTextUrl: 'text_link',
  textEntityTypeMentionName: 'text_mention',
  textEntityTypeCustomEmoji: 'custom_emoji',
  textEntityTypeDateTime: 'date_time',
  textEntityTypeMention: 'mention',
  textEntityTypeHashtag: 'hashtag',
  textEntityTypeCashtag: 'cashtag',
  textEntityTypeBotCommand: 'bot_command',
  textEntityTypeUrl: 'url',
  textEntityTypeEmailAddress: 'email',
};

const TD_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(NAMES).map(([td, own]) => [own, td])),
  pre: 'textEntityTypePre',
};

let configured = false;

function call(request: Parameters<typeof execute>[0]): TdAnswer {
  if (!configured) configure({ tdjson: getTdjson(), verbosityLevel: 0 });
  configured = true;
  return execute(request) as TdAnswer;
}

/** Details the Bot API shows; the format of a date is another shape there and left out. */
function toEntity({ offset, length, type: { _: td, ...details } }: TdEntity): Entity | undefined {
  const type = NAMES[td];
  if (type === undefined) return undefined;
  const { url, language, user_id, custom_emoji_id, unix_time } = details;
  return {
    type,
    offset,
    length,
    ...(url === undefined ? {} : { url }),
    ...(language === undefined ? {} : { language }),
    ...(user_id === undefined ? {} : { user_id }),
    ...(custom_emoji_id === undefined ? {} : { custom_emoji_id }),
    ...(unix_time === undefined ? {} : { unix_time }),
  };
}

function read(answer: TdAnswer): Judged {
  if (answer._ === 'error') return { kind: 'refused', reason: answer.message ?? '' };
  const entities = (answer.entities ?? []).map(toEntity);
  return {
    kind: 'text',
    text: answer.text ?? '',
    entities: entities.filter((entity) => entity !== undefined),
  };
}

/** parse_mode HTML as Telegram reads it. */
export function judgeHtml(source: string): Judged {
  return read(call({ _: 'parseTextEntities', text: source, parse_mode: { _: 'textParseModeHTML' } }));
}

/** What Telegram makes of text and entities before it sends them (without trimming). The text must hold no Markdown. */
export function judgeEntities(text: string, entities: readonly Entity[]): Judged {
  return read(
    call({
      _: 'parseMarkdown',
      text: {
        _: 'formattedText',
        text,
        entities: entities.map(({ type, offset, length, url, user_id, custom_emoji_id, unix_time }) => ({
          _: 'textEntity' as const,
          offset,
          length,
          type: { _: TD_NAMES[type] ?? '', url, user_id, custom_emoji_id, unix_time } as never,
        })),
      },
    }),
  );
}

/** Why TDLib cannot be had on this machine; undefined where it can. */
export function tdlibMissing(): string | undefined {
  try {
    call({ _: 'getTextEntities', text: '' });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A message's HTML as sendMessage reads it: its text, the kinds of the entities that our tags make, and of those that Telegram finds by
 * itself. Throws what Telegram would refuse. Clock times, which mean nothing without media, are not counted as found. */
export function judge(html: string): {
  readonly text: string;
  readonly ours: readonly string[];
  readonly found: readonly string[];
} {
  const parsed = call({ _: 'parseTextEntities', text: html, parse_mode: { _: 'textParseModeHTML' } });
  if (parsed.text === undefined) throw new Error(`refused: ${parsed.message}`);
  const kinds = ({ entities = [] }: TdAnswer): readonly string[] => entities.map(({ type }) => type._);
  const found = kinds(call({ _: 'getTextEntities', text: parsed.text }));
  return {
    text: parsed.text,
    ours: kinds(parsed),
    found: found.filter((kind) => kind !== 'textEntityTypeMediaTimestamp'),
  };
}

/** The links Telegram finds in plain text. */
export function judgeLinks(text: string): readonly Entity[] {
  const judged = read(call({ _: 'getTextEntities', text }));
  return judged.kind === 'text' ? judged.entities : [];
}
