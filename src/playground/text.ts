/** From the text of a request to the text of a message: parsed, cleaned, trimmed, counted, or refused in Telegram's words. */
import type { Entity } from './entities.ts';
import { fixEntities, limitEntities } from './entities.ts';
import { type ParsedText, parseHtml } from './html.ts';
import { findLinks } from './links.ts';

/** Telegram counts code points; UTF-16 units are never fewer, so what passes here passes there. */
const TEXT_LIMIT = 4096;
const CAPTION_LIMIT = 1024;
/** Entities beyond these are dropped by Telegram without a word. */
const ENTITY_LIMIT = 100;
/** A request's text may be longer than the message's, since marks are parsed away; bytes. */
const SOURCE_LIMIT = 32768;

/** A text as a message shows it. */
export type MessageText = {
  readonly text: string;
  readonly entities: readonly Entity[];
  /** How many entities were past the limit. */
  readonly dropped: number;
};

/** A message's text, or why Telegram refuses it. */
export type TextResult =
  | ({ readonly kind: 'text' } & MessageText)
  | { readonly kind: 'refused'; readonly reason: string };

function refused(reason: string): TextResult & ParsedText {
  return { kind: 'refused', reason };
}

/** Telegram counts code points. */
export function characters(text: string): number {
  return Array.from(text).length;
}

const LONE = /\p{Surrogate}/u;
// Carriage returns, U+2028–U+202E and three combining lines go; other control characters than the line feed become
// spaces (tdlib/td, clean_input_string).
const REMOVED = /[\r\u2028-\u202e]|\u0333|\u033f|\u030a/;

/** The text without what Telegram takes out, its entities moved along. */
export function cleanText(text: string, entities: readonly Entity[]): { text: string; entities: Entity[] } {
  const moved = new Int32Array(text.length + 1);
  const out: string[] = [];
  let length = 0;
  for (let i = 0; i < text.length; i += 1) {
    moved[i] = length;
    const char = text[i] ?? '';
    if (REMOVED.test(char)) continue;
    out.push(char <= ' ' && char !== '\n' ? ' ' : char);
    length += 1;
  }
  moved[text.length] = length;
  const place = (at: number): number => moved[Math.min(at, text.length)] ?? length;
  return {
    // Of several direction marks in a row only the last is kept; the others become U+200C.
    text: out.join('').replace(/[\u200e\u200f](?=[\u200e\u200f])/g, '\u200c'),
    entities: entities.map((entity) => {
      const offset = place(entity.offset);
      return { ...entity, offset, length: place(entity.offset + entity.length) - offset };
    }),
  };
}

/** Spaces and line feeds at the ends go; those an entity begins with stay. */
function trim(text: string, entities: readonly Entity[]): { text: string; entities: readonly Entity[] } {
  const end = text.length - (/[ \n]*$/.exec(text)?.[0].length ?? 0);
  const kept = entities
    .filter((entity) => entity.offset < end)
    .map((entity) => ({ ...entity, length: Math.min(entity.length, end - entity.offset) }));
  const leading = /^[ \n]*/.exec(text)?.[0].length ?? 0;
  const begin = Math.min(leading, end, kept[0]?.offset ?? end);
  return {
    text: text.slice(begin, end),
    entities: kept.map((entity) => ({ ...entity, offset: entity.offset - begin })),
  };
}

/** Spaces and marks that show nothing (tdlib/td, strip_empty_characters). */
const BLANK =
  /^[ \n\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufffc\ufeff\u00a0\u{e0000}-\u{e007f}]*$/u;

/** Whether nothing of it would show: refused as empty. */
function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/** A plain text as a person types it: cleaned, trimmed, its links found. */
export function readerText(text: string): MessageText {
  const clean = cleanText(text, []);
  const trimmed = trim(clean.text, []);
  return { text: trimmed.text, entities: fixEntities([], findLinks(trimmed.text)), dropped: 0 };
}

/** A text as it stands in a request: with a parse mode, or entities that count only without one. */
type GivenText = {
  readonly source: string | undefined;
  readonly parseMode: string | undefined;
  readonly entities?: readonly Entity[];
};

/**
 * What becomes of a request's text. `parseMode` is HTML, or none when undefined or empty; Markdown, which the bot never
 * uses, is refused. Refusals are worded as Telegram's, without their "Bad Request: ".
 */
export function messageText(
  source: string | undefined,
  parseMode: string | undefined,
  entities: readonly Entity[] = [],
): TextResult {
  if (source === undefined || source === '') return refused('message text is empty');
  const result = readText({ source, parseMode, entities });
  if (result.kind === 'refused') return result;
  if (isBlank(result.text)) return refused('text must be non-empty');
  if (result.text.length > TEXT_LIMIT) return refused('message is too long');
  return result;
}

/** The same of the words beside a file, of which there may be none. */
export function captionText(given: GivenText): TextResult {
  const result = readText(given);
  if (result.kind === 'text' && result.text.length > CAPTION_LIMIT)
    return refused('message caption is too long');
  return result;
}

function readText({ source = '', parseMode, entities = [] }: GivenText): TextResult {
  if (LONE.test(source)) return refused('strings must be encoded in UTF-8');
  if (Buffer.byteLength(source) > SOURCE_LIMIT) return refused('text is too long');
  const mode = (parseMode ?? '').toLowerCase();
  if (mode !== '' && mode !== 'none' && mode !== 'html') return refused('unsupported parse_mode');
  const parsed: ParsedText = mode === 'html' ? parseHtml(source) : { kind: 'text', text: source, entities };
  if (parsed.kind === 'refused') return parsed;
  if (
    parsed.entities.some((entity) => entity.offset < 0 || entity.offset + entity.length > parsed.text.length)
  )
    return refused('entity begins or ends outside of the text');
  const clean = cleanText(parsed.text, fixEntities(parsed.entities));
  const trimmed = trim(clean.text, fixEntities(clean.entities));
  const { kept, dropped } = limitEntities(
    fixEntities(trimmed.entities, findLinks(trimmed.text)),
    ENTITY_LIMIT,
  );
  return { kind: 'text', text: trimmed.text, entities: kept, dropped };
}
