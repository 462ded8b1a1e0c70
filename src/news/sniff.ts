/** What a document is, told by its content: servers and file names lie. */

/** What a document is by its content. */
export type DocumentKind = 'feed' | 'html' | 'text';

/** XML prolog: declaration, processing instructions, comments, doctype with or without an internal subset. */
const PROLOG =
  /\s+|<\?[^>]{0,2000}>|<!--[\s\S]{0,5000}?-->|<!doctype\s[^>[]{0,500}(?:\[[^\]]{0,5000}\]\s*)?>/iy;
const FEED_ROOT = /<(?:\w{1,20}:)?(?:rss|feed|rdf|channel)[\s>]/iy;
const HTML_TAG = /<(?:html|head|body|p|div|article|section|main|h[1-6]|span|a|br|img|script|meta|table)\b/gi;

/** What PHP says of its own troubles before it writes the feed it was asked for. */
const SERVER_MESSAGE =
  /^\s*(?:<br ?\/?>\s*)?(?:<b>)?(?:PHP )?(?:warning|notice|deprecated|strict standards)(?:<\/b>)?:/i;
const FEED_START = /<\?xml\s|<(?:rss|feed|rdf:RDF)[\s>]/i;

/** A document without the server's messages before the feed in it; any other as it is. */
export function withoutServerMessages(text: string): string {
  const head = text.slice(0, 20_000);
  const start = SERVER_MESSAGE.test(head) ? head.search(FEED_START) : -1;
  return start > 0 ? text.slice(start) : text;
}

/** Feed (RSS, Atom, JSON Feed), HTML page or fragment, or plain text. Looks at the beginning only. */
export function sniff(text: string): DocumentKind {
  const head = withoutServerMessages(text.slice(0, 50_000));
  if (isJsonFeed(head)) return 'feed';
  let at = 0;
  let html = false;
  for (;;) {
    PROLOG.lastIndex = at;
    const skipped = PROLOG.exec(head);
    if (skipped === null || skipped[0] === '') break;
    html ||= /^<!doctype\s+html/i.test(skipped[0]);
    at += skipped[0].length;
  }
  FEED_ROOT.lastIndex = at;
  if (FEED_ROOT.test(head)) return 'feed';
  if (html) return 'html';
  const tags = head.match(HTML_TAG)?.length ?? 0;
  // A text may speak of a tag or end in an embedded one; a page is made of them.
  return tags >= 1 && (head.startsWith('<', at) || tags * 200 > head.length) ? 'html' : 'text';
}

function isJsonFeed(head: string): boolean {
  return (
    /^\s*\{/.test(head) &&
    (/"https?:\/\/(?:www\.)?jsonfeed\.org\/version\//.test(head) || /"items"\s*:\s*\[/.test(head))
  );
}

/** Control characters that no text holds: more than this share of them, and it is a picture, a program, an archive. */
const BINARY_SHARE = 0.01;

/** Why a document of this content holds nothing to read, for the operator; undefined for one that may. */
export function whyUnreadable(text: string): string | undefined {
  const head = text.slice(0, 50_000);
  if (text.trim() === '') return 'is empty';
  const controls = head.match(/[^\P{Cc}\t\n\r\f]/gu)?.length ?? 0;
  if (controls > head.length * BINARY_SHARE) return 'is no text';
  return isJsonFeed(head) || !isJson(text) ? undefined : 'is JSON, but no JSON feed';
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text.slice(0, 1000))) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
