/** Rows of the evaluation folder, and their texts cleaned as `mujaz analyze` cleans what it reads. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArticleContent } from '../src/news/article.ts';
import { cleanText } from '../src/news/clean.ts';
import type { Repeated } from '../src/news/repeated.ts';

/** The rows of a JSON Lines file, taken to be of the shape that the folder's README gives them. */
export async function rowsOf<T>(folder: string, name: string): Promise<T[]> {
  const content = await readFile(join(folder, `${name}.jsonl`), 'utf8');
  return content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

export type Text = {
  readonly title?: string | undefined;
  readonly source?: string | undefined;
  readonly published?: string | undefined;
  readonly body: string;
};

/** A text cleaned; `repeated` is what its outlet is known to repeat. */
export function cleaned({ title, source, published, body }: Text, repeated?: Repeated): ArticleContent {
  return cleanText({
    text: body,
    title,
    url: undefined,
    published,
    author: undefined,
    statedSource: source,
    publisherNames: source === undefined ? [] : [source],
    repeated,
  });
}

/** The words of a text, as figures count them. */
export function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
