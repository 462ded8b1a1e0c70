/** One walk over a page: its lines, the boxes they stand in, and what it says of itself. */
import { Parser } from 'htmlparser2';
import {
  type Gathered,
  noteElement,
  noteEnd,
  noteLink,
  noteMeta,
  noteText,
  nothingSaid,
  propertyOf,
  type Statements,
  type Tag,
} from './statements.ts';

/** An element that stands on lines of its own. */
export type Box = {
  /** The index of the box around it; -1 for the outermost. */
  readonly parent: number;
  readonly name: string;
  /** Its class and id, as written. */
  readonly named: string;
  /** It holds no text of an article by what it is: a menu, a footer, a form. */
  readonly apart: boolean;
  /** The structured data marks it as the text. */
  readonly body: boolean;
};

/** A line of a page as it is shown. */
export type PageLine = {
  readonly text: string;
  /** The index of the innermost box. */
  readonly box: number;
  /** How many of its characters are links. */
  readonly linked: number;
  /** 1–6 within such a heading, else 0. */
  readonly heading: number;
};

/** A page walked through once: its lines, its boxes, and what it states. */
export type Survey = Statements & { readonly lines: readonly PageLine[]; readonly boxes: readonly Box[] };

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const APART = new Set(
  'nav aside footer form figcaption figure dialog menu button textarea audio video head caption search'.split(
    ' ',
  ),
);
const APART_ROLES = /^(?:navigation|complementary|contentinfo|banner|search|dialog|alert|menu|menubar)$/u;
/** Classes under which other sites are embedded. */
const EMBEDDED =
  /(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|telegram-post|wp-embedded-content|wp-caption-text)(?:\s|$)/u;
/** React puts what it streams late at the page's end, hidden until its script moves it into its place. */
const STREAMED = /^S:[0-9a-f]{1,6}$/iu;
const UNSHOWN = /display\s?:\s?none|visibility\s?:\s?hidden/iu;
/** Links that lead past a box: «#end-of-recommendations». */
const SKIP_LINK = /^#end[-_]/iu;
/** A box of more lines is the page itself, wherever the link leads. */
const SKIPPED_LINES = 60;
/** What no honest page reaches; past it nothing more is taken. */
const MOST_LINES = 20_000;
const MOST_BOXES = 60_000;

/** The walk over a page as far as it has come. */
type Walk = {
  readonly lines: PageLine[];
  readonly boxes: Box[];
  readonly said: Gathered;
  /** The open elements, by depth. */
  readonly open: { readonly name: string; readonly box: number; readonly heading: number }[];
  depth: number;
  /** The depth of the outermost hidden element; 0 outside any. */
  hiddenAt: number;
  inLink: boolean;
  heading: number;
  /** The innermost box. */
  box: number;
  /** Where a link began that leads readers of screens past a box, and its end. */
  skip: { readonly to: string; readonly from: number } | undefined;
  /** The line that is being read. */
  line: { text: string; linked: number; heading: number; box: number };
};

/**
 * Walk over a page that was split from its scripts. One streaming pass, linear in the input, never throws. Text inside
 * embedded posts and hidden elements is left out.
 */
export function survey(html: string): Survey {
  const walk: Walk = {
    lines: [],
    boxes: [{ parent: -1, name: '#root', named: '', apart: false, body: false }],
    said: nothingSaid(),
    open: [],
    depth: 0,
    hiddenAt: 0,
    inLink: false,
    heading: 0,
    box: 0,
    skip: undefined,
    line: { text: '', linked: 0, heading: 0, box: 0 },
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        walk.depth += 1;
        openElement(walk, {
          name,
          attributes,
          named: `${attributes.class ?? ''} ${attributes.id ?? ''}`,
          property: propertyOf(attributes),
        });
      },
      ontext(text) {
        noteText(walk.said, text);
        readText(walk, text);
      },
      onclosetag(name) {
        noteEnd(walk.said, { depth: walk.depth, at: walk.lines.length });
        closeElement(walk, name);
        walk.depth -= 1;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  endLine(walk);
  const { lines, boxes, said } = walk;
  const { metas, marked, headings, times, dated, authors, title, canonical, picture } = said;
  return { lines, boxes, metas, marked, headings, times, dated, authors, title, canonical, picture };
}

function endLine(walk: Walk): void {
  const { lines, line, heading, box } = walk;
  const text = line.text.replace(/\s+/gu, ' ').trim();
  if (text !== '' && lines.length < MOST_LINES)
    lines.push({ text, box: line.box, linked: line.linked, heading: line.heading });
  walk.line = { text: '', linked: 0, heading, box };
}

function openElement(walk: Walk, tag: Tag): void {
  const { name, attributes } = tag;
  if (name === 'br') endLine(walk);
  endSkip(walk, attributes.id);
  if (name === 'meta') noteMeta(walk.said, attributes, walk.lines.length);
  else if (name === 'link') noteLink(walk.said, attributes);
  else openShown(walk, tag);
}

/** An element whose content is shown, unless it is hidden. */
function openShown(walk: Walk, tag: Tag): void {
  const { name, attributes } = tag;
  openBox(walk, tag);
  // A link that was never closed ends where the next begins.
  if (name === 'a' && attributes.href !== undefined) {
    walk.inLink = true;
    if (SKIP_LINK.test(attributes.href))
      walk.skip = { to: attributes.href.slice(1), from: walk.lines.length };
  }
  if (walk.hiddenAt === 0 && isHidden(tag)) walk.hiddenAt = walk.depth;
  noteElement(walk.said, tag, { depth: walk.depth, at: walk.lines.length });
}

/** Where the element is the one that a link past a box leads to, the box goes, if it was no larger than such boxes are. */
function endSkip(walk: Walk, id: string | undefined): void {
  const { skip, lines } = walk;
  if (skip === undefined || id !== skip.to) return;
  endLine(walk);
  if (lines.length - skip.from <= SKIPPED_LINES) {
    lines.length = skip.from;
    walk.hiddenAt ||= walk.depth;
  }
  walk.skip = undefined;
}

/** An element that stands on lines of its own makes a box, unless there are too many; a heading heads what it holds. */
function openBox(walk: Walk, { name, attributes, named, property }: Tag): void {
  const { boxes, box, heading } = walk;
  const isBlock = (BLOCKS.has(name) || name.includes('-')) && boxes.length < MOST_BOXES;
  if (isBlock) {
    endLine(walk);
    boxes.push({
      parent: box,
      name,
      named: name.includes('-') ? `${name} ${named}` : named,
      apart: APART.has(name) || APART_ROLES.test(attributes.role ?? ''),
      body: /(?:^|\s)articleBody(?:\s|$)/u.test(property) || property === 'text',
    });
  }
  walk.open[walk.depth] = { name, box, heading };
  if (/^h[1-6]$/u.test(name)) walk.heading = Number(name[1]);
  walk.line.heading ||= walk.heading;
  if (isBlock) {
    walk.box = boxes.length - 1;
    walk.line.box = walk.box;
  }
}

function isHidden({ attributes, named }: Tag): boolean {
  const hidden = 'hidden' in attributes && !STREAMED.test(attributes.id ?? '');
  return hidden || EMBEDDED.test(named) || UNSHOWN.test(attributes.style ?? '');
}

function readText(walk: Walk, text: string): void {
  const { line, box } = walk;
  if (walk.hiddenAt > 0 || (line.text === '' && text.trim() === '')) return;
  if (line.text === '') line.box = box;
  line.text += text;
  if (walk.inLink) line.linked += text.trim().length;
}

function closeElement(walk: Walk, name: string): void {
  const { depth, open } = walk;
  if (walk.hiddenAt === depth) walk.hiddenAt = 0;
  const was = open[depth];
  if (was === undefined || was.name !== name) return;
  open[depth] = { name: '', box: 0, heading: 0 };
  if (name === 'a') walk.inLink = false;
  if (name === 'article' || name === 'main') walk.said.inside -= 1;
  walk.heading = was.heading;
  if (was.box === walk.box) return;
  endLine(walk);
  walk.box = was.box;
  walk.line.box = was.box;
}
