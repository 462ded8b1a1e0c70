/** The structured data of a page: what its JSON-LD scripts say. */
import { tidy } from './headline.ts';

export type Json = Readonly<Record<string, unknown>>;
export const ARTICLE = /(?:Article|BlogPosting|LiveBlogPosting|NewsItem|Report)$/u;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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

export function jsonLd(scripts: Iterable<string>): Json[] {
  const found: Json[] = [];
  for (const script of scripts) {
    const source = script.trim();
    if (source.length > 1_000_000) continue;
    try {
      found.push(...typedNodes(JSON.parse(source)));
    } catch {
      // Line breaks inside strings are the commonest fault, and harmless.
      try {
        found.push(...typedNodes(JSON.parse(source.replace(/[\n\r\t]+/gu, ' '))));
      } catch {
        // Ill-formed structured data says nothing; the page's elements still do.
      }
    }
  }
  return found;
}
