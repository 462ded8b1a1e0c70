/** Telegram's reading of parse_mode HTML: text and entities, or the words of its refusal. */
import type { Entity } from './entities.ts';
import { sortEntities } from './entities.ts';
import { acceptedLink, mentionedUser } from './links.ts';

/** A text with its entities, or why Telegram refuses its HTML. */
export type ParsedText =
  | { readonly kind: 'text'; readonly text: string; readonly entities: readonly Entity[] }
  | { readonly kind: 'refused'; readonly reason: string };

const TAGS: Readonly<Record<string, Entity['type']>> = {
  a: 'text_link',
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  u: 'underline',
  ins: 'underline',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  'tg-time': 'date_time',
  span: 'spoiler',
  pre: 'pre',
  code: 'code',
  blockquote: 'blockquote',
};

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** The original scans C strings: within a tag, a NUL is the end of the text. */
function isEnd(char: string | undefined): boolean {
  return char === undefined || char === '\0';
}

/** C's notion of space, the end counted as one. */
function isSpace(char: string | undefined): boolean {
  return isEnd(char) || ' \t\r\n\v'.includes(char ?? '');
}

function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

class Refusal extends Error {}

type Open = {
  readonly tag: string;
  readonly argument: string;
  readonly unixTime: number;
  readonly offset: number;
};

/** The character a reference at `at` (an ampersand) stands for, and where the text goes on; undefined leaves it as it stands. */
function reference(source: string, at: number): { readonly text: string; readonly next: number } | undefined {
  const found = /&(?:#x([0-9a-f]*)|#([0-9]*)|([a-z]*))/iy;
  found.lastIndex = at;
  const match = found.exec(source);
  if (match === null) return undefined;
  const [whole, hex, decimal, name] = match;
  // Only a small x opens a hexadecimal reference.
  if (hex !== undefined && source[at + 2] !== 'x') return undefined;
  const next = at + whole.length;
  const after = source[next] === ';' ? next + 1 : next;
  if (name !== undefined) {
    const text = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    return text === undefined ? undefined : { text, next: after };
  }
  const code = hex !== undefined ? Number.parseInt(hex || '0', 16) : Number.parseInt(decimal || '0', 10);
  if (code === 0 || code >= 0x10ffff || whole.length >= 10) return undefined;
  return { text: String.fromCodePoint(code), next: after };
}

/** As C reads a 32-bit integer: leading digits with a sign, 0 otherwise. */
function integer32(text: string): number {
  const match = /^-?\d+/.exec(text);
  return match === null ? 0 : Number(BigInt.asIntN(32, BigInt(match[0].slice(0, 40))));
}

/**
 * Reads `source` as Telegram's server does for parse_mode HTML (behaviour of parse_html in tdlib/td, checked against
 * TDLib in the tests). Gives the text and its entities, sorted, offsets in UTF-16 units; or the reason Telegram answers
 * 400 with, without its "Bad Request: " in front.
 */
export function parseHtml(source: string): ParsedText {
  try {
    return { kind: 'text', ...read(source) };
  } catch (error) {
    if (error instanceof Refusal)
      return { kind: 'refused', reason: `can't parse entities: ${error.message}` };
    throw error;
  }
}

function read(source: string): { readonly text: string; readonly entities: readonly Entity[] } {
  const out: string[] = [];
  let length = 0;
  let brokenPair = false;
  const open: Open[] = [];
  const entities: Entity[] = [];
  // Offsets in refusals count bytes; the tally moves on with the reading, so that the whole stays linear.
  let counted = 0;
  let bytes = 0;
  const byteOffset = (at: number): number => {
    bytes += Buffer.byteLength(source.slice(counted, at));
    counted = at;
    return bytes;
  };
  const emit = (text: string): void => {
    out.push(text);
    length += text.length;
  };

  let at = 0;
  while (at < source.length) {
    const char = source[at];
    if (char === '&') {
      const found = reference(source, at);
      if (found !== undefined) {
        brokenPair ||= /^\p{Surrogate}$/u.test(found.text);
        emit(found.text);
        at = found.next;
        continue;
      }
      emit('&');
      at += 1;
      continue;
    }
    if (char !== '<') {
      const plain = /[^&<]+/y;
      plain.lastIndex = at;
      const run = plain.exec(source)?.[0] ?? char ?? '';
      emit(run);
      at += run.length;
      continue;
    }
    const begin = at;
    at = source[begin + 1] === '/' ? closeTag(begin) : openTag(begin);
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined)
    throw new Refusal(`Can't find end tag corresponding to start tag "${unclosed.tag}"`);
  if (brokenPair)
    throw new Refusal(
      'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    );
  const text = out.join('');
  return { text, entities: sortEntities(entities.map(withoutLanguage)) };

  function openTag(begin: number): number {
    let i = begin + 1;
    while (!isSpace(source[i]) && source[i] !== '>') i += 1;
    if (isEnd(source[i])) throw new Refusal(`Unclosed start tag at byte offset ${byteOffset(begin)}`);
    const tag = lower(source.slice(begin + 1, i));
    if (!Object.hasOwn(TAGS, tag))
      throw new Refusal(`Unsupported start tag "${tag}" at byte offset ${byteOffset(begin)}`);
    const unclosedTag = (): Refusal =>
      new Refusal(`Unclosed start tag "${tag}" at byte offset ${byteOffset(begin)}`);
    let argument = '';
    let unixTime = 0;
    while (source[i] !== '>') {
      while (!isEnd(source[i]) && isSpace(source[i])) i += 1;
      if (source[i] === '>') break;
      const nameAt = i;
      while (!isSpace(source[i]) && !'=>/"\''.includes(source[i] ?? '')) i += 1;
      const name = source.slice(nameAt, i);
      if (name === '')
        throw new Refusal(`Empty attribute name in the tag "${tag}" at byte offset ${byteOffset(begin)}`);
      while (!isEnd(source[i]) && isSpace(source[i])) i += 1;
      if (source[i] !== '=') {
        if (isEnd(source[i])) throw unclosedTag();
        if (tag === 'blockquote' && name === 'expandable') argument = '1';
        continue;
      }
      i += 1;
      while (!isEnd(source[i]) && isSpace(source[i])) i += 1;
      if (isEnd(source[i])) throw unclosedTag();
      let value = '';
      const quote = source[i];
      if (quote !== '"' && quote !== "'") {
        const valueAt = i;
        while (/^[a-z0-9.-]$/i.test(source[i] ?? '')) i += 1;
        value = lower(source.slice(valueAt, i));
        if (!isSpace(source[i]) && source[i] !== '>')
          throw new Refusal(`Unexpected end of name token at byte offset ${byteOffset(valueAt)}`);
      } else {
        i += 1;
        const parts: string[] = [];
        while (!isEnd(source[i]) && source[i] !== quote) {
          const found = source[i] === '&' ? reference(source, i) : undefined;
          parts.push(found?.text ?? source[i] ?? '');
          i = found?.next ?? i + 1;
        }
        value = parts.join('');
        if (source[i] === quote) i += 1;
      }
      if (isEnd(source[i])) throw new Refusal(`Unclosed start tag at byte offset ${byteOffset(begin)}`);
      if (tag === 'a' && name === 'href') argument = value;
      else if (tag === 'code' && name === 'class' && value.startsWith('language-')) argument = value.slice(9);
      else if (tag === 'span' && name === 'class' && value.startsWith('tg-')) argument = value.slice(3);
      else if (tag === 'tg-emoji' && name === 'emoji-id') argument = value;
      else if (tag === 'blockquote' && name === 'expandable') argument = '1';
      else if (tag === 'tg-time' && name === 'unix') unixTime = integer32(value);
      else if (tag === 'tg-time' && name === 'format') argument = value;
    }
    if (tag === 'span' && argument !== 'spoiler')
      throw new Refusal(`Tag "span" must have class "tg-spoiler" at byte offset ${byteOffset(begin)}`);
    open.push({ tag, argument, unixTime, offset: length });
    return i + 1;
  }

  function closeTag(begin: number): number {
    const top = open.pop();
    if (top === undefined) throw new Refusal(`Unexpected end tag at byte offset ${byteOffset(begin)}`);
    let i = begin + 2;
    while (!isSpace(source[i]) && source[i] !== '>') i += 1;
    const tag = lower(source.slice(begin + 2, i));
    while (!isEnd(source[i]) && isSpace(source[i])) i += 1;
    if (source[i] !== '>') throw new Refusal(`Unclosed end tag at byte offset ${byteOffset(begin)}`);
    if (tag !== '' && tag !== top.tag)
      throw new Refusal(
        `Unmatched end tag at byte offset ${byteOffset(begin)}, expected "</${top.tag}>", found "</${tag}>"`,
      );
    if (length > top.offset) addEntity(top);
    return i + 1;
  }

  function addEntity(top: Open): void {
    const place = { offset: top.offset, length: length - top.offset };
    const last = entities.at(-1);
    const sameAsLast = last?.offset === place.offset && last.length === place.length;
    switch (top.tag) {
      case 'tg-emoji':
        if (!/^-?\d+$/.test(top.argument) || BigInt(top.argument) === 0n)
          throw new Refusal('Invalid custom emoji identifier specified');
        entities.push({ type: 'custom_emoji', ...place, custom_emoji_id: top.argument });
        return;
      case 'tg-time':
        if (!/^([rR]|[tTdDwW]*)$/.test(top.argument)) throw new Refusal('Invalid date format used');
        if (top.unixTime > 0)
          entities.push({
            type: 'date_time',
            ...place,
            unix_time: top.unixTime,
            date_time_format: top.argument,
          });
        return;
      case 'a': {
        const target = top.argument === '' ? out.join('').slice(top.offset) : top.argument;
        const user = mentionedUser(target);
        if (user !== undefined) {
          entities.push({ type: 'text_mention', ...place, user_id: user });
          return;
        }
        const url = acceptedLink(target);
        if (url !== undefined) entities.push({ type: 'text_link', ...place, url });
        return;
      }
      case 'pre':
        if (last?.type === 'code' && sameAsLast && last.language !== undefined && last.language !== '')
          entities[entities.length - 1] = { type: 'pre', ...place, language: last.language };
        else entities.push({ type: 'pre', ...place });
        return;
      case 'code':
        if (last?.type === 'pre' && last.language === undefined && sameAsLast && top.argument !== '')
          entities[entities.length - 1] = { type: 'pre', ...place, language: top.argument };
        else entities.push({ type: 'code', ...place, language: top.argument });
        return;
      case 'blockquote':
        entities.push({ type: top.argument === '' ? 'blockquote' : 'expandable_blockquote', ...place });
        return;
      default:
        entities.push({ type: TAGS[top.tag] ?? 'bold', ...place });
    }
  }
}

/** A code entity keeps its language only while it may still become a pre. */
function withoutLanguage(entity: Entity): Entity {
  if (entity.type !== 'code') return entity;
  const { language: _, ...rest } = entity;
  return rest;
}
