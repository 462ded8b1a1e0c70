/** SOURCES_FILE: the outlets that are read. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { Source } from './source.ts';

/** The file cannot be used; the message is one line with the remedy. */
class SourcesFileError extends Error {
  override readonly name = 'SourcesFileError';
}

const row = z.strictObject({
  id: z
    .string({ error: 'is missing: a short name such as "bbc"' })
    .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, 'must be 1 to 40 of a-z, 0-9, dot, dash and underscore'),
  kind: z.enum(['feed', 'page', 'folder'], { error: 'must be "feed", "page" or "folder"' }),
  url: z.string({ error: 'is missing: the address, or for a folder its path' }).min(1, 'is empty'),
  publisher: z
    .string({ error: 'is missing: the outlet as readers see it' })
    .trim()
    .min(1, 'is empty')
    .max(80, 'is longer than 80 characters'),
  house: z.string({ error: 'must be the name of the owner' }).trim().min(1, 'is empty').optional(),
  fullText: z.boolean({ error: 'must be true or false' }).optional(),
});

const KEYS = Object.keys(row.shape).join(', ');

/**
 * The sources in the order of the file, a JSON array; the path of a folder source stands against the file's own folder.
 * Throws SourcesFileError naming the file, the row and the remedy.
 */
export async function readSourcesFile(path: string): Promise<readonly Source[]> {
  const fail = (what: string): never => {
    throw new SourcesFileError(`${path}: ${what}`);
  };
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return fail(
      code === 'ENOENT'
        ? 'there is no such file; create it or set SOURCES_FILE to the one you have'
        : `cannot be read (${code}); SOURCES_FILE must name a readable file`,
    );
  }
  let rows: unknown;
  try {
    rows = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const cause = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 120) : '';
    return fail(`is not JSON (${cause}); it must hold an array of {${KEYS}}`);
  }
  if (!Array.isArray(rows)) return fail(`must hold an array of {${KEYS}}`);
  const sources: Source[] = [];
  const places = new Map<string, number>();
  for (const [index, value] of (rows as unknown[]).entries()) {
    const place = `row ${index + 1}${named(value)}`;
    const checked = row.safeParse(value);
    if (!checked.success) return fail(`${place}: ${told(checked.error)}`);
    const { id, kind, url } = checked.data;
    const before = places.get(id);
    if (before !== undefined)
      return fail(`${place}: the id stands in row ${before} already; give it another`);
    places.set(id, index + 1);
    const address = kind === 'folder' ? resolve(dirname(path), url) : httpUrl(url);
    if (address === undefined)
      return fail(`${place}: url must be an http(s) address without user name or password`);
    const { publisher, house, fullText = false } = checked.data;
    sources.push({ id, kind, url: address, publisher, house, fullText });
  }
  return sources;
}

function named(value: unknown): string {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' ? ` (${id.slice(0, 40)})` : '';
}

/** The first complaint: one mended row at a time reads better than a list. */
function told(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue?.code === 'unrecognized_keys')
    return `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}; the keys are ${KEYS}`;
  const field = issue?.path[0];
  return field === undefined
    ? `must be an object of {${KEYS}}`
    : `${String(field)} ${issue?.message ?? 'is wrong'}`;
}

function httpUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
    ? text
    : undefined;
}
