/** Text → Telegram's HTML: escaping, neutralising outlets' words, links, direction, and what a message weighs. */
import { isolate, rightToLeft } from '../arabic/bidi.ts';
import { stripInvisible } from '../arabic/normalize.ts';

/** What Telegram counts of a message against its limits. */
export type Weight = {
  /** UTF-16 units after parsing. */
  readonly units: number;
  readonly entities: number;
  /** Of the HTML itself in UTF-8, addresses and all. */
  readonly bytes: number;
};

/** Telegram's limits are 4096 characters after parsing, 100 entities (the rest are dropped in silence) and 32,768 bytes of HTML: we
 * stay below them, since Telegram finds entities of its own (clock times) in what we write, and a last line is added. */
export const MAX_WEIGHT: Weight = { units: 3900, entities: 80, bytes: 31_000 };

/** Longest address, escaped, that becomes a link: longer ones are trackers or attacks. */
const MAX_URL = 1500;

/** Our own plain text, escaped. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** U+2060: joins words without being seen; Telegram finds no name, command, tag or domain across it. */
const JOINER = '\u2060';

/**
 * What Telegram would turn into a ping or a link by itself, kept from it: names (`@x`), commands (`/x`), tags (`#x`, `$X`),
 * addresses (`x.com`, `a@b.c`, `tg://x`), card and telephone numbers. The reader sees the same text. Checked against
 * Telegram's own parser in tests.
 */
export function neutralise(text: string): string {
  return text
    .replace(/[@#$/+＠＃](?=\S)/gu, (sign) => sign + JOINER)
    .replace(/:(?=\/)/gu, `:${JOINER}`)
    .replace(/\.(?=[\p{L}\p{N}\p{S}\p{M}])/gu, `.${JOINER}`)
    .replace(/\d[\d -]{11,}\d/gu, (digits) => digits.replace(/(\d[ -]?\d[ -]?\d[ -]?\d)/gu, `$1${JOINER}`));
}

/**
 * Words of an outlet or a reader as one line: nothing invisible, white space single, at most `limit` UTF-16 units (cut between words, with
 * an ellipsis).
 */
export function oneLine(text: string, limit: number): string {
  const stripped = stripInvisible(text.slice(0, limit * 4));
  // Telegram takes the ring as a mark of its own out of every text: «Å» would become «A».
  const line = (stripped.includes('\u030a') ? stripped.normalize('NFC') : stripped)
    .replace(/\s+/gu, ' ')
    .trim();
  if (line.length <= limit) return line;
  const cut = line.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  const kept = space > limit / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/u, '');
  return `${kept.replace(/[\s،؛,;:.]+$/u, '')}…`;
}

/** Outside words made safe to stand in a message: one line of about `limit` units at most, neutralised, escaped. */
export function outside(text: string, limit: number): string {
  return escapeHtml(neutralLine(text, limit));
}

/** What is shown of a reader's own words. */
const ASKED_UNITS = 60;

/** A reader's words, quoted back to them: foreign ones apart, or they would draw along the number behind them («CNN» · 3 أخبار). */
export function quoted(words: string): string {
  return outsideName(words, ASKED_UNITS);
}

/** A channel's footer as its owner wrote it, line by line, as HTML: names, tags and links in it are meant to work. */
export function footerLines(footer: string): readonly string[] {
  return footer.split('\n').map(escapeHtml);
}

/** Signs grow when they are neutralised, to twice their length at most: a line that is all signs is cut to half. */
function neutralLine(text: string, limit: number): string {
  const line = neutralise(oneLine(text, limit));
  return line.length <= limit * 1.1 ? line : neutralise(oneLine(text, Math.floor(limit / 2)));
}

/** Runs that read left to right inside an Arabic name (the CNN of «CNN بالعربية»); numbers find their place by themselves. */
const FOREIGN = /\d*[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}][^\p{Script=Arabic}]*/gu;

/** An outlet's or author's name, of about `limit` units at most: its foreign runs isolated, neutralised, escaped. */
export function outsideName(name: string, limit = 60): string {
  const line = neutralLine(name, limit);
  const parts = line.replace(FOREIGN, (run) => {
    const bare = run.trimEnd();
    return isolate(bare) + run.slice(bare.length);
  });
  // A name that changes its script with every letter is no name.
  return escapeHtml(parts.length <= limit * 1.5 ? parts : isolate(line));
}

/** The address when it may be linked: http or https, without a name and password, of a bearable length. Look-alike letters of a host come out as
 * what they are (xn--…). */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || url.length > MAX_URL) return undefined;
  try {
    const parsed = new URL(url);
    const kept = parsed.protocol === 'http:' || parsed.protocol === 'https:';
    const open = parsed.username === '' && parsed.password === '';
    return kept && open && attribute(parsed.href).length <= MAX_URL ? parsed.href : undefined;
  } catch {
    return undefined;
  }
}

/** `label` (HTML) as a link, or alone when the address may not be linked. */
export function link(label: string, url: string | undefined): string {
  const href = safeUrl(url);
  return href === undefined ? label : `<a href="${attribute(href)}">${label}</a>`;
}

function attribute(text: string): string {
  return escapeHtml(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** Bold; what it is given is HTML already. */
export function bold(html: string): string {
  return `<b>${html}</b>`;
}

/** A moment a tap on which shows the reader's own time; without a format, so that our words stay. */
export function timeTag(html: string, at: number): string {
  return `<tg-time unix="${Math.floor(at / 1000)}">${html}</tg-time>`;
}

/** A line of HTML that reads right to left whatever it starts with. */
export function rtl(html: string): string {
  const visible = plainText(html);
  if (visible === '' || visible.startsWith('\u200f')) return html;
  return rightToLeft(visible) === visible ? html : `\u200f${html}`;
}

/** Every line of it. */
export function rtlLines(html: string): string {
  return html.split('\n').map(rtl).join('\n');
}

/** The text a reader sees: tags away, references decoded. For HTML made here. */
export function plainText(html: string): string {
  return html
    .replace(/<[^<>]*>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** What a message's HTML weighs against Telegram's limits. */
export function weigh(html: string): Weight {
  return {
    units: plainText(html).length,
    entities: html.match(/<[a-z]/gu)?.length ?? 0,
    bytes: Buffer.byteLength(html),
  };
}
