/** Stories and digests → Telegram's HTML, as messages within its limits. */

import { lastAsked } from '../arabic/kept.ts';
import { fold } from '../arabic/normalize.ts';
import { counted } from '../arabic/plurals.ts';
import { terms } from '../arabic/words.ts';
import { joinedByWaw } from '../briefs/sentence.ts';
import { wordsOf } from '../briefs/word.ts';
import type { Digest, DigestButton, DigestPart, Reminder } from '../digests/digest.ts';
import { voice } from '../news/article.ts';
import type { BriefSentence, Difference, Story, StoryArticle } from '../stories/story.ts';
import { topicBySlug } from '../topics/catalogue.ts';
import {
  dayAndClock,
  dayAndMonth,
  fromArchive,
  isDayAlone,
  publishedDay,
  publishedWhen,
  weekdayOf,
  zoneWords,
} from './dates.ts';
import { contradictionLine, courseLine } from './differences.ts';
import { bold, escapeHtml, link, oneLine, outside, outsideName, rtl, safeUrl, timeTag } from './html.ts';
import { settingsButton, shareButton } from './keyboards.ts';
import { nouns, words } from './messages.ts';
import { type Block, pack } from './pack.ts';

/** What one story may show at most, in UTF-16 units or pieces: with all of it a story fits a message. */
const HEADLINE_UNITS = 300;
const SENTENCE_UNITS = 500;
const SENTENCES = 3;
const BEFORE_UNITS = 300;
const DIFFERENCES = 2;
const NAMED_SOURCES = 5;

/** خبر واحد، خبران، 3 أخبار; with `more` than are shown «أحدث 5 أخبار». */
export function countedStories(count: number, more = false): string {
  const stories = counted(count, nouns.story);
  return more ? words.newest(stories) : stories;
}

export type StoryView = {
  readonly zone: string;
  readonly now: number;
  /** short: one sentence, the others in the fold; full: the whole brief. */
  readonly detail: 'short' | 'full';
  /** That the stories bear no date was said above them. */
  readonly undated?: boolean;
};

/** One voice's article, as it stands in the source line. */
type Named = { readonly article: StoryArticle; readonly html: string };

function articleOf(story: Story, id: number): StoryArticle | undefined {
  return story.articles.find((article) => article.id === id);
}

function publisherLink(article: StoryArticle | undefined): string | undefined {
  const name = outsideName(article?.publisher ?? '');
  return name === '' ? undefined : link(name, article?.url);
}

/** One article for each voice: that of the text first, then by time; those whose outlet is known stand before the others. */
function voices(story: Story, text: StoryArticle | undefined): readonly Named[] {
  const first = new Map<string, StoryArticle>();
  for (const article of text === undefined ? story.articles : [text, ...story.articles]) {
    const known = first.get(voice(article));
    if (known === undefined || (known.publisher === undefined && article.publisher !== undefined))
      first.set(voice(article), article);
  }
  const all = [...first.values()];
  const known = all.filter((article) => article.publisher !== undefined);
  const unknown = all.filter((article) => article.publisher === undefined);
  return [...known, ...unknown].map((article) => ({
    article,
    html: publisherLink(article) ?? unnamed(article),
  }));
}

function unnamed({ author, url }: StoryArticle): string {
  const name = outsideName(author ?? '');
  return link(words.storyBy(name === '' ? undefined : name), url);
}

/** « · الاثنين 17:48»: when the article of the words shown was published, else the story. */
function when(story: Story, text: StoryArticle | undefined, view: StoryView): string {
  const at = text?.publishedAt ?? story.publishedAt;
  if (at === undefined) return view.undated === true ? '' : ` · ${words.undated}`;
  const dated =
    text?.publishedAt === undefined ? story.articles.find(({ publishedAt }) => publishedAt === at) : text;
  const shown = isDayAlone(dated?.published)
    ? publishedDay(at, view.zone, view.now)
    : timeTag(publishedWhen(at, view.zone, view.now), at);
  return fromArchive(at, view.now) ? ` · ${words.archive} · ${shown}` : ` · ${shown}`;
}

/**
 * «مصدران: RT (النص)، سكاي نيوز عربية · الاثنين 17:48», with other words where the outlets have the news from one origin;
 * `marksText` when the words shown are all one outlet's.
 */
function sourceLine(
  story: Story,
  text: StoryArticle | undefined,
  view: StoryView,
  marksText: boolean,
): string {
  const all = voices(story, text);
  const only = all[0];
  const origin = story.origin === undefined ? '' : ` · ${words.origin(outsideName(story.origin))}`;
  const time = `${origin}${when(story, text, view)}`;
  if (only === undefined) return words.noPublisher + time;
  if (all.length === 1) {
    return only.article.publisher === undefined && only.article.author === undefined
      ? `${bold(words.onlySource)}، ${link(words.noPublisher, only.article.url)}${time}`
      : `${bold(`${words.onlySource}:`)} ${only.html}${time}`;
  }
  const names = all.slice(0, NAMED_SOURCES).map(({ article, html }, index) => {
    if (index > 0 && article.publisher === undefined) return `و${html}`;
    return marksText && article === text ? `${html} ${words.textMark}` : html;
  });
  if (all.length > names.length) names.push(words.andOthers);
  const outlets =
    story.voices === 1
      ? `${bold(words.onlySource)}، ${words.publishedIn}`
      : `${counted(all.length, nouns.source)}:`;
  return `${outlets} ${names.join('، ')}${time}`;
}

/** The headline with what must be known before reading on: a sample, an opinion and whose. */
function headline(story: Story, number: number): string {
  const marks: string[] = [];
  if (story.sample) marks.push(words.sample);
  const kind = words.kinds[story.kind];
  if (kind !== undefined) {
    const author = articleOf(story, story.headlineArticleId)?.author;
    marks.push(story.kind === 'opinion' && author !== undefined ? `${kind} · ${outsideName(author)}` : kind);
  }
  const text = outside(story.headline, HEADLINE_UNITS);
  // «2. 3 قتلى» would read as 2.3.
  const numbered = /^\p{Nd}/u.test(text) ? `${number} – ${text}` : `${number}. ${text}`;
  return rtl(`${bold(numbered)}${marks.length > 0 ? ` (${marks.join('، ')})` : ''}`);
}

const sameWords = (one: string, other: string): boolean =>
  terms(one).join(' ') === terms(other).join(' ') && fold(one).length > 0;

/** What was rendered last: at one moment a story stands in the digests of many chats. */
const rendered = lastAsked<string, { readonly story: Story; readonly html: string }>(4_000);

/** One story as a block of lines. Within Telegram's limits whatever its texts hold. */
export function renderStory(story: Story, number: number, view: StoryView): string {
  const key = `${story.id} ${number} ${view.zone} ${view.now} ${view.detail} ${view.undated ?? false}`;
  return rendered(
    key,
    // Another object may be a later state of it.
    (known) => known.story === story,
    () => ({ story, html: writeStory(story, number, view) }),
  ).html;
}

/** A sentence that opens a line of its own, without the و that joins it to one which does not stand right before it. */
function unjoined(sentence: BriefSentence): BriefSentence {
  const [first] = wordsOf(sentence.text.slice(0, FIRST_WORD));
  return joinedByWaw(first) ? { ...sentence, text: sentence.text.slice(1) } : sentence;
}

/** Units of a sentence in which its first word stands. */
const FIRST_WORD = 60;

function writeStory(story: Story, number: number, view: StoryView): string {
  const told = story.sentences
    .filter((sentence) => !sameWords(sentence.text, story.headline))
    .slice(0, SENTENCES);
  const text = articleOf(story, told[0]?.articleId ?? story.headlineArticleId);
  const shown = view.detail === 'full' ? told : told.slice(0, 1);
  const folded = view.detail === 'full' ? [] : told.slice(1);
  const mixed = new Set(shown.map((sentence) => teller(story, sentence))).size > 1;
  const lines = [headline(story, number)];
  if (mixed) lines.push(...shown.map((sentence) => attributed(story, sentence)));
  else if (shown.length > 0)
    lines.push(rtl(shown.map((sentence) => outside(sentence.text, SENTENCE_UNITS)).join(' ')));
  const differs = (kind: Difference['kind'], named: boolean) =>
    story.differences
      .filter((one) => one.kind === kind && (one.subject === 'name') === named)
      .slice(0, DIFFERENCES);
  lines.push(...differs('contradiction', false).map((one) => contradictionLine(story, one, view)));
  lines.push(sourceLine(story, text, view, !mixed && shown.length > 0));
  const fold = [
    ...more(story, folded),
    ...differs('contradiction', true).map((one) => contradictionLine(story, one, view)),
    ...beforehand(story),
    ...differs('course', false).map((one, index) => courseLine(story, one, { ...view, first: index === 0 })),
  ];
  if (fold.length > 0) lines.push(`<blockquote expandable>${fold.join('\n')}</blockquote>`);
  return lines.join('\n');
}

/** The sentences of the fold, each with its outlet. */
function more(story: Story, folded: readonly BriefSentence[]): string[] {
  return folded.map((sentence, index) => {
    const previous = folded[index - 1];
    const apart = previous === undefined || teller(story, previous) !== teller(story, sentence);
    const row = attributed(story, apart ? unjoined(sentence) : sentence);
    return index === 0 ? `${bold(words.more)} ${row}` : row;
  });
}

/** Meetings, as a preview names them. */
const MEETING = /(?:لقاء|يلتقي|تلتقي|اجتماع|يجتمع|تجتمع|محادثات|مباحثات|قمة)/u;

/** What was told beforehand of what the story reports. */
function beforehand(story: Story): string[] {
  const [sentence] = story.before;
  if (sentence === undefined) return [];
  const about = `${articleOf(story, sentence.articleId)?.title ?? ''} ${sentence.text}`;
  const label = MEETING.test(about) ? words.beforeMeeting : words.before;
  return [`${bold(label)} ${attributed(story, { ...sentence, text: oneLine(sentence.text, BEFORE_UNITS) })}`];
}

/** Whose words a sentence is: articles without an outlet are each on their own. */
function teller(story: Story, { articleId }: BriefSentence): string {
  return articleOf(story, articleId)?.publisher ?? `#${articleId}`;
}

function attributed(story: Story, sentence: BriefSentence): string {
  const article = articleOf(story, sentence.articleId);
  const name =
    publisherLink(article) ?? (article?.author === undefined ? undefined : outsideName(article.author));
  return rtl(`${outside(sentence.text, SENTENCE_UNITS)}${name === undefined ? '' : ` (${name})`}`);
}

/** Answers to /latest, /topic and /search: a title line, then stories numbered from `from` on. Cut between stories. */
export function renderStories(options: {
  /** HTML. */
  readonly title: string;
  readonly stories: readonly Story[];
  readonly from: number;
  readonly view: StoryView;
}): readonly string[] {
  const blocks = options.stories.map(
    (story, index): Block => ({
      heading: undefined,
      html: renderStory(story, options.from + index, options.view),
      gap: '\n\n',
      storyIds: [story.id],
      reminderIds: [],
    }),
  );
  return pack({ head: options.title, nextHead: undefined, blocks, tail: undefined }).map(({ html }) => html);
}

/** Header lines end before the first ~35 characters of a notification do. */
const HEADER_UNITS = 35;

/** نشرة الصباح، نشرة الظهيرة، نشرة المساء، نشرة الليل: by the hour of HH:MM. */
export function digestName(localTime: string): string {
  const hour = Number(localTime.slice(0, 2));
  if (hour < 4 || hour >= 22) return words.digests.night;
  if (hour < 12) return words.digests.morning;
  return hour < 16 ? words.digests.noon : words.digests.evening;
}

/** 1 يوليو of a YYYY-MM-DD. */
function dateOf(localDate: string, zone: string): string {
  const [, month, day] = localDate.split('-').map(Number);
  return dayAndMonth({ day: day ?? 1, month: month ?? 1 }, zone);
}

function header(digest: Digest, preview: boolean): string {
  const name = digestName(digest.moment.localTime);
  const date = dateOf(digest.moment.localDate, digest.zone);
  const weekday = weekdayOf(digest.moment.localDate);
  const title = preview ? words.preview(name) : name;
  const fits = (line: string): boolean => line.length <= HEADER_UNITS;
  if (fits(`${title} · ${weekday} ${date}`)) return `${bold(title)} · ${weekday} ${date}`;
  return `${bold(preview && !fits(`${title} · ${date}`) ? words.previewAlone : title)} · ${date}`;
}

/** «النشرة التالية: الثلاثاء 7:30 م بتوقيت القاهرة». */
function nextLine(digest: Digest): string | undefined {
  if (digest.next === undefined) return undefined;
  return words.next(dayAndClock(digest.next.at, digest.zone), escapeHtml(zoneWords(digest.zone)));
}

/** «الاثنين»; when that may be taken for this week's, «الاثنين 23 نوفمبر». */
function dayOf(localDate: string, digest: Digest): string {
  const weekday = weekdayOf(localDate);
  const days = (Date.parse(digest.moment.localDate) - Date.parse(localDate)) / 86_400_000;
  return days < 7 ? weekday : `${weekday} ${dateOf(localDate, digest.zone)}`;
}

function reminderBlock({ story, digest: missed }: Reminder, digest: Digest): Block {
  const article = articleOf(story, story.headlineArticleId);
  const url = [article, ...story.articles].map((one) => safeUrl(one?.url)).find((one) => one !== undefined);
  return {
    heading: bold(words.missed(dayOf(missed.localDate, digest))),
    html: rtl(link(outside(story.headline, HEADLINE_UNITS), url)),
    gap: '\n',
    storyIds: [],
    reminderIds: [story.id],
  };
}

/**
 * A digest as messages. Topic headings stand when it holds two topics or more, each topic's stories together; the last message says
 * when the next digest comes. `preview` says in the header that this one was only asked for.
 */
export function renderDigest(
  digest: Digest,
  options: { readonly preview?: boolean; readonly username?: string | undefined } = {},
): readonly DigestPart[] {
  const preview = options.preview ?? false;
  const topics = [...new Set(digest.items.map((item) => item.topic))];
  const view: StoryView = { zone: digest.zone, now: digest.moment.at, detail: 'short' };
  let number = 0;
  const told = topics.flatMap((topic) =>
    digest.items
      .filter((item) => item.topic === topic)
      .map(({ story }): Block => {
        number += 1;
        return {
          heading: topics.length > 1 ? bold(escapeHtml(topicBySlug(topic)?.name ?? topic)) : undefined,
          html: renderStory(story, number, view),
          gap: '\n\n',
          storyIds: [story.id],
          reminderIds: [],
        };
      }),
  );
  const head = header(digest, preview);
  const messages = pack({
    head: number === 0 ? head : `${head}\n${countedStories(number)}`,
    nextHead: bold(words.continued(digestName(digest.moment.localTime))),
    blocks: [...told, ...digest.reminders.map((reminder) => reminderBlock(reminder, digest))],
    tail: preview ? undefined : nextLine(digest),
  });
  return messages.map((message, index) => ({
    ...message,
    buttons: index === messages.length - 1 ? digestButtons(digest, options.username) : [],
  }));
}

/** Channels get links only: a tap there would be one reader's. */
function digestButtons(digest: Digest, username: string | undefined): readonly (readonly DigestButton[])[] {
  const share = username === undefined ? [] : [shareButton(username)];
  const row = digest.chat.kind === 'channel' ? share : [...share, settingsButton()];
  return row.length === 0 ? [] : [row];
}
