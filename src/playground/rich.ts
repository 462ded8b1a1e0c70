/** sendRichMessage as far as the bot uses it: Telegram's rich HTML, read into a text with entities. */
import { type MessageText, messageText } from './text.ts';
import { badRequest, isRecord, type Parameters, structureOf } from './wire.ts';

/** Characters of a rich message's text. */
const TEXT_LIMIT = 32_768;
/** Tags that stand in lines are those of parse_mode HTML, by the names the bot uses. */
const INLINE: ReadonlySet<string> = new Set(['b', 'i', 'u', 's', 'code', 'a', 'tg-time', 'tg-spoiler']);
/** What may stand in each of the others. */
const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  '': ['p', 'details', 'hr', 'footer'],
  p: ['br'],
  footer: ['br'],
  summary: [],
  details: ['summary', 'p', 'details', 'hr', 'footer'],
};
const EMPTY: ReadonlySet<string> = new Set(['br', 'hr']);

/** The text of the request's rich message, a fold as an expandable quotation. Throws the 400 Telegram answers with. */
export function readRich(parameters: Parameters): MessageText {
  const given = structureOf(parameters, 'rich_message', 'rich message');
  if (!isRecord(given)) throw badRequest('rich message is not specified');
  const { html, markdown, blocks } = given;
  if ([html, markdown, blocks].filter((one) => one !== undefined).length !== 1)
    throw badRequest('exactly one of html, markdown and blocks must be used');
  if (typeof html !== 'string') throw badRequest('only html is read here');
  const result = messageText(plainer(html), 'HTML');
  if (result.kind === 'refused') throw badRequest(result.reason);
  return result;
}

/** The same in the tags of parse_mode HTML, each block on lines of its own. */
function plainer(html: string): string {
  if (html.length > TEXT_LIMIT) throw badRequest('rich message is too long');
  const open: string[] = [];
  const out: string[] = [];
  let from = 0;
  for (const match of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)((?:\s[^<>]*)?)\/?>/gu)) {
    const [tag, slash = '', name = ''] = match;
    // Line feeds are spaces in rich HTML.
    out.push(html.slice(from, match.index).replaceAll('\n', ' '));
    from = match.index + tag.length;
    if (slash === '') opened(name, open);
    else if (open.pop() !== name) throw badRequest(`can't parse rich message: unexpected end tag "${name}"`);
    out.push(INLINE.has(name) ? tag : replacement(slash, name));
  }
  out.push(html.slice(from).replaceAll('\n', ' '));
  if (open.length > 0) throw badRequest(`can't parse rich message: unclosed tag "${open.at(-1)}"`);
  return out.join('').replace(/\n+(?=<\/blockquote>)/gu, '');
}

function opened(name: string, open: string[]): void {
  const block = open.findLast((one) => !INLINE.has(one)) ?? '';
  if (!INLINE.has(name) && BLOCKS[block]?.includes(name) !== true)
    throw badRequest(`can't parse rich message: tag "${name}" is not allowed here`);
  if (!EMPTY.has(name)) open.push(name);
}

function replacement(slash: string, name: string): string {
  if (name === 'details') return slash === '' ? '<blockquote expandable>' : '</blockquote>\n\n';
  if (name === 'summary') return slash === '' ? '<b>' : '</b>\n';
  if (name === 'br') return '\n';
  return slash === '' ? '' : '\n\n';
}
