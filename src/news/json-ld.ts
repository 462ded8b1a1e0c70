/** The structured data of a page: what its JSON-LD scripts say. */
import { tidy } from './headline.ts';

/** A node of JSON-LD. */
export type Json = Readonly<Record<string, unknown>>;
/** The types of articles, by how their names end (schema.org). */
export const ARTICLE = /(?:Article|BlogPosting|LiveBlogPosting|NewsItem|Report)$/u;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The types that a node states. */
export function types(node: Json): string[] {
  return [node['@type']].flat().filter((type): type is string => typeof type === 'string');
}

/** Every object of a JSON-LD tree that has a type, up to a size that no honest page reaches. */
function typedNodes(root: unknown): Json[] {
  const found: Json[] = [];
  const open: unknown[] = [root];
  for (let steps = 0; steps < 2000 && open.length > 0; steps += 1) {
    const value = open.shift();
    if (Array.isArray(value)) open.push(...value.slice(0, 200));
    else if (isObject(value)) {
      if (types(value).length > 0) found.push(value);
      for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement', 'hasPart']) {
        if (value[key] !== undefined) open.push(value[key]);
      }
    }
  }
  return found;
}

/** The text of a value that may be a string, an object with a name or address, or a list of them. */
export function said(value: unknown, key: 'name' | 'url'): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const text = isObject(first) ? (first[key] ?? first['@id']) : first;
  return typeof text === 'string' ? tidy(text) : undefined;
}

/** What stands round JSON in scripts of old systems, and the faults inside that are commonest and harmless. */
const AROUND = /^\s*(?:\/\/\s?)?(?:<!--|<!\[CDATA\[)|(?:\/\/\s?)?(?:-->|\]\]>)\s*;?\s*$/gu;

function parsed(script: string): unknown {
  const source = script.replace(AROUND, '').trim().replace(/;$/u, '');
  const mended = () =>
    source
      // Line breaks inside strings, and a comma before a closing bracket.
      .replace(/\p{Cc}+/gu, ' ')
      .replace(/,\s{0,50}(?=[}\]])/gu, '');
  for (const text of [() => source, mended]) {
    try {
      return JSON.parse(text());
    } catch {
      // Ill-formed structured data says nothing; the page's elements still do.
    }
  }
  return undefined;
}

/** Every typed object in a page's JSON-LD scripts. What cannot be read is passed over. */
export function jsonLd(scripts: Iterable<string>): Json[] {
  const found: Json[] = [];
  for (const script of scripts) if (script.length <= 1_000_000) found.push(...typedNodes(parsed(script)));
  return found;
}
