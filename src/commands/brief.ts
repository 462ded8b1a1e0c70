/** `brief`: clean files, tell their topics and write their briefs, without a database. */
import { readFile } from 'node:fs/promises';
import { writeBrief } from '../briefs/brief.ts';
import { READERS_BUDGET } from '../briefs/summarize.ts';
import { type ArticleContent, believableTime } from '../news/article.ts';
import { decode } from '../news/charset.ts';
import { cleanTextExplained, type Removal } from '../news/clean.ts';
import { parseFeed } from '../news/feed.ts';
import { htmlToText } from '../news/html-text.ts';
import type { PageReader } from '../news/page.ts';
import { sniff, whyUnreadable } from '../news/sniff.ts';
import { matchTopics } from '../topics/match.ts';
import { openPageReader } from './outlets.ts';
import { complain, isAddress, jsonLine, line, tellLeftOut, typedPath } from './output.ts';

type Cleaned = { readonly content: ArticleContent; readonly why: readonly Removal[] };

/** The articles of one file's text: a page or text holds one, a feed one an entry. */
async function articlesOf(file: string, text: string, readPage: PageReader): Promise<readonly Cleaned[]> {
  const trouble = whyUnreadable(text);
  if (trouble !== undefined) throw new Error(trouble);
  const kind = sniff(text);
  if (kind === 'html') {
    const reading = await readPage.read(text, undefined);
    if (reading.kind === 'unreadable') throw new Error(reading.reason);
    return [reading];
  }
  const nothing = {
    title: undefined,
    url: undefined,
    published: undefined,
    author: undefined,
    statedSource: undefined,
  };
  if (kind === 'text') {
    const cleaned = cleanTextExplained({ ...nothing, text, publisherNames: [] });
    if (cleaned.content.text === '') throw new Error('holds no article');
    return [cleaned];
  }
  const feed = parseFeed(text, undefined);
  if (feed.kind === 'no-feed') throw new Error(feed.reason);
  tellLeftOut(file, feed.skipped);
  return feed.entries.map(({ content, summary, title, url, published, author }) =>
    cleanTextExplained({
      text: htmlToText(content ?? summary ?? ''),
      title,
      url,
      published,
      author,
      // A feed is signed by its title.
      statedSource: feed.title,
      publisherNames: feed.title === undefined ? [] : [feed.title],
    }),
  );
}

type Asked = {
  readonly json: boolean;
  /** Tell also which rule of the cleaning took which piece of the text. */
  readonly why: boolean;
};

async function show(
  file: string,
  { content, why }: Cleaned,
  { json, why: explain, now }: Asked & { readonly now: number },
): Promise<void> {
  const topics = matchTopics(content);
  const article = {
    ...content,
    id: 1,
    publisher: undefined,
    house: undefined,
    publishedAt: believableTime(content.published, now),
    firstSeenAt: now,
  };
  const brief = writeBrief([article], READERS_BUDGET);
  const sentences = brief?.sentences.map((sentence) => sentence.text) ?? [];
  if (json) {
    await jsonLine({
      file,
      url: content.url,
      title: content.title,
      source: content.statedSource,
      author: content.author,
      published: content.published,
      text: content.text,
      topics: topics.main,
      side_topics: topics.side,
      headline: brief?.headline,
      brief: sentences.join(' '),
      sentences: sentences.map((text) => ({ text, source: content.statedSource ?? null })),
      ...(explain ? { why } : {}),
    });
    return;
  }
  await line(brief?.headline ?? '–');
  if (sentences.length > 0) await line(sentences.join(' '));
  await line(
    `  ${[content.statedSource ?? '–', content.published ?? '–', topics.main.join(' ')].join('  ')}`,
  );
  if (explain) {
    for (const { rule, text } of why) await line(`  − ${rule}: ${text.replace(/\s+/gu, ' ').trim()}`);
  }
  await line('');
}

/** Print every file's articles; a file that cannot be read is told on stderr and costs no other. `now` is epoch ms. */
export async function brief(
  { files, ...asked }: Asked & { readonly files: readonly string[] },
  now: number,
): Promise<void> {
  const readPage = openPageReader();
  try {
    for (const file of files) {
      try {
        if (isAddress(file)) throw new Error('brief reads files: for an address there are feed and ingest');
        const text = decode(await readFile(typedPath(file)), undefined);
        for (const cleaned of await articlesOf(file, text, readPage))
          await show(file, cleaned, { ...asked, now });
      } catch (error) {
        complain(file, error);
      }
    }
  } finally {
    await readPage.close();
  }
}
