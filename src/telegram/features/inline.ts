/** Inline mode: «@bot إيران» in any chat offers stories as cards, and a card that is chosen is sent there by its reader. */
import { type Context, GrammyError } from 'grammy';
import type { InlineQueryResultArticle } from 'grammy/types';
import { rightToLeft } from '../../arabic/bidi.ts';
import { unasked } from '../../briefs/unasked.ts';
import { listed } from '../../digests/listed.ts';
import { findStories } from '../../stories/search.ts';
import type { Story } from '../../stories/story.ts';
import { findTopic } from '../../topics/lookup.ts';
import { link, oneLine, rtlLines } from '../html.ts';
import { labels, words } from '../messages.ts';
import { fits } from '../pack.ts';
import { type Detail, LESS, renderStory } from '../story-block.ts';
import type { App } from '../turn.ts';
import { lineOf, readRequest } from '../words.ts';
import { isQuery } from './own-words.ts';

/** Of one answer; the next ones come when the reader has looked through them. */
const CARDS = 10;
/** Nobody looks through more cards. */
const PAGES = 5;
/** So long Telegram gives one answer to all who ask the same. */
const CACHE_SECONDS = 60;
/** Clients show two lines or three of either. */
const TITLE_UNITS = 150;
const DESCRIPTION_UNITS = 200;

/** Behind ?start= of the button that leads into the bot. */
const START = 'inline';

/**
 * Answers a question that somebody types behind the bot's name in some chat: a topic's newest stories, what its words find, or the latest
 * where there are none. Whoever asks is not known to the bot by it: nothing is written. A question that Telegram no longer waits for
 * is no failure.
 */
export async function answerInline(ctx: Context, app: App, now: number): Promise<void> {
  const asked = ctx.inlineQuery;
  if (asked === undefined) return;
  const page = /^[1-9]$/u.test(asked.offset) ? Number(asked.offset) : 0;
  const from = page * CARDS;
  const stories =
    page < PAGES ? await storiesFor(ctx.me.username, asked.query, { app, limit: from + CARDS + 1, now }) : [];
  const shown = stories.slice(from, from + CARDS);
  const more = stories.length > from + CARDS && page + 1 < PAGES;
  const view = { zone: app.defaultZone, now, digits: 'latn' } as const;
  try {
    await ctx.answerInlineQuery(
      shown.map((story) => cardOf(story, ctx.me.username, view)),
      {
        cache_time: CACHE_SECONDS,
        is_personal: false,
        next_offset: more ? String(page + 1) : '',
        ...(stories.length === 0 ? { button: { text: labels.openBot, start_parameter: START } } : {}),
      },
    );
  } catch (error) {
    if (!(error instanceof GrammyError) || !/query is too old|QUERY_ID_INVALID/u.test(error.description))
      throw error;
  }
}

/** What the words ask for, at most `limit` stories. */
async function storiesFor(
  username: string,
  text: string,
  { app, limit, now }: { readonly app: App; readonly limit: number; readonly now: number },
): Promise<readonly Story[]> {
  const asked = wordsIn(text, username);
  if (asked === undefined) return listed(app.stories, { topic: undefined, limit }, now);
  const named = isQuery(asked) ? undefined : findTopic(asked);
  if (named?.kind === 'exact') return listed(app.stories, { topic: named.topic.slug, limit }, now);
  const found = await findStories(app.stories, asked, limit);
  if (found.kind === 'found') return found.stories;
  // A name that is not typed to its end is a slip of it.
  if (named?.kind === 'near') return listed(app.stories, { topic: named.topic.slug, limit }, now);
  return found.kind === 'mended' ? found.stories : [];
}

/** The words to look for; undefined for the latest news. */
function wordsIn(text: string, username: string): string | undefined {
  const request = readRequest(text, username);
  if (request.kind === 'words') return request.words;
  if (request.kind !== 'command') return lineOf(text) === '' ? undefined : lineOf(text);
  if (request.name === 'latest') return undefined;
  return request.argument === '' ? lineOf(text) : request.argument;
}

function cardOf(
  story: Story,
  username: string,
  view: { readonly zone: string; readonly now: number; readonly digits: 'latn' },
): InlineQueryResultArticle {
  const { story: fit, headline = words.hard } = unasked(story);
  return {
    type: 'article',
    id: `story_${story.id}`,
    title: rightToLeft(oneLine(headline, TITLE_UNITS)),
    description: rightToLeft(oneLine(fit.sentences[0]?.text ?? words.allOfIt, DESCRIPTION_UNITS)),
    input_message_content: {
      message_text: messageOf(story, username, view),
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    },
  };
}

/** The story with its outlets, and the way to all of it. */
function messageOf(
  story: Story,
  username: string,
  view: { readonly zone: string; readonly now: number; readonly digits: 'latn' },
): string {
  const way = link(words.allOfIt, `https://t.me/${username}?start=story_${story.id}`);
  let detail: Detail | undefined = 'short';
  let html = '';
  for (; detail !== undefined; detail = LESS[detail]) {
    html = rtlLines(`${renderStory(story, undefined, { ...view, detail })}\n${way}`);
    if (fits(html)) break;
  }
  return html;
}
