/** A row more in the text of sources.json; all that stands there stays as it is. Pure. */
import type { Source } from './source.ts';

/** A row as the file has it. */
export type SourceRow = Pick<Source, 'id' | 'kind' | 'url' | 'publisher' | 'house'>;

/** A longer row stands over several lines, a key on each. */
const LINE_WIDTH = 110;

/** Words of hosts that name no outlet. */
const NO_NAME = /^(?:www\d?|feeds?|rss|ar|arabic|m|mobile|news|web|amp)$/;
const SUFFIX = /^(?:com?|org|net|gov|edu|ac)$/;

/** A short name for a source, from its address; none of `taken`. */
export function idFor(url: string, taken: ReadonlySet<string>): string {
  const { hostname, port } = new URL(url);
  const labels = hostname.split('.');
  const named = labels.find(
    (label, at) => !NO_NAME.test(label) && !SUFFIX.test(label) && at < labels.length - 1,
  );
  const isName = /[a-z]/.test(labels.at(-1) ?? '') && !hostname.includes(':');
  const raw = isName ? (named ?? labels[0] ?? '') : `${hostname}-${port}`;
  const base =
    raw
      .replace(/[^a-z0-9._-]+/g, '-')
      .replace(/^[^a-z0-9]+|-+$/g, '')
      .slice(0, 32) || 'source';
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/**
 * The file's text with one row more at its end, laid out as the others are. `text` must be the JSON array that
 * readSourcesFile accepts.
 */
export function withRow(text: string, row: SourceRow): string {
  const end = text.lastIndexOf(']');
  const before = text.slice(0, end).trimEnd();
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const isEmpty = before.endsWith('[');
  const spread = isEmpty || /\[\s*\n/.test(before);
  const indent = /\[[^\S\n]*\r?\n([ \t]+)\{/.exec(before)?.[1] ?? '  ';
  const comma = isEmpty ? '' : ',';
  if (!spread) return `${before}${comma} ${inLine(row)}${text.slice(end)}`;
  const short = `${indent}${inLine(row)}`;
  const laid = short.length <= LINE_WIDTH ? short : overLines(row, indent, newline);
  return `${before}${comma}${newline}${laid}${newline}${text.slice(end)}`;
}

function pairs(row: SourceRow): readonly string[] {
  const { id, kind, url, publisher, house } = row;
  return Object.entries({ id, kind, url, publisher, house }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${JSON.stringify(key)}: ${JSON.stringify(value)}`],
  );
}

function inLine(row: SourceRow): string {
  return `{ ${pairs(row).join(', ')} }`;
}

function overLines(row: SourceRow, indent: string, newline: string): string {
  const deeper = `${newline}${indent}${indent}`;
  return `${indent}{${deeper}${pairs(row).join(`,${deeper}`)}${newline}${indent}}`;
}
