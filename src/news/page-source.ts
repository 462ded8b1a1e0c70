/** An HTML page before it is parsed: without what no reader sees, its data apart. */

/** A page parted into what is read and what holds data. */
export type PageSource = {
  /** The page without scripts, styles, comments, drawings and frames. */
  readonly html: string;
  /** The JSON-LD scripts. */
  readonly structured: readonly string[];
  /** Other scripts that hold data in Arabic, or a part of such a stream: what the page's own program renders from. */
  readonly state: readonly string[];
  /** Elements nest deeper than any honest page's. */
  readonly tooDeep: boolean;
};

/** The DOM's work grows with the square of the nesting; what honest articles nest stays far below. */
const MAX_DEPTH = 512;
/** Elements that have no end tag or end by themselves where the next begins: they nest nothing. */
const FLAT = new Set(
  (
    'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot ' +
    'option optgroup colgroup'
  ).split(' '),
);
/** Elements whose content is no markup: to the end tag, or to the end of the page. */
const RAW = new Set(['script', 'style']);
/** Elements that hold nothing to read, and are left out whole where they end. */
const UNREAD = new Set(['svg', 'noscript', 'iframe', 'template', 'canvas', 'math', 'select', 'object']);
const TAG = /<(?:!--|(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,30}))/gu;
/** Data of a page’s own program that is longer is not read. */
const STATE_LENGTH = 4_000_000;
const ARABIC = /[\u0620-\u064a]{3}|\\u06[0-9a-f]{2}/iu;
/** How each part of the stream begins that React's server components write into a page. */
const STREAMED = /^\s*self\.__next_f\.push\(/u;

/** Where the next end tag of an element stands, remembering of which there are no more: linear however many begin. */
function endTags(html: string): (name: string, from: number) => number {
  const none = new Set<string>();
  const patterns = new Map<string, RegExp>();
  return (name, from) => {
    if (none.has(name)) return -1;
    const pattern = patterns.get(name) ?? new RegExp(`</${name}(?=[\\s/>])`, 'giu');
    patterns.set(name, pattern);
    pattern.lastIndex = from;
    const at = pattern.exec(html)?.index ?? -1;
    if (at === -1) none.add(name);
    return at;
  };
}

/** Split a page. One pass over the source, linear in its length, builds no tree. */
export function splitSource(html: string): PageSource {
  const structured: string[] = [];
  const state: string[] = [];
  const kept: string[] = [];
  const endTag = endTags(html);
  let depth = 0;
  let deepest = 0;
  let from = 0;
  /** Leave out everything from `start` up to `end`. */
  const skip = (start: number, end: number) => {
    kept.push(html.slice(from, start));
    from = end;
    TAG.lastIndex = end;
  };
  TAG.lastIndex = 0;
  for (let match = TAG.exec(html); match !== null; match = TAG.exec(html)) {
    const name = match[2]?.toLowerCase();
    if (name === undefined) {
      const end = html.indexOf('-->', match.index + 2);
      skip(match.index, end === -1 ? html.length : end + 3);
    } else if (RAW.has(name) || UNREAD.has(name)) {
      if (match[1] === '/') continue;
      const end = endTag(name, TAG.lastIndex);
      if (end === -1 && UNREAD.has(name)) {
        depth += 1;
        deepest = Math.max(deepest, depth);
        continue;
      }
      if (name === 'script') keepData(html, match.index, end === -1 ? html.length : end);
      const close = end === -1 ? -1 : html.indexOf('>', end);
      skip(match.index, close === -1 ? html.length : close + 1);
    } else if (!FLAT.has(name)) {
      depth = match[1] === '/' ? Math.max(0, depth - 1) : depth + 1;
      deepest = Math.max(deepest, depth);
    }
  }
  kept.push(html.slice(from));
  return { html: kept.join(''), structured, state, tooDeep: deepest > MAX_DEPTH };

  function keepData(page: string, start: number, end: number) {
    const open = page.indexOf('>', start);
    if (open === -1 || open >= end) return;
    const tag = page.slice(start, Math.min(open, start + 500));
    const content = page.slice(open + 1, end);
    if (/ld\+json/iu.test(tag)) structured.push(content);
    else if (content.length >= STATE_LENGTH) return;
    else if (STREAMED.test(content.slice(0, 100)) || (content.length > 500 && ARABIC.test(content)))
      state.push(content);
  }
}
