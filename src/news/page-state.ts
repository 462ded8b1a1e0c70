/** The article in the data that a page's own program renders from, where the page itself holds little. */
import { letters, tidy } from './headline.ts';
import { htmlToText } from './html-text.ts';

/** Where data is assigned in a script: name = {"…. */
const ASSIGNED = /[=(]\s{0,5}(?=[{[]\s{0,5}["{[])/gu;
/** Of assignments in a script, and of values in one of them: what no honest page reaches. */
const MOST_ASSIGNED = 20;
const MOST_NODES = 60_000;
/** Parts of an article's content that are no text of it. */
const NO_TEXT =
  /link|image|photo|picture|video|audio|gallery|raw_?html|embed|related|promo|interstitial|caption|advert|social|oembed/iu;
const NO_TEXT_KEYS =
  /caption|related|image|photo|video|gallery|credit|tags|author|byline|seo|meta|social|promo|teaser|url|href|alt|copyright/iu;
/** A shorter string is a label, no paragraph. */
const LEAST_LENGTH = 40;

/** The end of a JSON value that starts here: past its last bracket; -1 where it does not end. */
function endOfJson(source: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** The value that JSON tells, with another in the place of each of its parts for which there is one. */
function parsed(source: string, instead?: (value: unknown) => unknown): unknown {
  try {
    return JSON.parse(
      source,
      instead === undefined ? undefined : (_, value: unknown) => instead(value) ?? value,
    );
  } catch {
    // A script that is no JSON says nothing; the page's elements still may.
    return undefined;
  }
}

/** A part of the stream of React's server components: self.__next_f.push([1,"…"]). */
const STREAMED = /^self\.__next_f\.push\((\[1,[\s\S]*\])\);?$/u;
/** A row of the stream begins with its name; one of text says how many bytes it has: «a:T4f2,…». */
const ROW = /([0-9a-f]*):(?:T([0-9a-f]{1,7}),)?/iy;
const MOST_ROWS = 5_000;

/** The stream that the parts among these scripts make together; '' where there is none. */
function streamOf(scripts: readonly string[]): string {
  return scripts
    .map((script) => STREAMED.exec(script.trim())?.[1])
    .map((part): unknown => (part === undefined ? undefined : parsed(part)))
    .map((part): unknown => (Array.isArray(part) ? part[1] : undefined))
    .filter((part) => typeof part === 'string')
    .join('');
}

/** Where so many bytes of UTF-8 end that begin here. */
function endOfBytes(text: string, start: number, bytes: number): number {
  let at = start;
  for (let left = bytes; left > 0 && at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // Each half of a surrogate pair makes two bytes of its four.
    left -= code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
  }
  return at;
}

/** The JSON values of a stream's rows, with the texts that stand in rows of their own («$a») in their places. */
function streamedValues(stream: string): unknown[] {
  const texts = new Map<string, string>();
  const rows: string[] = [];
  for (let at = 0, seen = 0; at < stream.length && seen < MOST_ROWS; seen += 1) {
    ROW.lastIndex = at;
    const row = ROW.exec(stream);
    const from = at + (row?.[0].length ?? 0);
    if (row?.[2] !== undefined) {
      at = endOfBytes(stream, from, Number.parseInt(row[2], 16));
      texts.set(`$${row[1] ?? ''}`, stream.slice(from, at));
      continue;
    }
    const end = stream.indexOf('\n', from);
    at = end === -1 ? stream.length : end + 1;
    if (row !== null && /[[{]/u.test(stream[from] ?? '')) rows.push(stream.slice(from, at));
  }
  return rows.map((row) =>
    parsed(row, (value) => (typeof value === 'string' ? texts.get(value) : undefined)),
  );
}

/** The JSON values of a script: all of it, or what it assigns. */
function valuesOf(script: string): unknown[] {
  const source = script.trim();
  if (/^[{[]/u.test(source)) return [parsed(source)];
  const found: unknown[] = [];
  ASSIGNED.lastIndex = 0;
  for (let match = ASSIGNED.exec(source); match !== null; match = ASSIGNED.exec(source)) {
    const start = match.index + match[0].length;
    const end = endOfJson(source, start);
    if (end === -1 || found.length >= MOST_ASSIGNED) break;
    found.push(parsed(source.slice(start, end)));
    ASSIGNED.lastIndex = end;
  }
  return found;
}

type Group = { words: number; readonly texts: string[] };

const isText = (value: string) =>
  value.length >= LEAST_LENGTH && /[\u0620-\u064a]{2}/u.test(value.slice(0, 2000)) && value.includes(' ');

/** The texts of the list, or the single text, that holds most within a value. */
function mostText(root: unknown): Group | undefined {
  let best: Group | undefined;
  let nodes = 0;
  const visit = (value: unknown, group: Group, depth: number) => {
    nodes += 1;
    if (nodes > MOST_NODES || depth > 12) return;
    if (typeof value === 'string') {
      if (isText(value)) {
        group.texts.push(value);
        group.words += value.split(' ').length;
      }
    } else if (Array.isArray(value)) {
      const own: Group = { words: 0, texts: [] };
      for (const each of value) visit(each, own, depth + 1);
      if (own.words > (best?.words ?? 0)) best = own;
    } else if (typeof value === 'object' && value !== null) {
      if ('type' in value && typeof value.type === 'string' && NO_TEXT.test(value.type)) return;
      for (const [key, each] of Object.entries(value)) {
        if (NO_TEXT_KEYS.test(key)) continue;
        const own: Group = Array.isArray(each) ? group : { words: 0, texts: [] };
        visit(each, typeof each === 'string' ? own : group, depth + 1);
        if (typeof each === 'string' && isText(each)) {
          if (/^(?:content|text|value|html|body|paragraph|data)$/iu.test(key)) {
            group.texts.push(each);
            group.words += own.words;
          }
          if (own.words > (best?.words ?? 0)) best = own;
        }
      }
    }
  };
  visit(root, { words: 0, texts: [] }, 0);
  return best;
}

/** The objects that bear the headline, directly or one step below («headline: {basic: …}»). */
function headed(root: unknown, key: string): object[] {
  const found: object[] = [];
  const open: unknown[] = [root];
  for (let steps = 0; steps < MOST_NODES && steps < open.length; steps += 1) {
    const value = open[steps];
    if (typeof value !== 'object' || value === null) continue;
    const own = Object.values(value);
    const titles = own.flatMap((each) =>
      typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.values(each) : [each],
    );
    if (
      !Array.isArray(value) &&
      titles.some(
        (each) => typeof each === 'string' && each.length < 400 && letters(tidy(each) ?? '') === key,
      )
    )
      found.push(value);
    for (const each of own) if (typeof each === 'object' && open.length < MOST_NODES) open.push(each);
  }
  return found;
}

/** The text of the article with this headline in a page's data; undefined when there is none. Linear, never throws. */
export function stateText(scripts: readonly string[], title: string | undefined): string | undefined {
  const key = letters(title ?? '');
  if (key.length < 8) return undefined;
  let best: Group | undefined;
  for (const value of [...scripts.flatMap(valuesOf), ...streamedValues(streamOf(scripts))]) {
    for (const object of headed(value, key).slice(0, 10)) {
      const group = mostText(object);
      if (group !== undefined && group.words > (best?.words ?? 0)) best = group;
    }
  }
  if (best === undefined) return undefined;
  const lines = best.texts
    .map((text) => htmlToText(text))
    .filter((text) => text !== '' && letters(text) !== key);
  return lines.length === 0 ? undefined : lines.join('\n');
}
