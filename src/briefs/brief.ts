/** The brief of a story: whole sentences of its articles, word for word, best first. */
import { countWords, terms } from '../arabic/words.ts';
import type { Article } from '../news/article.ts';
import { voice } from '../news/article.ts';
import type { Brief, BriefSentence } from '../stories/story.ts';
import { fill } from './fill.ts';
import { headlineFrom, type Title, titleOf } from './headline.ts';
import { mayFollow, type Sentence, sentencesOf } from './sentence.ts';
import { clauseWithin, wordsWithin } from './trim.ts';
import { isNews, weigh } from './weigh.ts';

export type BriefArticle = Pick<
  Article,
  'id' | 'title' | 'text' | 'publisher' | 'house' | 'kind' | 'publishedAt' | 'firstSeenAt'
>;

export type Budget = { readonly maxWords: number; readonly maxSentences: number | undefined };

/** An article read for a brief. */
type Reading = {
  readonly article: BriefArticle;
  readonly sentences: readonly Sentence[];
  readonly worth: readonly number[];
  readonly title: Title | undefined;
  readonly news: boolean;
  /** Whom it counts as. */
  readonly voice: string;
  /** Tells what is yet to happen. */
  readonly preview: boolean;
};

type Candidate = { readonly sentence: Sentence; readonly reading: Reading; readonly worth: number };

function read(article: BriefArticle, position: number): Reading {
  const sentences = sentencesOf(article.text, position);
  const title = titleOf(article.title, sentences);
  const lead = sentences.find((sentence) => sentence.stands === 'alone' && !sentence.background);
  return {
    article,
    sentences,
    worth: weigh(sentences, article.title),
    title,
    news: isNews(sentences, article.title),
    voice: voice({ ...article, sourceId: undefined }),
    preview: lead?.future ?? false,
  };
}

/** Factors on a sentence's worth, each a fault that an editor would rather not print (or not print first). */
const FAULT = {
  label: 0.45,
  question: 0.6,
  relativeDay: 0.9,
  filler: 0.4,
  lead: 0.8,
  refers: 0.5,
  superseded: 0.5,
  background: 0.7,
  surname: 0.7,
  leaning: 0.85,
  long: 0.85,
  preview: 0.35,
  future: 0.75,
  earlier: 0.75,
  otherKind: 0.7,
} as const;

/** Sentences of more words are too long to be read at a glance. */
const LONG = 45;

function candidates(reading: Reading, overtaken: boolean): Candidate[] {
  const { article, sentences } = reading;
  return sentences.map((sentence, index) => {
    let worth = reading.worth[index] ?? 0;
    worth *= FAULT.label ** sentence.labels;
    if (sentence.question) worth *= FAULT.question;
    if (sentence.relativeDay && article.publishedAt === undefined) worth *= FAULT.relativeDay;
    if (reading.news && !sentence.event && index > 0) worth *= FAULT.filler;
    if (sentence.background) worth *= FAULT.background;
    if (sentence.stands === 'after') worth *= FAULT.leaning;
    if (sentence.length > LONG) worth *= FAULT.long;
    if (sentence.earlier) worth *= FAULT.earlier;
    if (overtaken && reading.preview) worth *= FAULT.preview;
    else if (!reading.preview && sentence.future) worth *= FAULT.future;
    if (article.kind !== 'news' && article.kind !== 'report') worth *= FAULT.otherKind;
    return { sentence, reading, worth };
  });
}

/** A label weighs less in an extract, which must tell all of the text, than in a brief for readers. */
const LABEL_IN_EXTRACT = 0.85;

/** The worth of a sentence to an extract of its article. */
function plainWorth({ sentence, reading }: Candidate): number {
  return (reading.worth[sentence.index] ?? 0) * LABEL_IN_EXTRACT ** sentence.labels;
}

/** From this share of its words in common, of two sentences one says what the other says. */
const SAME = 0.6;
const SAME_WITH_NUMBERS = 0.4;
/** Two outlets' leads of one story tell one happening, in words that differ more. */
const SAME_LEADS = 0.45;

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const term of small) if (large.has(term)) shared += 1;
  return small.size === 0 ? 0 : shared / small.size;
}

function saysTheSame(a: Sentence, b: Sentence): boolean {
  const shared = overlap(a.terms, b.terms);
  if (shared >= SAME) return true;
  if (shared >= SAME_LEADS && a.article !== b.article && a.index === 0 && b.index === 0) return true;
  if (shared < SAME_WITH_NUMBERS) return false;
  const [one, other] = [a.numbers(), b.numbers()];
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  return few.size > 0 && [...few].every((number) => many.has(number));
}

/** Whether a sentence tells nothing that the headline does not: fewer than three words more. */
function repeatsHeadline(sentence: Sentence, headline: ReadonlySet<string>): boolean {
  let more = 0;
  for (const term of sentence.terms) if (!headline.has(term)) more += 1;
  return headline.size > 0 && more < 3 && overlap(sentence.terms, headline) >= SAME;
}

/** How much of a lead's matter the other articles of the story tell too, from 0 to 1. */
function support(sentence: Sentence, others: readonly ReadonlySet<string>[]): number {
  if (others.length === 0 || sentence.terms.size === 0) return 0;
  let told = 0;
  for (const other of others) told += overlap(sentence.terms, other) * (other.size > 0 ? 1 : 0);
  return told / others.length;
}

/** The first sentences of an article, among which its lead is sought. */
const LEADS = 5;
/** Each place from the first that a lead stands back costs this much. */
const LEAD_STEP = 0.85;
/** An older article's lead may hold a number that has risen since. */
const OLDER = 0.95;

function best<T>(list: readonly T[], score: (one: T) => number): T | undefined {
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

type Lead = { readonly one: Candidate; readonly score: number };

/** Candidates that may open a brief, of all articles, best first. */
function leads(all: readonly (readonly Candidate[])[], newest: number): Lead[] {
  const matter = all.map((list) => {
    const out = new Set<string>();
    for (const { sentence } of list.slice(0, LEADS)) for (const term of sentence.terms) out.add(term);
    return out;
  });
  return all
    .flatMap((list, position) => {
      const others = matter.filter((_, other) => other !== position);
      const shown = list.filter(({ sentence }) => sentence.stands !== 'never').slice(0, LEADS);
      return shown.map((one, place) => {
        const { sentence, reading } = one;
        let score = one.worth * LEAD_STEP ** place * (1 + support(sentence, others));
        if (sentence.stands === 'after' || (sentence.background && place > 0)) score = 0;
        if (!sentence.event) score *= FAULT.lead;
        if (sentence.refers && sentence.index > 0) score *= FAULT.refers;
        if (sentence.surname !== undefined && isNamedInFull(reading, sentence)) score *= FAULT.surname;
        if ((reading.article.publishedAt ?? newest) < newest) score *= OLDER;
        if (isSuperseded(one, all)) score *= FAULT.superseded;
        return { one, score };
      });
    })
    .filter((lead) => lead.score > 0)
    .sort((a, b) => b.score - a.score);
}

/** Whether a newer article leads with the same happening and other numbers: a toll that has risen since. */
function isSuperseded({ sentence, reading }: Candidate, all: readonly (readonly Candidate[])[]): boolean {
  const time = reading.article.publishedAt;
  if (time === undefined || sentence.numbers().size === 0) return false;
  return all.some((list) => {
    const newer = list[0];
    if (newer === undefined || (newer.reading.article.publishedAt ?? 0) <= time) return false;
    const numbers = newer.sentence.numbers();
    return (
      numbers.size > 0 &&
      overlap(sentence.terms, newer.sentence.terms) >= SAME_LEADS &&
      [...sentence.numbers()].some((number) => !numbers.has(number))
    );
  });
}

function isNamedInFull(reading: Reading, sentence: Sentence): boolean {
  const { surname } = sentence;
  return (
    surname !== undefined &&
    reading.sentences.some((other) => other !== sentence && other.fullNames.has(surname))
  );
}

/** A third sentence is worth it while the brief is still shorter than this share of its room. */
const THIRD_BELOW = 0.7;
/** A sentence of an outlet that has not spoken yet is welcome. */
const NEW_VOICE = 1.2;
/** What is not worth this share of the lead is left out. */
const WORTH_TELLING = 0.12;

/** The lead and what adds to it, for readers: few sentences, never the same thing twice. */
function compose(
  lead: Candidate,
  all: readonly (readonly Candidate[])[],
  budget: { readonly maxWords: number; readonly maxSentences: number },
  headline: Headline,
): Candidate[] {
  const chosen = [lead];
  let room = budget.maxWords - lead.sentence.length;
  const pool = all
    .flat()
    .filter((one) => one.sentence.stands !== 'never' && one !== lead && !isToldBy(headline, one));
  while (chosen.length < budget.maxSentences) {
    if (chosen.length >= 2 && room < budget.maxWords * (1 - THIRD_BELOW)) break;
    const voices = new Set(chosen.map((one) => one.reading.voice));
    const next = best(pool, (one) => {
      const { sentence, reading } = one;
      if (chosen.includes(one) || sentence.length > room || one.worth < lead.worth * WORTH_TELLING) return 0;
      if (reading.news && !sentence.event && sentence.index > 0) return 0;
      if (chosen.some((other) => saysTheSame(sentence, other.sentence))) return 0;
      if (sentence.stands === 'after' && !chosen.some((other) => mayFollow(sentence, other.sentence)))
        return 0;
      let worth = one.worth;
      const named = chosen.some((other) => other.sentence.terms.has(sentence.surname ?? ''));
      if (!named && isNamedInFull(reading, sentence)) worth *= FAULT.surname;
      for (const other of chosen) worth *= 1 - overlap(sentence.terms, other.sentence.terms) / 2;
      return voices.has(reading.voice) ? worth : worth * NEW_VOICE;
    });
    if (next === undefined) break;
    chosen.push(next);
    room -= next.sentence.length;
  }
  return ordered(chosen);
}

/** The lead, then its article's other sentences as they stand there, then the other articles', in the order chosen. */
function ordered(chosen: readonly Candidate[]): Candidate[] {
  const lead = chosen[0];
  if (lead === undefined) return [];
  const articles = [...new Set(chosen.map((one) => one.sentence.article))];
  const rest = chosen
    .slice(1)
    .sort(
      (a, b) =>
        articles.indexOf(a.sentence.article) - articles.indexOf(b.sentence.article) ||
        a.sentence.index - b.sentence.index,
    );
  const out = [lead];
  // What leans stands right behind its own predecessor, also where that is the lead.
  for (const one of rest) {
    const before =
      one.sentence.stands === 'after'
        ? out.findIndex((other) => mayFollow(one.sentence, other.sentence))
        : -1;
    if (before >= 0) out.splice(before + 1, 0, one);
    else out.push(one);
  }
  return out;
}

/** The best of a sentence that does not fit, ended with … at a clause, or at a word where no clause ends in time. */
function shortened(sentence: Sentence, maxWords: number): string {
  const part =
    clauseWithin(sentence, { least: Math.min(5, maxWords), most: maxWords }) ??
    wordsWithin(sentence, maxWords);
  return part === '' ? '' : `${part}…`;
}

/** The text of the first sentence of a brief: a و that only joined it to what stood before may go. */
function shown(sentence: Sentence, first: boolean): string {
  return first && sentence.joined && sentence.index > 0 ? sentence.text.slice(1) : sentence.text;
}

function headlineOf(
  readings: readonly Reading[],
  lead: Candidate | undefined,
): { text: string; articleId: number } {
  const titled = readings.filter((reading) => reading.title !== undefined);
  const others = (reading: Reading) => readings.filter((other) => other !== reading);
  const score = (reading: Reading): number => {
    const { title } = reading;
    if (title === undefined || !title.fit || title.labelled) return 0;
    let value = 1 + (reading === lead?.reading ? 0.5 : 0) + (reading.preview ? 0 : 0.3);
    for (const other of others(reading)) value += overlap(title.terms, other.title?.terms ?? new Set());
    return value;
  };
  const fit = best(titled, score);
  if (fit?.title !== undefined) return { text: fit.title.text, articleId: fit.article.id };
  if (lead !== undefined && lead.sentence.labels === 0) {
    return { text: headlineFrom(lead.sentence), articleId: lead.reading.article.id };
  }
  const labelled = titled.find((reading) => reading.title?.fit === true) ?? titled[0];
  if (labelled?.title !== undefined) {
    const { publisher, id } = labelled.article;
    const attributed = labelled.title.labelled && publisher !== undefined;
    return { text: attributed ? `${publisher}: ${labelled.title.text}` : labelled.title.text, articleId: id };
  }
  if (lead === undefined) return { text: '', articleId: readings[0]?.article.id ?? 0 };
  return { text: headlineFrom(lead.sentence), articleId: lead.reading.article.id };
}

/** From this share of the lead in a headline made of it, the brief had better begin with something else. */
const TOLD_BY_HEADLINE = 0.6;

/**
 * The brief of a story from its articles: whole sentences word for word (deletion only) within the budget, best first,
 * none that hangs in the air, and a headline. With `maxSentences` undefined the budget is filled from the first article
 * that has a text, in the text's order, as far as what is left is worth no less than what the text says next. Where no
 * sentence fits, the lead ends at a clause inside the budget with «…». undefined only when no article holds a word.
 */
export function writeBrief(articles: readonly BriefArticle[], budget: Budget): Brief | undefined {
  const readings = articles
    .filter((article) => countWords(article.text) > 0 || countWords(article.title ?? '') > 0)
    .map(read);
  if (readings.length === 0) return undefined;
  const overtaken =
    readings.some((reading) => reading.preview) && readings.some((reading) => !reading.preview);
  const all = readings.map((reading) => candidates(reading, overtaken));
  const newest = Math.max(...readings.map((reading) => reading.article.publishedAt ?? 0));
  const opening = leads(all, newest);
  // Texts of which nothing may open a brief still have a first sentence.
  const fallback = all.flat().find(({ sentence }) => sentence.stands !== 'never') ?? all.flat()[0];
  const lead = opening[0]?.one ?? fallback;
  const headline = headlineOf(readings, lead);
  return {
    headline: headline.text,
    headlineArticleId: headline.articleId,
    sentences: sentencesFor(budget, {
      all,
      opening,
      lead,
      headline: { text: headline.text, terms: new Set(terms(headline.text)) },
    }),
  };
}

/** A lead that is worth this share of the best one may take its place when the headline has told that. */
const AS_GOOD = 0.4;

type Headline = { readonly text: string; readonly terms: ReadonlySet<string> };

type Choice = {
  readonly all: readonly (readonly Candidate[])[];
  readonly opening: readonly Lead[];
  readonly lead: Candidate | undefined;
  readonly headline: Headline;
};

function sentencesFor(budget: Budget, choice: Choice): BriefSentence[] {
  const { maxWords, maxSentences } = budget;
  if (maxWords <= 0 || choice.lead === undefined) return [];
  const print = (list: readonly Candidate[]): BriefSentence[] =>
    list.map(({ sentence, reading }, place) => ({
      text: shown(sentence, place === 0),
      articleId: reading.article.id,
    }));
  if (maxSentences === undefined) {
    const filled = fill(
      choice.all.map((list) => list.map((one) => ({ ...one, worth: plainWorth(one) }))),
      maxWords,
      choice.lead.reading.article.title === undefined ? 'untitled' : 'titled',
    );
    if (filled.length > 0) return print(filled);
  } else {
    const fitting = choice.opening.filter(({ one }) => one.sentence.length <= maxWords);
    const first = fitting[0];
    if (first !== undefined) {
      const fresh = fitting.find(
        ({ one, score }) => score >= first.score * AS_GOOD && !isToldBy(choice.headline, one),
      );
      return print(compose((fresh ?? first).one, choice.all, { maxWords, maxSentences }, choice.headline));
    }
  }
  const { sentence, reading } = choice.lead;
  const text = sentence.length <= maxWords ? sentence.text : shortened(sentence, maxWords);
  return text === '' ? [] : [{ text, articleId: reading.article.id }];
}

/** Whether the headline already says what this sentence would open with. */
function isToldBy(headline: Headline, { sentence }: Candidate): boolean {
  if (repeatsHeadline(sentence, headline.terms)) return true;
  const made = sentence.text.startsWith(headline.text) || sentence.text.slice(1).startsWith(headline.text);
  return headline.text !== '' && made && countWords(headline.text) >= sentence.length * TOLD_BY_HEADLINE;
}
