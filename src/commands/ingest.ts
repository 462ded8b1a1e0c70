/** `ingest`: read these once, or else every source that is due; done when what came in is summarised. */
import type { Config } from '../config.ts';
import { type IngestResult, ingestDue, ingestInput } from '../news/ingest.ts';
import { readSourcesFile } from '../news/sources-file.ts';
import { openStore } from '../storage/store.ts';
import { openOutlets } from './outlets.ts';
import { complain, isAddress, jsonLine, line, typedPath } from './output.ts';
import { summarizeAll } from './summarize.ts';

async function show(result: IngestResult, json: boolean): Promise<void> {
  if (json) await jsonLine(result);
  else await line(`${result.status.padEnd(9)} ${result.input}  found ${result.found}, new ${result.new}`);
  if (result.status === 'failed') complain(result.input, result.error);
}

/** Every input is tried; each failure is one line on stderr. */
export async function ingest(
  config: Config,
  { inputs, json }: { readonly inputs: readonly string[]; readonly json: boolean },
): Promise<void> {
  const store = openStore(config.DATABASE_PATH);
  const outlets = openOutlets(config, store);
  try {
    if (inputs.length === 0) {
      await store.sources.sync(await readSourcesFile(config.SOURCES_FILE), Date.now());
      for (const result of await ingestDue(outlets.deps, Date.now())) await show(result, json);
    }
    for (const input of inputs) {
      if (input === '') {
        complain('an empty name', 'say which file, folder or address');
        continue;
      }
      const taken = await ingestInput(outlets.deps, isAddress(input) ? input : typedPath(input), Date.now());
      await show({ ...taken, input }, json);
    }
    const { failed } = await summarizeAll(store, config.DATABASE_PATH);
    if (failed > 0) process.exitCode = 1;
  } finally {
    await outlets.close();
    store.close();
  }
}
