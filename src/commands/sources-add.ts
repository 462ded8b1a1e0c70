/** `sources add`: finds what an address is and writes it into SOURCES_FILE; a running bot reads it at its next round. */
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { stripInvisible } from '../arabic/normalize.ts';
import type { Config } from '../config.ts';
import { type Discovery, discover } from '../news/discover.ts';
import type { Fetcher } from '../news/fetch.ts';
import type { PageReader } from '../news/page.ts';
import { outletKey, publisherOf } from '../news/publishers.ts';
import type { Source } from '../news/source.ts';
import { idFor, type SourceRow, withRow } from '../news/sources-edit.ts';
import { readSourcesFile } from '../news/sources-file.ts';
import { addressKey } from '../news/url.ts';
import { openFetcher, openPageReader } from './outlets.ts';
import { complain, isAddress, jsonLine, line } from './output.ts';
import { removalsOf } from './remove.ts';

/** What is added to the sources. */
export type AddOptions = {
  readonly addresses: readonly string[];
  /** In place of what the outlet calls itself. */
  readonly publisher: string | undefined;
  readonly json: boolean;
};

/** An outlet's name in sources.json. */
const LONGEST_NAME = 80;

/** Each address is tried; a line for each, and each that gives no source one on stderr. */
export async function addSources(config: Config, options: AddOptions): Promise<void> {
  // A file that cannot be used is said before anything is asked for.
  await readSourcesFile(config.SOURCES_FILE);
  const removed = await removalsOf(config.DATABASE_PATH);
  const outlets = new Set(removed.filter(({ kind }) => kind === 'publisher').map(({ key }) => key));
  const fetcher = openFetcher(config);
  const readPage = openPageReader();
  try {
    for (const address of options.addresses)
      await addOne(config.SOURCES_FILE, { address, ...options, outlets, fetcher, readPage });
  } finally {
    await Promise.all([fetcher.close(), readPage.close()]);
  }
}

type One = Omit<AddOptions, 'addresses'> & {
  readonly address: string;
  /** Those that are taken out of every answer, by their letters. */
  readonly outlets: ReadonlySet<string>;
  readonly fetcher: Fetcher;
  readonly readPage: PageReader;
};

async function addOne(file: string, one: One): Promise<void> {
  const { address, json } = one;
  const made = await rowFor(file, one);
  const error = 'error' in made ? made.error : undefined;
  const row = 'row' in made ? made.row : undefined;
  const found = 'row' in made ? made.found : 0;
  if (row !== undefined) await append(file, row);
  if (json) {
    const { id, kind, url, publisher, house } = row ?? {};
    const status = row === undefined ? 'failed' : 'ok';
    await jsonLine({ input: address, status, id, kind, url, publisher, house, found, error });
  } else if (row !== undefined) {
    await line(`added  ${row.id}  ${row.kind}  ${row.publisher}  ${row.url}  holds ${found}`);
  }
  if (error !== undefined) complain(address, error);
}

type Made = { readonly row: SourceRow; readonly found: number } | { readonly error: string };

async function rowFor(file: string, { address, publisher, outlets, fetcher, readPage }: One): Promise<Made> {
  if (!isAddress(address)) return { error: 'is no http(s) address' };
  const known = await readSourcesFile(file);
  const asked = sourceAt(known, address);
  if (asked !== undefined) return { error: `is read already, as ${asked.id}` };
  const found = await discover({ fetcher, readPage }, address);
  if (found.kind === 'nothing') return { error: found.reason };
  const there = sourceAt(known, found.url);
  if (there !== undefined) return { error: `leads to ${found.url}, which is read already, as ${there.id}` };
  const { name, house } = outletAt(found, publisher);
  if (outlets.has(outletKey(name)))
    return {
      error: `${name} is taken out of every answer: mujaz remove --restore --publisher brings it back`,
    };
  const id = idFor(found.url, new Set(known.map((source) => source.id)));
  return { row: { id, kind: found.kind, url: found.url, publisher: name, house }, found: found.found };
}

function sourceAt(known: readonly Source[], address: string): Source | undefined {
  if (!URL.canParse(address)) return undefined;
  const key = addressKey(address);
  return known.find(({ kind, url }) => kind !== 'folder' && addressKey(url) === key);
}

/** The outlet's name as the operator or the table of outlets has it, else as it calls itself. */
function outletAt(
  { url, title }: Extract<Discovery, { url: string }>,
  given: string | undefined,
): { readonly name: string; readonly house: string | undefined } {
  const known = publisherOf({ url, stated: title });
  const own = [given, known?.name, title].map((name) =>
    stripInvisible(name ?? '')
      .replace(/\s+/gu, ' ')
      .trim()
      .slice(0, LONGEST_NAME)
      .trim(),
  );
  return { name: own.find((name) => name !== '') ?? new URL(url).hostname, house: known?.house };
}

/** Put the row at the file's end: written beside it and moved into its place, so that nobody reads half of it. */
async function append(file: string, row: SourceRow): Promise<void> {
  // What a link points at is changed, not the link.
  const path = await realpath(file);
  const text = withRow(await readFile(path, 'utf8'), row);
  const { mode } = await stat(path);
  const beside = `${path}.${process.pid}.new`;
  try {
    await writeFile(beside, text, { mode });
    // Were it not what it should be, the old one stays.
    await readSourcesFile(beside);
    await rename(beside, path);
  } finally {
    await rm(beside, { force: true });
  }
}
