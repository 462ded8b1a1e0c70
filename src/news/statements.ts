/** What a page's elements say of its article as they are walked past: its dates, authors, headlines and marks. */
import { tidy } from './headline.ts';

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

/** What a page says of itself in its markup, in the order of the page. */
export type Statements = {
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

/** An element's start tag. */
export type Tag = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its class and id, as written. */
  readonly named: string;
  /** The properties that it marks, by microdata or RDFa. */
  readonly property: string;
};

/** Where the walk stands: how many elements are open, and how many lines were read. */
export type Place = { readonly depth: number; readonly at: number };

/** The text of an element, gathered until it ends. */
type Capture = {
  readonly depth: number;
  text: string;
  readonly done: (text: string, at: number) => void;
  /** The itemprop, where a name inside it names it. */
  readonly property: string;
};

/** What was said up to a place. */
export type Gathered = {
  readonly metas: Map<string, string>;
  readonly marked: Map<string, Said>;
  readonly headings: string[];
  readonly times: Said[];
  readonly dated: Said[];
  readonly authors: string[];
  title: string | undefined;
  canonical: string | undefined;
  picture: string | undefined;
  /** How many article and main elements are open. */
  inside: number;
  readonly captures: Capture[];
};

const DATED = /date|time|publish|posted/iu;
const AUTHORED =
  /(?:^|[\s_-])(?:author|by-?line|writer|write-?by|reporter|journalist)(?:$|[\s_-]|s?-?name)/iu;
/** What no honest page reaches; past it nothing more is taken. */
const MOST_HEADINGS = 20;
const MOST_DATED = 200;
const MOST_AUTHORS = 10;
/** Characters of the text inside one element, and how many elements are listened to at once. */
const CAPTURED = 2000;
const MOST_CAPTURES = 40;
/** Longer texts are no date, and no author. */
const DATE_LENGTH = 300;
const AUTHOR_LENGTH = 120;

/** Nothing said yet. */
export function nothingSaid(): Gathered {
  return {
    metas: new Map(),
    marked: new Map(),
    headings: [],
    times: [],
    dated: [],
    authors: [],
    title: undefined,
    canonical: undefined,
    picture: undefined,
    inside: 0,
    captures: [],
  };
}

/** The properties that an element marks, by its attributes, separated by spaces; '' for none. Without a prefix RDFa's are schema.org's. */
export function propertyOf(attributes: Tag['attributes']): string {
  return attributes.itemprop ?? /^(?:schema:)?([a-z ]+)$/iu.exec(attributes.property ?? '')?.[1] ?? '';
}

/** Take in a meta element. */
export function noteMeta(said: Gathered, attributes: Tag['attributes'], at: number): void {
  const { itemprop } = attributes;
  const value = tidy(attributes.content);
  if (value === undefined) return;
  for (const key of [attributes.property ?? attributes.name ?? itemprop, itemprop]) {
    const low = key?.toLowerCase();
    // «name» and «url» belong to the thing they stand in.
    if (low !== undefined && !said.metas.has(low) && (key !== itemprop || !/^(?:name|url)$/u.test(low)))
      said.metas.set(low, value);
  }
  if (itemprop === 'name') nameOwner(said, { value, at });
}

/** Take in a link element of the page's head. */
export function noteLink(said: Gathered, attributes: Tag['attributes']): void {
  if (/^canonical$/iu.test(attributes.rel ?? '')) said.canonical ??= tidy(attributes.href);
  if (attributes.rel === 'image_src') said.picture ??= tidy(attributes.href);
}

/** Take in the start of any other element. */
export function noteElement(said: Gathered, tag: Tag, place: Place): void {
  const { name, property } = tag;
  if (name === 'article' || name === 'main') said.inside += 1;
  const about = { machine: machineOf(tag), named: tag.named, inside: said.inside > 0, at: place.at };
  if (name === 'title' && said.title === undefined)
    capture(said, place, (text) => {
      said.title ??= tidy(text);
    });
  noteMarks(said, tag, about, place);
  if (name === 'h1' || property.split(' ').includes('headline')) {
    capture(said, place, (text) => {
      const words = tidy(text);
      if (words !== undefined && said.headings.length < MOST_HEADINGS) said.headings.push(words);
    });
  }
  if (name === 'time' || DATED.test(tag.named)) noteDate(said, name, about, place);
  if (said.authors.length < MOST_AUTHORS && (AUTHORED.test(tag.named) || tag.attributes.rel === 'author')) {
    capture(said, place, (text) => {
      const words = text.length > AUTHOR_LENGTH ? undefined : tidy(text);
      if (words !== undefined && said.authors.length < MOST_AUTHORS) said.authors.push(words);
    });
  }
}

/** Take in a piece of the page's text. */
export function noteText({ captures }: Gathered, text: string): void {
  for (const each of captures) if (each.text.length < CAPTURED) each.text += text;
}

/** Take in that the innermost open element ends. */
export function noteEnd({ captures }: Gathered, { depth, at }: Place): void {
  while (captures.at(-1)?.depth === depth) {
    const ended = captures.pop();
    ended?.done(ended.text, at);
  }
}

function capture(said: Gathered, { depth }: Place, done: Capture['done'], property = ''): void {
  if (said.captures.length < MOST_CAPTURES) said.captures.push({ depth, text: '', done, property });
}

type About = Omit<Said, 'text'>;

/** What the element says to machines. */
function machineOf({ name, attributes, property }: Tag): string | undefined {
  const picture = /(?:^|\s)image(?:\s|$)/u.test(property) ? (attributes.src ?? attributes.href) : undefined;
  return tidy(attributes.datetime ?? attributes.content ?? (name === 'abbr' ? attributes.title : picture));
}

function noteMarks(said: Gathered, { attributes, property }: Tag, about: About, place: Place): void {
  for (const each of property === '' ? [] : property.split(' ')) {
    if (each === 'name')
      capture(said, place, (text, at) => {
        const owner = /Person/u.test(attributes.typeof ?? '') ? 'author' : undefined;
        nameOwner(said, { value: tidy(text), at, owner });
      });
    if (said.marked.has(each) || each === 'articleBody' || each === 'text') continue;
    said.marked.set(each, { ...about, text: undefined });
    capture(said, place, (text) => said.marked.set(each, { ...about, text: tidy(text) }), each);
  }
}

function noteDate(said: Gathered, name: string, about: About, place: Place): void {
  const { dated, times } = said;
  const isOwn = name === 'time' && about.machine !== undefined;
  if (dated.length >= MOST_DATED && (!isOwn || times.length >= MOST_DATED)) return;
  capture(said, place, (text) => {
    const each = { ...about, text: text.length > DATE_LENGTH ? undefined : tidy(text) };
    if (dated.length < MOST_DATED) dated.push(each);
    if (isOwn) times.push(each);
  });
}

/** A name inside the author or publisher is theirs. */
function nameOwner(
  { captures, marked, inside }: Gathered,
  name: { readonly value: string | undefined; readonly at: number; readonly owner?: string | undefined },
): void {
  const owner =
    name.owner ??
    captures.findLast(({ property }) => /^(?:author|publisher|creator)$/u.test(property))?.property;
  if (owner === undefined || name.value === undefined || marked.has(`${owner}.name`)) return;
  marked.set(`${owner}.name`, {
    text: name.value,
    machine: undefined,
    named: '',
    inside: inside > 0,
    at: name.at,
  });
}
