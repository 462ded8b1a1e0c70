/** The sentences of a story's articles, each with what an editor would give for it. */
import { keptFor, lastAsked } from '../arabic/kept.ts';
import { type Article, voice } from '../news/article.ts';
import { telling } from '../stories/terms.ts';
import { type Title, titleOf } from './headline.ts';
import { withoutOccasion } from './occasion.ts';
import { readText, type Sentence } from './sentence.ts';
import { withoutTail } from './trim.ts';
import { isNews, spreadOf, weigh } from './weigh.ts';
import { isFutureVerb } from './word.ts';

/** What of an article a brief is written from. */
export type BriefArticle = Pick<
  Article,
  | 'id'
  | 'title'
  | 'text'
  | 'url'
  | 'publisher'
  | 'house'
  | 'kind'
  | 'published'
  | 'publishedAt'
  | 'firstSeenAt'
> &
  Partial<Pick<Article, 'author' | 'statedSource' | 'signature'>>;

/** An article read for a brief. */
export type Reading = {
  readonly article: BriefArticle;
  readonly sentences: readonly Sentence[];
  /** What any word of its text can be by itself: bits of `IS`. */
  readonly is: number;
  readonly worth: readonly number[];
  readonly title: Title | undefined;
  readonly news: boolean;
  /** Whom it counts as. */
  readonly voice: string;
  /** The first sentence that may stand alone and tells news. */
  readonly lead: Sentence | undefined;
  /** Tells what is yet to happen. */
  readonly preview: boolean;
};

/** A sentence that a brief may tell, with its article as it was read; the more it is worth, the sooner. */
export type Candidate = { readonly sentence: Sentence; readonly reading: Reading; readonly worth: number };

/** Verbs of what is yet to happen, at the head of a sentence, beside those that say so by themselves. */
const WILL_HAPPEN =
  /^[وف]?(?:سوف|[يت](?:لتقي|عقد|نظم|فتتح|ستضيف|نطلق|بدا|زور|صل|وقع|علن|قام|ستعد|عتزم|توجه|جتمع|ستقبل|نعقد))$/u;
const EXPECTED = /^[وف]?من (?:المقرر|المتوقع|المنتظر|المرتقب)$/u;

/** Whether an article that leads with this sentence tells what is yet to happen. */
function announces({ words }: Sentence): boolean {
  const first = words[0]?.folded ?? '';
  const second = words[1]?.folded ?? '';
  return isFutureVerb(first) || WILL_HAPPEN.test(first) || EXPECTED.test(`${first} ${second}`);
}

/** A story's brief is written anew with each article that joins it: so many articles stay read. */
const KEPT = 256;
/** Of longer ones, which are few, no reading is kept. */
const KEPT_SENTENCES = 60;
const kept = lastAsked<BriefArticle['id'], Reading>(
  KEPT,
  ({ sentences }) => sentences.length > KEPT_SENTENCES,
);

/** What a reading depends on. */
const READ_BY = [
  'text',
  'title',
  'publisher',
  'house',
  'kind',
  'published',
  'publishedAt',
  'author',
  'statedSource',
  'signature',
] as const;

/** Reads an article of a story, whose articles are told apart by their ids. */
export function read(article: BriefArticle): Reading {
  return kept(
    article.id,
    (known) => READ_BY.every((field) => known.article[field] === article[field]),
    () => readAnew(article),
  );
}

function readAnew(article: BriefArticle): Reading {
  const { sentences, is } = readText(article.text, article.id, article.publisher);
  const spread = spreadOf(sentences);
  const title = titleOf(article.title, { sentences, spread }, article.publisher);
  const lead = sentences.find((sentence) => sentence.stands === 'alone' && !sentence.background);
  return {
    article,
    sentences,
    is,
    worth: weigh(sentences, article.title, spread),
    title,
    news: isNews(sentences, article.title),
    voice: voice({ ...article, sourceId: undefined }),
    lead,
    preview: lead !== undefined && announces(lead),
  };
}

/** Factors on a sentence's worth, each a fault that an editor would rather not print (or not print first). */
export const FAULT = {
  label: 0.45,
  question: 0.3,
  relativeDay: 0.6,
  filler: 0.4,
  lead: 0.8,
  refers: 0.5,
  superseded: 0.5,
  background: 0.5,
  unended: 0.5,
  surname: 0.7,
  leaning: 0.85,
  long: 0.85,
  preview: 0.35,
  future: 0.75,
  earlier: 0.75,
  otherKind: 0.7,
  cut: 0.9,
  anotherLead: 0.5,
  aside: 0.5,
  stranger: 0.4,
  vague: 0.5,
  denied: 0.6,
  tollLess: 0.6,
  reaction: 0.45,
} as const;

/** More labels in one sentence make it no worse than the background that would stand in its place. */
const LABELS_AT_MOST = 2;

/** Sentences of more words are too long to be read at a glance. */
const LONG = 45;

/** Its sentences with their worth to a brief for readers; `overtaken` where another article reports what this one previews. */
export function candidates(reading: Reading, overtaken: boolean): readonly Candidate[] {
  return overtaken ? ofOvertaken(reading) : ofStanding(reading);
}

const ofOvertaken = keptFor((reading: Reading) => weighed(reading, true));
const ofStanding = keptFor((reading: Reading) => weighed(reading, false));

function weighed(reading: Reading, overtaken: boolean): readonly Candidate[] {
  const { article, sentences } = reading;
  const stops = sentences.some(({ ended }) => ended);
  return sentences.map((sentence, index) => {
    let worth = reading.worth[index] ?? 0;
    worth *= FAULT.label ** Math.min(sentence.labels, LABELS_AT_MOST);
    if (sentence.question) worth *= FAULT.question;
    if (sentence.relativeDay && article.publishedAt === undefined) worth *= FAULT.relativeDay;
    if (reading.news && !sentence.event && index > 0) worth *= FAULT.filler;
    if (sentence.background) worth *= FAULT.background;
    if (stops && !sentence.ended) worth *= FAULT.unended;
    if (sentence.stands === 'after') worth *= FAULT.leaning;
    if (sentence.length > LONG) worth *= FAULT.long;
    if (sentence.earlier) worth *= FAULT.earlier;
    if (overtaken && reading.preview) worth *= FAULT.preview;
    else if (!reading.preview && sentence.future) worth *= FAULT.future;
    if (article.kind !== 'news' && article.kind !== 'report') worth *= FAULT.otherKind;
    return { sentence, reading, worth };
  });
}

/** Words that a sentence may have before its tail, if it has one, is cut away; and how many it keeps at least. */
const WITH_TAIL = 32;
const WITHOUT_TAIL = 12;

/** A candidate for readers: a long sentence without the occasion of what is said, and without its tail. */
export function concise(one: Candidate): Candidate {
  const { length, stands } = one.sentence;
  return length <= WITH_TAIL || stands === 'never' ? one : withoutItsTail(one);
}

const withoutItsTail = keptFor((one: Candidate): Candidate => {
  const plain = withoutOccasion(one.sentence);
  const sentence = plain ?? one.sentence;
  const cut =
    sentence.length <= WITH_TAIL
      ? plain
      : (withoutTail(sentence, { least: WITHOUT_TAIL, most: WITH_TAIL }) ??
        withoutTail(sentence, { least: WITHOUT_TAIL, most: LONG }) ??
        plain);
  return cut === undefined ? one : { ...one, sentence: cut, worth: one.worth * FAULT.cut };
});

/** What tells less is a word of everyday, whatever it follows. */
export const UNCOMMON = 2;

/** Whether the surname by itself in this sentence is somebody's whom another sentence of the article names in full. */
export function isNamedInFull(reading: Reading, sentence: Sentence): boolean {
  const { surname } = sentence;
  return (
    surname !== undefined &&
    telling(surname) >= UNCOMMON &&
    reading.sentences.some((other) => other !== sentence && other.fullNames.has(surname))
  );
}

/** The one with the highest score above 0. */
export function best<T>(list: readonly T[], score: (one: T) => number): T | undefined {
  let top: T | undefined;
  let topScore = 0;
  for (const one of list) {
    const value = score(one);
    if (value > topScore) {
      top = one;
      topScore = value;
    }
  }
  return top;
}

/**
 * `best` of what `look` makes of each, at a cost: `most` says what its score cannot exceed, and what cannot win is not
 * looked at. `look` gives undefined where there is nothing to choose.
 */
export function bestOf<T, Made>(
  list: readonly T[],
  most: (one: T) => number,
  look: (one: T) => { readonly one: Made; readonly score: number } | undefined,
): Made | undefined {
  const byHope = list.map((one, place) => ({ one, place, hope: most(one) })).sort((a, b) => b.hope - a.hope);
  let top: Made | undefined;
  let topScore = 0;
  let topPlace = -1;
  for (const { one, place, hope } of byHope) {
    if (hope < topScore) break;
    const seen = look(one);
    if (seen === undefined || seen.score <= 0 || seen.score < topScore) continue;
    // Of two as good the first is taken, whichever was looked at first.
    if (seen.score === topScore && place > topPlace) continue;
    top = seen.one;
    topScore = seen.score;
    topPlace = place;
  }
  return top;
}
