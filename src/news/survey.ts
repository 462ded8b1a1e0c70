/** One walk over a page: its lines, the boxes they stand in, and what it says of itself. */
import { Parser } from 'htmlparser2';
import { tidy } from './headline.ts';

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

export type PageLine = {
  readonly text: string;
  /** The index of the innermost box. */
  readonly box: number;
  /** How many of its characters are links. */
  readonly linked: number;
  /** 1–6 within such a heading, else 0. */
  readonly heading: number;
};

/** An element that says something about the article. */
export type Said = {
  readonly text: string | undefined;
  /** Its attribute content, datetime or title, where a machine's date stands, or a picture's address. */
  readonly machine: string | undefined;
  readonly named: string;
  /** It stands in an article or main element. */
  readonly inside: boolean;
  /** How many lines stand above it. */
  readonly at: number;
};

export type Survey = {
  readonly lines: readonly PageLine[];
  readonly boxes: readonly Box[];
  /** The content of each meta element, by its property, name or itemprop. */
  readonly metas: ReadonlyMap<string, string>;
  /** The first element of each itemprop other than meta; `author.name` and `publisher.name` for names inside. */
  readonly marked: ReadonlyMap<string, Said>;
  readonly headings: readonly string[];
  readonly times: readonly Said[];
  /** Short texts of elements whose class or id speaks of a date. */
  readonly dated: readonly Said[];
  /** Short texts of elements whose class or id speaks of an author. */
  readonly authors: readonly string[];
  readonly title: string | undefined;
  readonly canonical: string | undefined;
  /** The picture that stands for the page. */
  readonly picture: string | undefined;
};

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
const DATED = /date|time|publish|posted/iu;
const AUTHORED =
  /(?:^|[\s_-])(?:author|by-?line|writer|write-?by|reporter|journalist)(?:$|[\s_-]|s?-?name)/iu;
/** Links that lead past a box: «#end-of-recommendations». */
const SKIP_LINK = /^#end[-_]/iu;
const SKIPPED_LINES = 60;
/** What no honest page reaches; past it nothing more is taken. */
const MOST_LINES = 20_000;
const MOST_BOXES = 60_000;
const MOST_HEADINGS = 20;
const MOST_DATED = 200;
const MOST_AUTHORS = 10;
const CAPTURED = 2000;
const MOST_CAPTURES = 40;

type Capture = {
  readonly depth: number;
  text: string;
  readonly done: (text: string) => void;
  /** The itemprop, where a name inside it names it. */
  readonly property: string;
};

/**
 * Walk over a page that was split from its scripts. One streaming pass, linear in the input, never throws. Text inside
 * embedded posts and hidden elements is left out.
 */
export function survey(html: string): Survey {
  const boxes: Box[] = [{ parent: -1, name: '#root', named: '', apart: false, body: false }];
  const lines: PageLine[] = [];
  const metas = new Map<string, string>();
  const marked = new Map<string, Said>();
  const headings: string[] = [];
  const times: Said[] = [];
  const dated: Said[] = [];
  const authors: string[] = [];
  const captures: Capture[] = [];
  let title: string | undefined;
  let canonical: string | undefined;
  let picture: string | undefined;
  let depth = 0;
  let hiddenAt = 0;
  let links = 0;
  let heading = 0;
  let inside = 0;
  let box = 0;
  /** Where a link began that leads readers of screens past a box, and its end. */
  let skip: { readonly to: string; readonly from: number } | undefined;
  let line = { text: '', linked: 0, heading: 0, box: 0 };
  /** Which open elements made a box, by depth. */
  const open: { name: string; box: number; heading: number }[] = [];

  const endLine = () => {
    const text = line.text.replace(/\s+/gu, ' ').trim();
    if (text !== '' && lines.length < MOST_LINES)
      lines.push({ text, box: line.box, linked: line.linked, heading: line.heading });
    line = { text: '', linked: 0, heading, box };
  };
  const capture = (property: string, done: (text: string) => void) => {
    if (captures.length < MOST_CAPTURES) captures.push({ depth, text: '', done, property });
  };

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        const isBlock = (BLOCKS.has(name) || name.includes('-')) && boxes.length < MOST_BOXES;
        const named = `${attributes.class ?? ''} ${attributes.id ?? ''}`;
        if (name === 'br') endLine();
        if (skip !== undefined && attributes.id === skip.to) {
          endLine();
          if (lines.length - skip.from <= SKIPPED_LINES) {
            lines.length = skip.from;
            hiddenAt ||= depth;
          }
          skip = undefined;
        }
        if (name === 'meta') return readMeta(attributes);
        if (name === 'link') {
          if (/^canonical$/iu.test(attributes.rel ?? '')) canonical ??= tidy(attributes.href);
          if (attributes.rel === 'image_src') picture ??= tidy(attributes.href);
          return undefined;
        }
        const property = attributes.itemprop ?? /^schema:(.+)/u.exec(attributes.property ?? '')?.[1] ?? '';
        if (isBlock) {
          endLine();
          const body = /(?:^|\s)articleBody(?:\s|$)/u.test(property) || property === 'text';
          const apart = APART.has(name) || APART_ROLES.test(attributes.role ?? '');
          boxes.push({
            parent: box,
            name,
            named: name.includes('-') ? `${name} ${named}` : named,
            apart,
            body,
          });
        }
        const level = /^h[1-6]$/u.test(name) ? Number(name[1]) : heading;
        open[depth] = { name, box, heading };
        if (isBlock) box = boxes.length - 1;
        heading = level;
        line.heading ||= heading;
        if (isBlock) line.box = box;
        // A link that was never closed ends where the next begins.
        if (name === 'a' && attributes.href !== undefined) {
          links = 1;
          if (SKIP_LINK.test(attributes.href)) skip = { to: attributes.href.slice(1), from: lines.length };
        }
        if (name === 'article' || name === 'main') inside += 1;
        if (
          hiddenAt === 0 &&
          (EMBEDDED.test(named) ||
            'hidden' in attributes ||
            /display\s?:\s?none|visibility\s?:\s?hidden/iu.test(attributes.style ?? ''))
        )
          hiddenAt = depth;
        readElement(name, attributes, { named, property });
        return undefined;
      },
      ontext(text) {
        for (const each of captures) if (each.text.length < CAPTURED) each.text += text;
        if (hiddenAt > 0 || (line.text === '' && text.trim() === '')) return;
        if (line.text === '') line.box = box;
        line.text += text;
        if (links > 0) line.linked += text.trim().length;
      },
      onclosetag(name) {
        while (captures.at(-1)?.depth === depth) {
          const ended = captures.pop();
          ended?.done(ended.text);
        }
        if (hiddenAt === depth) hiddenAt = 0;
        const was = open[depth];
        depth -= 1;
        if (was === undefined || was.name !== name) return;
        open[depth + 1] = { name: '', box: 0, heading: 0 };
        if (name === 'a') links = 0;
        if (name === 'article' || name === 'main') inside -= 1;
        heading = was.heading;
        if (was.box !== box) {
          endLine();
          box = was.box;
          line.box = box;
        }
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  endLine();
  return {
    lines,
    boxes,
    metas,
    marked,
    headings,
    times,
    dated,
    authors,
    title,
    canonical,
    picture,
  };

  function readMeta(attributes: Readonly<Record<string, string>>): undefined {
    const { itemprop } = attributes;
    const value = tidy(attributes.content);
    if (value === undefined) return undefined;
    for (const key of [attributes.property ?? attributes.name ?? itemprop, itemprop]) {
      const low = key?.toLowerCase();
      // «name» and «url» belong to the thing they stand in.
      if (low !== undefined && !metas.has(low) && (key !== itemprop || !/^(?:name|url)$/u.test(low)))
        metas.set(low, value);
    }
    if (itemprop === 'name') nameOwner(value);
    return undefined;
  }

  /** A name inside the author or publisher is theirs. */
  function nameOwner(value: string | undefined, itself?: string) {
    const owner =
      itself ??
      captures.findLast(({ property }) => /^(?:author|publisher|creator)$/u.test(property))?.property;
    if (owner === undefined || value === undefined || marked.has(`${owner}.name`)) return;
    marked.set(`${owner}.name`, {
      text: value,
      machine: undefined,
      named: '',
      inside: inside > 0,
      at: lines.length,
    });
  }

  function readElement(
    name: string,
    attributes: Readonly<Record<string, string>>,
    { named, property }: { readonly named: string; readonly property: string },
  ) {
    const picture = /(?:^|\s)image(?:\s|$)/u.test(property) ? (attributes.src ?? attributes.href) : undefined;
    const machine = tidy(
      attributes.datetime ?? attributes.content ?? (name === 'abbr' ? attributes.title : picture),
    );
    const about = { machine, named, inside: inside > 0, at: lines.length };
    const isTime = name === 'time' || DATED.test(named);
    if (name === 'title' && title === undefined) capture('', (text) => (title ??= tidy(text)));
    for (const each of property === '' ? [] : property.split(' ')) {
      if (each === 'name')
        capture('', (text) =>
          nameOwner(tidy(text), /Person/u.test(attributes.typeof ?? '') ? 'author' : undefined),
        );
      if (marked.has(each) || each === 'articleBody' || each === 'text') continue;
      marked.set(each, { ...about, text: undefined });
      capture(each, (text) => marked.set(each, { ...about, text: tidy(text) }));
    }
    if (name === 'h1' || property.split(' ').includes('headline')) {
      capture('', (text) => {
        const words = tidy(text);
        if (words !== undefined && headings.length < MOST_HEADINGS) headings.push(words);
      });
    }
    if (isTime) {
      const isOwn = name === 'time' && machine !== undefined;
      if (dated.length < MOST_DATED || (isOwn && times.length < MOST_DATED)) {
        capture('', (text) => {
          const each = { ...about, text: text.length > 300 ? undefined : tidy(text) };
          if (dated.length < MOST_DATED) dated.push(each);
          if (isOwn) times.push(each);
        });
      }
    }
    if (authors.length < MOST_AUTHORS && (AUTHORED.test(named) || attributes.rel === 'author')) {
      capture('', (text) => {
        const words = text.length > 120 ? undefined : tidy(text);
        if (words !== undefined && authors.length < MOST_AUTHORS) authors.push(words);
      });
    }
  }
}
