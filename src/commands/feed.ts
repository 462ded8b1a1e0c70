/** `feed`: what feeds hold, an entry a line, without a database. */
import type { Config } from '../config.ts';
import { decode } from '../news/charset.ts';
import { parseFeed } from '../news/feed.ts';
import type { Fetcher } from '../news/fetch.ts';
import { readBounded } from '../news/ingest.ts';
import { openFetcher } from './outlets.ts';
import { complain, isAddress, jsonLine, line, tellLeftOut, typedPath } from './output.ts';

async function load(input: string, fetcher: Fetcher): Promise<{ text: string; url: string | undefined }> {
  if (!isAddress(input))
    return { text: decode(await readBounded(typedPath(input)), undefined), url: undefined };
  const outcome = await fetcher.fetch(input);
  if (outcome.kind === 'ok')
    return { text: decode(outcome.bytes, outcome.contentType), url: outcome.finalUrl };
  throw new Error(outcome.kind === 'failed' ? outcome.reason : `the server answered “${outcome.kind}”`);
}

/** Print every entry of every input; an input that is no feed is told on stderr and costs no other. */
export async function feed(
  config: Config,
  { inputs, json }: { inputs: readonly string[]; json: boolean },
): Promise<void> {
  const fetcher = openFetcher(config);
  try {
    for (const input of inputs) {
      try {
        const { text, url } = await load(input, fetcher);
        const reading = parseFeed(text, url);
        if (reading.kind === 'no-feed') throw new Error(reading.reason);
        tellLeftOut(input, reading.skipped);
        for (const { zoneless: _, ...entry } of reading.entries) {
          // As other feed readers do, whoever asks for the summary of a feed that carries only whole texts gets the text.
          if (json) await jsonLine({ file: input, ...entry, summary: entry.summary ?? entry.content });
          else await line([entry.published ?? '–', entry.title ?? '–', entry.url ?? '–'].join('  '));
        }
      } catch (error) {
        complain(input, error);
      }
    }
  } finally {
    await fetcher.close();
  }
}
