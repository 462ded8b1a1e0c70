/** Feed XML, well-formed or not, as small trees: one for each entry, one for what stands around them. Pure. */
import { Parser } from 'htmlparser2';

/** An element of a feed's XML. */
export type Element = {
  /** Lower case, with the usual prefix of its namespace whatever the document calls it; Atom's and RSS's own have none. */
  readonly name: string;
  /** Lower case names, decoded values. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
  /** The address relative links stand against (xml:base); undefined when nothing says. */
  readonly base: string | undefined;
};

/** A feed's XML, as much of it as came. */
export type FeedTree = {
  /** The document without its entries; undefined when its root is no feed's. */
  readonly root: Element | undefined;
  /** Whole entries, in order. */
  readonly entries: readonly Element[];
  /** Entries begun and not ended, or over the limit of entries. */
  readonly skipped: number;
  /** The document broke off, or passed a limit and was not read to its end. */
  readonly truncated: boolean;
  /** The first of the two. */
  readonly brokenOff: boolean;
};

/** Far beyond honest feeds (a hundred entries, some thousand elements), far below what costs a second. */
const LIMITS = {
  depth: 200,
  attributes: 50,
  attribute: 10_000,
  elements: 100_000,
  entries: 2_000,
  run: 1_000_000,
  text: 32_000_000,
  scopes: 100,
};

const ROOTS = new Set(['rss', 'feed', 'rdf:rdf', 'rdf', 'channel', 'entry']);

/** Namespaces by what their addresses hold, lower case; those of RSS and Atom themselves become no prefix. */
const NAMESPACES: readonly (readonly [part: string, prefix: string])[] = [
  ['purl.org/rss/1.0/modules/content', 'content:'],
  ['purl.org/rss/1.0/modules/syndication', 'sy:'],
  ['purl.org/rss/1.0/modules/', 'rss-module:'],
  ['purl.org/rss/', ''],
  ['purl.org/atom', ''],
  ['w3.org/2005/atom', ''],
  ['netscape.com/', ''],
  ['userland.com/rss', ''],
  ['harvard.edu/tech/rss', ''],
  ['purl.org/net/rss', ''],
  ['purl.org/dc/terms', 'dcterms:'],
  ['purl.org/dc/', 'dc:'],
  ['search.yahoo.com/', 'media:'],
  ['w3.org/1999/xhtml', 'xhtml:'],
  ['w3.org/1999/02/22-rdf', 'rdf:'],
  ['rssnamespace.org/feedburner', 'feedburner:'],
  ['itunes.com/dtds', 'itunes:'],
];

/** What a prefix means where the document forgot to declare it. */
const USUAL = new Set([
  'content',
  'sy',
  'dc',
  'dcterms',
  'media',
  'xhtml',
  'rdf',
  'feedburner',
  'itunes',
  'xml',
]);

type Scope = {
  readonly prefix: string;
  readonly mapped: string;
  readonly outer: Scope | undefined;
  readonly size: number;
};

/** Most elements bear none, and hostile documents have hundreds of thousands of them. */
const NO_ATTRIBUTES = new Map<string, string>();

type Open = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
  readonly base: string | undefined;
  readonly scope: Scope | undefined;
  /** Its place among the entries, for one of them. */
  readonly entry: number | undefined;
};

/** One pass, linear in the text, bounded in depth, elements and kept text. Never throws. */
export function readFeedTree(text: string, baseUrl: string | undefined): FeedTree {
  const open: Open[] = [];
  const entries: Element[] = [];
  const starts: number[] = [];
  let root: Element | undefined;
  let elements = 0;
  let begun = 0;
  let room = LIMITS.text;
  let verbatim = false;
  let ending = false;
  const own = declaredEntities(text);
  const decodeEntities = (data: string) => decodeReferences(data, own);
  let stopped = false;

  // An element is made when its tag is over, which the first thing after it tells: the parser's own list of attributes
  // takes two seconds for a tag with a million of them.
  let tag: { readonly name: string; readonly attributes: (readonly [string, string])[] } | undefined;

  const parser = new Parser(
    {
      onopentagname(name) {
        endTag();
        tag = { name, attributes: [] };
      },
      onattribute(name, value) {
        if (tag !== undefined && tag.attributes.length < LIMITS.attributes)
          tag.attributes.push([name, decodeEntities(value.slice(0, LIMITS.attribute)).trim()]);
      },
      ontext(data) {
        endTag();
        const top = open.at(-1);
        if (stopped || top === undefined || room <= 0) return;
        const kept = data.length > LIMITS.run ? data.slice(0, LIMITS.run) : data;
        room -= kept.length;
        top.children.push(verbatim ? kept : decodeEntities(kept));
      },
      oncdatastart() {
        endTag();
        verbatim = true;
      },
      oncdataend() {
        verbatim = false;
      },
      onclosetag() {
        endTag();
        if (stopped) return;
        const closed = open.pop();
        if (closed === undefined) return;
        const element: Element = closed;
        const outer = open.at(-1);
        if (closed.entry !== undefined) {
          if (ending && closed.name !== root?.name && outer !== undefined) return;
          starts.push(closed.entry);
          entries.push(element);
        } else if (outer !== undefined) outer.children.push(element);
        if (outer === undefined) root = element;
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: false },
  );

  function endTag(): void {
    if (tag === undefined || stopped) return;
    const { name, attributes } = tag;
    tag = undefined;
    elements += 1;
    const full =
      open.length >= LIMITS.depth || elements > LIMITS.elements || entries.length >= LIMITS.entries;
    const element = opened(name, attributes);
    const foreign = open.length === 0 && (root !== undefined || !ROOTS.has(element.name));
    if (full || foreign) stop();
    else open.push(element);
  }

  function stop(): void {
    stopped = true;
    parser.pause();
  }

  function opened(rawName: string, written: readonly (readonly [string, string])[]): Open {
    const outer = open.at(-1);
    const attributes = written.length === 0 ? NO_ATTRIBUTES : new Map<string, string>();
    let scope = outer?.scope;
    let base = outer?.base ?? baseUrl;
    for (const [name, value] of written) {
      if (!attributes.has(name)) attributes.set(name, value);
      if (name === 'xmlns' || name.startsWith('xmlns:')) {
        const size = (scope?.size ?? 0) + 1;
        if (size <= LIMITS.scopes)
          scope = { prefix: name.slice(6), mapped: namespace(value), outer: scope, size };
      }
      if (name === 'xml:base' && URL.canParse(value, base)) base = new URL(value, base).href;
    }
    const name = canonicalName(rawName, scope);
    const isEntry = (name === 'item' || name === 'entry') && open.length < 6;
    if (isEntry) begun += 1;
    return { name, attributes, children: [], base, scope, entry: isEntry ? begun : undefined };
  }

  parser.write(text.replace(ESCAPED_C1, '&$1'));
  endTag();
  ending = true;
  const brokenOff = !stopped && open.length > 0;
  if (!stopped) parser.end();
  else root ??= open[0];
  if (root !== undefined && !ROOTS.has(root.name)) root = undefined;
  const inOrder = entries.map((entry, index) => ({ entry, start: starts[index] ?? 0 }));
  inOrder.sort((a, b) => a.start - b.start);
  return {
    root,
    entries: inOrder.map(({ entry }) => entry),
    skipped: begun - entries.length,
    truncated: stopped || brokenOff,
    brokenOff,
  };
}

/** References to windows-1252 by its bytes, escaped once more: so they are decoded, as browsers do. */
const ESCAPED_C1 = /&amp;(#1(?:2[89]|[345]\d);)/g;

function namespace(address: string): string {
  const low = address.toLowerCase();
  for (const [part, prefix] of NAMESPACES) if (low.includes(part)) return prefix;
  return low === '' ? '' : 'other:';
}

function canonicalName(raw: string, scope: Scope | undefined): string {
  const colon = raw.indexOf(':');
  const prefix = colon < 0 ? '' : raw.slice(0, colon);
  const local = raw.slice(colon + 1);
  for (let known = scope; known !== undefined; known = known.outer) {
    if (known.prefix !== prefix) continue;
    // An unknown default namespace is some dialect's own: its names are read as RSS's.
    return prefix === '' && known.mapped === 'other:' ? local : known.mapped + local;
  }
  if (prefix === '' || prefix === 'atom' || prefix === 'rss') return local;
  return USUAL.has(prefix) ? raw : `other:${local}`;
}

const entities = new Map<string, string>();

/** What a document's own DOCTYPE declares, and how many characters may still come of it. */
type OwnEntities = { readonly values: ReadonlyMap<string, string>; room: number };

const ENTITY = /<!ENTITY\s+([a-z_][\w.-]{0,40})\s+(?:"([^"<&%]{0,200})"|'([^'<&%]{0,200})')\s*>/gi;

/** Plain values alone, a few and short: no value refers to another, so none can grow. */
function declaredEntities(text: string): OwnEntities {
  const values = new Map<string, string>();
  const head = text.slice(0, 20_000);
  if (!head.includes('<!ENTITY')) return { values, room: 0 };
  for (const [, name = '', double, single] of head.matchAll(ENTITY))
    if (values.size < 50 && !values.has(name)) values.set(name, double ?? single ?? '');
  return { values, room: 100_000 };
}

/** References decoded once: numeric ones, HTML's names, which feeds use without declaring them, and the document's own. */
function decodeReferences(text: string, own: OwnEntities): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z_][\w.-]{0,40});/gi, (reference) => {
    const value = own.values.get(reference.slice(1, -1));
    if (value !== undefined && value.length <= own.room) {
      own.room -= value.length;
      return value;
    }
    let decoded = entities.get(reference);
    if (decoded === undefined) {
      decoded = textOfHtml(reference);
      if (entities.size < 5_000) entities.set(reference, decoded);
    }
    return decoded;
  });
}

/** Between what stands before and behind these there is a gap to the eye. */
const BREAKS = new Set(['br', 'p', 'div', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** The characters of an HTML fragment, without its tags, scripts and styles; a space for each break. */
export function textOfHtml(html: string): string {
  let out = '';
  let unread = false;
  const parser = new Parser(
    {
      onopentagname: (name) => {
        unread = name === 'script' || name === 'style';
        if (BREAKS.has(name)) out += ' ';
      },
      ontext: (data) => {
        if (!unread) out += data;
      },
      onclosetag: () => {
        unread = false;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return out;
}

/** Direct children of that name. */
export function childrenNamed(element: Element, name: string): Element[] {
  return element.children.filter(
    (child): child is Element => typeof child !== 'string' && child.name === name,
  );
}

/** All text inside, elements' included. Depth is bounded by the reader's limit. */
export function innerText(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : innerText(child))).join('');
}

/** Whether other elements stand inside. */
export function hasElements(element: Element): boolean {
  return element.children.some((child) => typeof child !== 'string');
}

const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);

/** What stands inside the element, as HTML. */
export function innerMarkup(element: Element): string {
  return element.children
    .map((child) => (typeof child === 'string' ? escapeText(child) : outerMarkup(child)))
    .join('');
}

function outerMarkup(element: Element): string {
  const name = element.name.slice(element.name.indexOf(':') + 1);
  let attributes = '';
  for (const [key, value] of element.attributes)
    if (!key.startsWith('xml')) attributes += ` ${key}="${escapeText(value).replaceAll('"', '&quot;')}"`;
  const start = `<${name}${attributes}>`;
  return VOID.has(name) && element.children.length === 0
    ? start
    : `${start}${innerMarkup(element)}${VOID.has(name) ? '' : `</${name}>`}`;
}

/** Plain text as HTML: as it is unless something in it would be read as a tag or a reference. */
export function plainAsHtml(text: string): string {
  return /<[a-z!/?]|&#?\w/i.test(text) ? escapeText(text) : text;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
