/** `latest` and `search`: what the bot would answer, newest first. */
import type { Config } from '../config.ts';
import { listed } from '../digests/listed.ts';
import type { ArticleKind } from '../news/article.ts';
import { openStore } from '../storage/store.ts';
import { findStories } from '../stories/search.ts';
import type { Story } from '../stories/story.ts';
import { findTopic } from '../topics/lookup.ts';
import { complain, jsonLine, line } from './output.ts';

type Shown = { readonly json: boolean; readonly limit: number };

const KIND_LABELS: Readonly<Partial<Record<ArticleKind, string>>> = { opinion: 'رأي', service: 'خدمة' };

/** The publish time that the story's own time came from, in its outlet's offset. */
function published(story: Story): string | undefined {
  if (story.publishedAt === undefined) return undefined;
  return story.articles.find((article) => article.publishedAt === story.publishedAt)?.published;
}

/** What outlets tell differently, each version with its outlet. */
function differences(story: Story) {
  return story.differences.map(({ kind, subject, bearer, versions }) => ({
    kind,
    subject,
    bearer,
    versions: versions.map(({ text, articleId }) => ({ text, source: publisherOf(story, articleId) })),
  }));
}

function publisherOf(story: Story, articleId: number): string | undefined {
  return story.articles.find((article) => article.id === articleId)?.publisher;
}

async function show(story: Story, json: boolean): Promise<void> {
  const brief = story.sentences.map((sentence) => sentence.text).join(' ');
  if (json) {
    await jsonLine({
      story: story.id,
      headline: story.headline,
      brief,
      sentences: story.sentences.map(({ text, articleId }) => ({
        text,
        source: publisherOf(story, articleId) ?? null,
      })),
      topics: story.topics,
      published: published(story),
      articles: story.articles.map((article) => ({
        publisher: article.publisher ?? null,
        title: article.title ?? null,
        url: article.url ?? null,
        published: article.published ?? null,
      })),
      voices: story.voices,
      origin: story.origin,
      before: story.before.map(({ text, articleId }) => ({ text, source: publisherOf(story, articleId) })),
      differences: differences(story),
    });
    return;
  }
  const label = KIND_LABELS[story.kind];
  await line(`${label ? `[${label}] ` : ''}${story.headline}`);
  if (brief !== '') await line(brief);
  for (const article of story.articles) {
    await line(`  ${[article.publisher ?? '–', article.published ?? '–', article.url ?? ''].join('  ')}`);
  }
  await line('');
}

/** Print the newest stories, of one topic when `topic` names one by any of its names. `now` is epoch ms. */
export async function latest(
  config: Config,
  { topic, json, limit }: Shown & { readonly topic: string | undefined },
  now: number,
): Promise<void> {
  const named = topic === undefined ? undefined : findTopic(topic);
  if (named?.kind === 'none') {
    const nearest = named.nearest.map((one) => one.slug).join(', ');
    complain(
      `no topic is called ${topic}`,
      nearest === '' ? 'see the catalogue in src/topics' : `nearest: ${nearest}`,
    );
    return;
  }
  const slug = named?.topic.slug;
  if (named?.kind === 'near') process.stderr.write(`mujaz: no topic is called ${topic}: this is ${slug}\n`);
  const store = openStore(config.DATABASE_PATH);
  try {
    const { stories } = store;
    // Without a topic all there is: services stand behind what the bot would answer.
    const found =
      slug === undefined
        ? await stories.latest({ topic: undefined, limit, since: undefined })
        : await listed(stories, { topic: slug, limit }, now);
    for (const story of found) await show(story, json);
  } finally {
    store.close();
  }
}

/** Print the newest stories that hold all of these words in any of their forms. */
export async function search(
  config: Config,
  { words, json, limit }: Shown & { readonly words: string },
): Promise<void> {
  const store = openStore(config.DATABASE_PATH);
  try {
    const found = await findStories(store.stories, words, limit);
    if (found.kind === 'mended')
      process.stderr.write(`mujaz: nothing holds ${words}: this is ${found.words}\n`);
    if (found.kind === 'found' || found.kind === 'mended')
      for (const story of found.stories) await show(story, json);
  } finally {
    store.close();
  }
}
