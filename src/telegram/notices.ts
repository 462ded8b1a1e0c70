/** Messages about one story that are sent at once: breaking news, what is new in a told story, and that a told one was denied or corrected. */

import { unasked } from '../briefs/unasked.ts';
import type { DigestPart, Reminder } from '../digests/digest.ts';
import type { BriefSentence, Difference, Story } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { localTime, type View } from './dates.ts';
import { contradictionLine, courseLine } from './differences.ts';
import { bold, footerLines, outside, outsideName, rtl } from './html.ts';
import { words } from './messages.ts';
import type { Place } from './places.ts';
import { reminderBlock } from './render.ts';
import { noticeRow } from './story-buttons.ts';
import {
  articleOf,
  attributed,
  HEADLINE_UNITS,
  headlineLine,
  isMixed,
  sameWords,
  sentenceLines,
  sourceLine,
} from './story-lines.ts';

/** For whom, and when. */
export type NoticeView = {
  readonly chat: Pick<Chat, 'kind' | 'settings'>;
  /** IANA zone. */
  readonly zone: string;
  /** Epoch ms. */
  readonly now: number;
  /** The bot's own name, for links; undefined while it is not known. */
  readonly username?: string | undefined;
};

function viewOf({ chat, zone, now }: NoticeView): View {
  return { zone, now, digits: chat.settings.digits };
}

/** What a channel's owner wants under each message. */
function footerOf({ kind, settings: { footer } }: NoticeView['chat']): readonly string[] {
  return kind === 'channel' && footer !== undefined ? ['', ...footerLines(footer)] : [];
}

function part(story: Story, lines: readonly string[], place: Place, view: NoticeView): DigestPart {
  const { chat } = view;
  return {
    html: [...lines, ...footerOf(chat)].join('\n'),
    buttons: rowUnder(story, place, view),
    storyIds: [story.id],
    reminderIds: [],
  };
}

function rowUnder({ id }: Story, place: Place, { chat, username }: NoticeView): DigestPart['buttons'] {
  return noticeRow(id, place, { kind: chat.kind, language: chat.settings.language, username });
}

/** The first sentence that the headline does not say, and the source line. */
function leadAndSources(story: Story, headline: string, view: View): string[] {
  const lead = story.sentences.filter(({ text }) => !sameWords(text, headline)).slice(0, 1);
  const text = articleOf(story, lead[0]?.articleId ?? story.headlineArticleId);
  const marksText = lead.length > 0 && !isMixed(story, lead);
  return [...sentenceLines(story, lead), sourceLine(story, text, { ...view, marksText })];
}

/** «خبر عاجل: …» with one sentence and its outlets. Nothing in it that nobody should meet unasked. */
export function renderBreaking(given: Story, view: NoticeView): DigestPart {
  const { story, headline = words.hard } = unasked(given);
  const lines = [
    headlineLine(story, { before: words.breaking, text: headline }),
    ...leadAndSources(story, headline, viewOf(view)),
  ];
  return part(story, lines, { kind: 'breaking', storyId: story.id }, view);
}

/** What is new in a story that the chat was told. */
export type News = {
  /** Numbers that grew, or that outlets now contradict. */
  readonly differences?: readonly Difference[];
  /** An outcome. */
  readonly sentence?: BriefSentence;
};

/** «جديد الخبر: …»: the headline as it is now, a line for what is new, and the outlets. Meant as a reply to the message that told the story. */
export function renderUpdate(given: Story, news: News, view: NoticeView): DigestPart {
  const { story, headline = words.hard } = unasked(given);
  const at = viewOf(view);
  const text = articleOf(story, news.sentence?.articleId ?? story.headlineArticleId);
  const lines = [
    headlineLine(story, { before: words.update, text: headline }),
    ...(news.differences ?? []).map((one) =>
      one.kind === 'course'
        ? courseLine(story, one, { ...at, first: false })
        : contradictionLine(story, one, at),
    ),
    ...(news.sentence === undefined || sameWords(news.sentence.text, headline)
      ? []
      : [attributed(story, news.sentence)]),
    sourceLine(story, text, { ...at, marksText: false }),
  ];
  return part(story, lines, { kind: 'none' }, view);
}

/**
 * «تصحيح: …»: a story that denies or corrects what the chat was told. `told` is the headline the chat read; `by` the outlet that corrects
 * itself, undefined where somebody else denies. Meant as a reply to the message that told it.
 */
export function renderDenial(
  given: Story,
  about: { readonly told: string; readonly by?: string | undefined },
  view: NoticeView,
): DigestPart {
  const { story, headline = words.hard } = unasked(given);
  const by = outsideName(about.by ?? '');
  const lines = [
    headlineLine(story, { before: by === '' ? words.correction : words.correctionOf(by), text: headline }),
    ...leadAndSources(story, headline, viewOf(view)),
    rtl(`${bold(words.toldBefore)} ${outside(about.told, HEADLINE_UNITS)}`),
  ];
  return part(story, lines, { kind: 'none' }, view);
}

/** «ربما لم تصلك يوم الاثنين:» and the headlines, those of one day under one heading. Headlines alone: most of them did arrive. */
export function renderReminders(reminders: readonly Reminder[], view: NoticeView): DigestPart {
  const { chat, zone, now } = view;
  const { year, month, day } = localTime(now, zone);
  const localDate = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
  const blocks = reminders.map((one) => reminderBlock(one, { chat, zone, moment: { localDate } }));
  const lines = blocks.flatMap(({ heading, html }, index) => {
    const isHeaded = heading === undefined || heading === blocks[index - 1]?.heading;
    return isHeaded ? [html] : [heading, html];
  });
  const [only, ...others] = reminders;
  return {
    html: [...lines, ...footerOf(chat)].join('\n'),
    buttons: only === undefined || others.length > 0 ? [] : rowUnder(only.story, { kind: 'none' }, view),
    storyIds: [],
    reminderIds: reminders.map(({ story }) => story.id),
  };
}
