/** A story in a list or a digest → a block of HTML, and a list that fits one message. */

import { lastAsked } from '../arabic/kept.ts';
import { unasked } from '../briefs/unasked.ts';
import { sidesOf } from '../stories/sides.ts';
import type { Story } from '../stories/story.ts';
import type { View } from './dates.ts';
import { contradictionLine, courseLine } from './differences.ts';
import { words } from './messages.ts';
import { fits } from './pack.ts';
import {
  articleOf,
  beforehandLine,
  deniedLines,
  differencesOf,
  headlineLine,
  isMixed,
  moreLines,
  numberBefore,
  sameWords,
  sentenceLines,
  sourceLine,
} from './story-lines.ts';

/** Sentences of a story in a list; all stand in its own view. */
const SENTENCES = 3;
/** Of what was denied. */
const DENIED = 1;

/** How much of a story a list shows. bare: its headline; flash: and its outlets; short: and one sentence, the others in the fold; full: the
 * whole brief. */
export type Detail = 'bare' | 'flash' | 'short' | 'full';

/** How a story is shown in a list. */
export type StoryView = View & {
  readonly detail: Detail;
  /** That the stories bear no date was said above them. */
  readonly undated?: boolean;
  /** The list stands in the order in which its stories began. */
  readonly ordered?: boolean;
  /** No button opens a story here, as in channels. */
  readonly linksOnly?: boolean;
};

/** What was rendered last: at one moment a story stands in the digests of many chats. */
const rendered = lastAsked<string, { readonly story: Story; readonly html: string }>(4_000);

/**
 * One story of a list, or by itself without a number, as a block of lines, without what nobody should meet unasked. Within Telegram's
 * limits whatever its texts hold.
 */
export function renderStory(story: Story, number: number | undefined, view: StoryView): string {
  const key = `${story.id} ${number} ${view.zone} ${view.now} ${view.digits} ${view.detail} ${view.undated ?? false} ${view.ordered ?? false} ${view.linksOnly ?? false}`;
  return rendered(
    key,
    // Another object may be a later state of it.
    (known) => known.story === story,
    () => ({ story, html: writeStory(story, number, view) }),
  ).html;
}

function writeStory(given: Story, number: number | undefined, view: StoryView): string {
  const { story: whole, headline, hides } = unasked(given);
  // What is denied is no more of the denial, and who told it does not deny it.
  const { denying: story, denied } = sidesOf(whole) ?? { denying: whole, denied: [] };
  const told = story.sentences
    .filter((sentence) => !sameWords(sentence.text, headline ?? ''))
    .slice(0, SENTENCES);
  const text = headline ?? words.hard;
  const before = number === undefined ? '' : numberBefore(number, text, view);
  const lines = [headlineLine(story, { before, text })];
  if (view.detail === 'bare') return lines.join('\n');
  const shown = view.detail === 'flash' ? [] : view.detail === 'full' ? told : told.slice(0, 1);
  const folded = view.detail === 'short' ? told.slice(1) : [];
  lines.push(...sentenceLines(story, shown));
  const one = articleOf(story, shown[0]?.articleId ?? story.headlineArticleId);
  const marksText = shown.length > 0 && !isMixed(story, shown);
  const sources = sourceLine(story, one, { ...view, marksText });
  if (view.detail === 'flash') return [...lines, sources].join('\n');
  if (hides) lines.push(view.linksOnly === true ? words.hiddenInSource : words.hidden);
  lines.push(
    ...differencesOf(story, 'contradiction', false).map((different) =>
      contradictionLine(story, different, view),
    ),
    sources,
  );
  const fold = [
    ...moreLines(story, folded),
    ...deniedLines(whole, denied.slice(0, DENIED)),
    ...differencesOf(story, 'contradiction', true).map((different) =>
      contradictionLine(story, different, view),
    ),
    ...beforehandLine(story),
    ...differencesOf(story, 'course', false).map((different, index) =>
      courseLine(story, different, { ...view, first: index === 0 }),
    ),
  ];
  if (fold.length > 0) lines.push(`<blockquote expandable>${fold.join('\n')}</blockquote>`);
  return lines.join('\n');
}

/** Less and less of a story, until all of a list fits one message. */
export const LESS: Readonly<Record<Detail, Detail | undefined>> = {
  full: 'short',
  short: 'flash',
  flash: 'bare',
  bare: undefined,
};

/**
 * An answer's page as one message: a title (HTML), then stories numbered from `from` on. Where they do not fit with the detail
 * asked for, the last ones show less; a tap shows all of each.
 */
export function renderPage(options: {
  readonly title: string;
  readonly stories: readonly Story[];
  readonly from: number;
  readonly view: StoryView;
}): string {
  const { title, stories, from, view } = options;
  const block = (story: Story, index: number, detail: Detail): string =>
    renderStory(story, from + index, { ...view, detail });
  let detail = view.detail;
  for (let less = LESS[detail]; less !== undefined; less = LESS[detail]) {
    for (let whole = stories.length; whole > 0; whole -= 1) {
      const blocks = stories.map((story, index) =>
        block(story, index, index < whole ? detail : (less ?? detail)),
      );
      if (fits(title, ...blocks)) return [title, ...blocks].join('\n\n');
    }
    detail = less;
  }
  return [title, ...stories.map((story, index) => block(story, index, 'bare'))].join('\n\n');
}
