/** The lines that a story is told in: headline, sentences, outlets, times. */
import { inDigits } from '../arabic/digits.ts';
import { fold } from '../arabic/normalize.ts';
import { counted } from '../arabic/plurals.ts';
import { terms } from '../arabic/words.ts';
import { joinedByWaw } from '../briefs/sentence.ts';
import { wordsOf } from '../briefs/word.ts';
import { voice } from '../news/article.ts';
import { isHedged } from '../stories/hedged.ts';
import type { BriefSentence, Difference, Story, StoryArticle } from '../stories/story.ts';
import {
  clockAt,
  fromArchive,
  isDayAlone,
  localTime,
  publishedDay,
  publishedWhen,
  type View,
} from './dates.ts';
import { bold, link, oneLine, outside, outsideName, rtl, timeTag } from './html.ts';
import { nouns, words } from './messages.ts';

/** What one story may show at most, in UTF-16 units or pieces: with all of it a story fits a message. */
export const HEADLINE_UNITS = 300;
const SENTENCE_UNITS = 500;
const BEFORE_UNITS = 300;
const DIFFERENCES = 2;
const NAMED_SOURCES = 5;

/** One voice's article, as it stands in the source line. */
type Named = { readonly article: StoryArticle; readonly html: string };

/** The story's article of this id. */
export function articleOf(story: Story, id: number): StoryArticle | undefined {
  return story.articles.find((article) => article.id === id);
}

function publisherLink(article: StoryArticle | undefined): string | undefined {
  const name = outsideName(article?.publisher ?? '');
  return name === '' ? undefined : link(name, article?.url);
}

/** An article by its outlet, or what is known of it, linked. */
export function articleLink(article: StoryArticle): string {
  return publisherLink(article) ?? unnamed(article);
}

function unnamed({ author, url }: StoryArticle): string {
  const name = outsideName(author ?? '');
  return link(words.storyBy(name === '' ? undefined : name), url);
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
  return [...known, ...unknown].map((article) => ({ article, html: articleLink(article) }));
}

/** «الاثنين 17:48» of a publication, which a tap shows in the reader's own time; the day where no hour is known. */
export function shownTime(at: number, published: string | undefined, view: View): string {
  const { zone, now, digits } = view;
  return isDayAlone(published)
    ? inDigits(publishedDay(at, zone, now), digits)
    : timeTag(inDigits(publishedWhen(at, zone, now), digits), at);
}

/** « · الاثنين 17:48»: when the article of the words shown was published, else the story; `ordered` also when the story began. */
function when(
  story: Story,
  text: StoryArticle | undefined,
  view: View & { readonly undated?: boolean; readonly ordered?: boolean },
): string {
  const at = text?.publishedAt ?? story.publishedAt;
  if (at === undefined) return view.undated === true ? '' : ` · ${words.undated}`;
  const dated =
    text?.publishedAt === undefined ? story.articles.find(({ publishedAt }) => publishedAt === at) : text;
  const shown = span(story, { at, published: dated?.published }, view);
  return fromArchive(at, view.now) ? ` · ${words.archive} · ${shown}` : ` · ${shown}`;
}

/** What outlets tell within so many ms is told at one time. */
const AT_ONCE = 30 * 60_000;

/** «الاثنين 17:48»; in lists that stand in the order in which stories began «الأحد 13:00 – الاثنين 17:48», or «الاثنين 13:00 – 17:48». */
function span(
  { publishedAt: from, articles }: Story,
  text: { readonly at: number; readonly published: string | undefined },
  view: View & { readonly ordered?: boolean },
): string {
  const { at, published } = text;
  const shown = shownTime(at, published, view);
  if (view.ordered !== true || from === undefined || at - from < AT_ONCE) return shown;
  const first = articles.find(({ publishedAt }) => publishedAt === from);
  const began = shownTime(from, first?.published, view);
  if (!sameDay(from, at, view.zone)) return `${began} – ${shown}`;
  if (isDayAlone(published) || isDayAlone(first?.published)) return shown;
  return `${began} – ${timeTag(inDigits(clockAt(at, view.zone), view.digits), at)}`;
}

function sameDay(one: number, other: number, zone: string): boolean {
  const [a, b] = [localTime(one, zone), localTime(other, zone)];
  return a.day === b.day && a.month === b.month && a.year === b.year;
}

/** « · أصل الخبر: رويترز», where its outlets name one. */
function originOf(story: Story): string {
  return story.origin === undefined ? '' : ` · ${words.origin(outsideName(story.origin))}`;
}

/** «3 مصادر»; in the digits of the view. */
export function countedSources(count: number, view: View): string {
  return inDigits(counted(count, nouns.source), view.digits);
}

/**
 * «مصدران: RT (النص)، سكاي نيوز عربية · الاثنين 17:48», with other words where the outlets have the news from one origin;
 * `marksText` when the words shown are all one outlet's.
 */
export function sourceLine(
  story: Story,
  text: StoryArticle | undefined,
  view: View & { readonly undated?: boolean; readonly ordered?: boolean; readonly marksText: boolean },
): string {
  const all = voices(story, text);
  const only = all[0];
  const time = `${originOf(story)}${when(story, text, view)}`;
  if (only === undefined) return words.noPublisher + time;
  if (all.length === 1) {
    return only.article.publisher === undefined && only.article.author === undefined
      ? `${bold(words.onlySource)}، ${link(words.noPublisher, only.article.url)}${time}`
      : `${bold(`${words.onlySource}:`)} ${only.html}${time}`;
  }
  const names = all.slice(0, NAMED_SOURCES).map(({ article, html }, index) => {
    if (index > 0 && article.publisher === undefined) return `و${html}`;
    return view.marksText && article === text ? `${html} ${words.textMark}` : html;
  });
  if (all.length > names.length) names.push(words.andOthers);
  const outlets =
    story.voices === 1
      ? `${bold(words.onlySource)}، ${words.publishedIn}`
      : `${countedSources(all.length, view)}:`;
  return `${outlets} ${names.join('، ')}${time}`;
}

/** What must be known before reading on, behind the headline: a sample, an opinion and whose, hearsay. */
function marks(story: Story): string {
  const all: string[] = [];
  if (story.sample) all.push(words.sample);
  const kind = words.kinds[story.kind];
  if (kind !== undefined) {
    const author = articleOf(story, story.headlineArticleId)?.author;
    all.push(story.kind === 'opinion' && author !== undefined ? `${kind} · ${outsideName(author)}` : kind);
  }
  if (isHedged(story)) all.push(words.unconfirmed);
  return all.length === 0 ? '' : ` (${all.join('، ')})`;
}

/** The headline as a line; `before` stands in front of it: its number, or what kind of message this is. `text` when it is not the story's own. */
export function headlineLine(
  story: Story,
  { before = '', text = story.headline }: { readonly before?: string; readonly text?: string } = {},
): string {
  return rtl(`${bold(before + outside(text, HEADLINE_UNITS))}${marks(story)}`);
}

/** «2. » before a headline; before one that begins with a number «2 – », since «2. 3 قتلى» would read as 2.3. */
export function numberBefore(number: number, headline: string, view: View): string {
  return inDigits(/^[^\p{L}\p{N}]*\p{Nd}/u.test(headline) ? `${number} – ` : `${number}. `, view.digits);
}

/** Units of a sentence that are compared: more of it is not shown. */
const COMPARED = 2 * SENTENCE_UNITS;

/** Whether a sentence says no more than the headline. */
export function sameWords(one: string, other: string): boolean {
  const [first, second] = [one.slice(0, COMPARED), other.slice(0, COMPARED)];
  return terms(first).join(' ') === terms(second).join(' ') && fold(first).length > 0;
}

/** A sentence that opens a line of its own, without the و that joins it to one which does not stand right before it. */
function unjoined(sentence: BriefSentence): BriefSentence {
  const [first] = wordsOf(sentence.text.slice(0, FIRST_WORD));
  const joined = joinedByWaw(first) || AND_HAMZA.test(sentence.text);
  return joined ? { ...sentence, text: sentence.text.slice(1) } : sentence;
}

/** «وأصغر المشاركين»: words that begin so are no others. */
const AND_HAMZA = /^و[أإآ](?!د(?!\p{L}))\p{L}{2}/u;

/** Units of a sentence in which its first word stands. */
const FIRST_WORD = 60;

/** Whose words a sentence is: articles without an outlet are each on their own. */
function teller(story: Story, { articleId }: BriefSentence): string {
  return articleOf(story, articleId)?.publisher ?? `#${articleId}`;
}

/** Whether the sentences are not all one outlet's. */
export function isMixed(story: Story, sentences: readonly BriefSentence[]): boolean {
  return new Set(sentences.map((sentence) => teller(story, sentence))).size > 1;
}

/** Each sentence with its outlet, in a line of its own; without the و that would join it to what does not stand right before it there. */
function apart(story: Story, sentences: readonly BriefSentence[], first: 'joined' | 'apart'): string[] {
  return sentences.map((sentence, index) =>
    attributed(story, index === 0 && first === 'joined' ? sentence : unjoined(sentence)),
  );
}

/** Whether a number that begins a text would be drawn to the foreign word before it («… CNN. 33 …» as one run from left to right). */
function joinsForeign(before: string, text: string): boolean {
  return /[^\P{L}\p{Script=Arabic}]\P{L}*$/u.test(before) && /^\P{L}*\p{Nd}/u.test(text);
}

/** Sentences as a paragraph; each with its outlet, in a line of its own, where outlets mix. */
export function sentenceLines(story: Story, sentences: readonly BriefSentence[]): string[] {
  if (isMixed(story, sentences)) return apart(story, sentences, 'joined');
  if (sentences.length === 0) return [];
  return [
    rtl(
      sentences
        .map((sentence) => outside(sentence.text, SENTENCE_UNITS))
        .reduce((before, text) => `${before} ${joinsForeign(before, text) ? '\u200f' : ''}${text}`),
    ),
  ];
}

/** The sentences of the fold, each with its outlet. */
export function moreLines(story: Story, folded: readonly BriefSentence[]): string[] {
  return apart(story, folded, 'apart').map((row, index) =>
    index === 0 ? `${bold(words.more)} ${row}` : row,
  );
}

/** Meetings, as a preview names them. */
const MEETING = /(?:لقاء|يلتقي|تلتقي|اجتماع|يجتمع|تجتمع|محادثات|مباحثات|قمة)/u;

/** What was told beforehand of what the story reports. */
export function beforehandLine(story: Story): string[] {
  const [sentence] = story.before;
  if (sentence === undefined) return [];
  const about = `${articleOf(story, sentence.articleId)?.title ?? ''} ${sentence.text}`;
  const label = MEETING.test(about) ? words.beforeMeeting : words.before;
  return [`${bold(label)} ${attributed(story, { ...sentence, text: oneLine(sentence.text, BEFORE_UNITS) })}`];
}

/** What outlets told before it was denied, each with its outlet. */
export function deniedLines(story: Story, denied: readonly BriefSentence[]): string[] {
  return apart(story, denied, 'apart').map((row, index) =>
    index === 0 ? `${bold(words.denied)} ${row}` : row,
  );
}

/** A sentence with its outlet behind it. */
export function attributed(story: Story, sentence: BriefSentence): string {
  const article = articleOf(story, sentence.articleId);
  const name =
    publisherLink(article) ?? (article?.author === undefined ? undefined : outsideName(article.author));
  return rtl(`${outside(sentence.text, SENTENCE_UNITS)}${name === undefined ? '' : ` (${name})`}`);
}

/** What outlets tell differently, of one kind; names stand apart from all else. */
export function differencesOf(story: Story, kind: Difference['kind'], named: boolean): readonly Difference[] {
  return story.differences
    .filter((one) => one.kind === kind && (one.subject === 'name') === named)
    .slice(0, DIFFERENCES);
}
