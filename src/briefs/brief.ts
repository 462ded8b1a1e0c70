/** The brief of a story: whole sentences of its articles, word for word, best first. */
import { terms } from '../arabic/words.ts';
import { tellsNews } from '../stories/shelf.ts';
import type { Brief, BriefSentence } from '../stories/story.ts';
import { type Headline, isToldBy, overlap } from './alike.ts';
import {
  type BriefArticle,
  best,
  type Candidate,
  candidates,
  concise,
  type Reading,
  read,
} from './candidate.ts';
import { compose } from './compose.ts';
import { compatible, countsIn } from './counts.ts';
import { type Differences, differencesOf } from './differences.ts';
import { extract, extractUnder } from './extract.ts';
import { attributed, headlineFrom, type Title } from './headline.ts';
import { type Lead, leads } from './lead.ts';
import { mended, told } from './mend.ts';
import { speaksOfItself } from './own-voice.ts';
import { beforehand, overtakenPreviews } from './previews.ts';
import type { Sentence } from './sentence.ts';
import { oneSpelling, type Speller } from './spelling.ts';
import { clauseWithin, wordsWithin } from './trim.ts';
import { wordsOf } from './word.ts';

export type { BriefArticle } from './candidate.ts';

/** How long a brief may be; undefined: as many sentences as the words allow. */
export type Budget = { readonly maxWords: number; readonly maxSentences: number | undefined };

/** The best of a sentence that does not fit, ended with … at a clause, or at a word where no clause ends in time. */
function shortened(sentence: Sentence, maxWords: number): string {
  const most = maxWords;
  const part =
    clauseWithin(sentence, { least: Math.ceil(most / 3), most }, 'sure') ??
    clauseWithin(sentence, { least: Math.min(5, most), most }) ??
    wordsWithin(sentence, most);
  return part === '' ? '' : `${part}…`;
}

/** A sentence's text, `first` in a brief or of another outlet than the one before: a و that only joined it may go. */
function shown(sentence: Sentence, first: boolean): string {
  return first && sentence.joined && sentence.index > 0 ? sentence.text.slice(1) : sentence.text;
}

/** Whether a headline may be made from the lead: under a title that is no use only from where the news is told. */
function mayHead({ sentence, reading }: Candidate, titled: boolean): boolean {
  const first = reading.sentences.find(({ stands }) => stands !== 'never');
  return !titled || sentence.index <= (first?.index ?? 0);
}

/** By time, and at one time by what they are: the order of arrival changes nothing. */
function inOrder(articles: readonly BriefArticle[]): readonly BriefArticle[] {
  if (articles.length < 2) return articles;
  const keyed = articles.map((article) => {
    const { publishedAt = Number.POSITIVE_INFINITY, publisher = '', title = '', text } = article;
    return { article, at: publishedAt, name: `${publisher}\n${title}\n${text}` };
  });
  keyed.sort((a, b) => (a.at === b.at ? Number(a.name > b.name) - Number(a.name < b.name) : a.at - b.at));
  return keyed.map(({ article }) => article);
}

/** Whether a headline gives another number than the sentence for the same. */
function contradicts(headline: string, { text, words }: Sentence): boolean {
  const counted = countsIn(headline, wordsOf(headline));
  if (counted.length === 0) return false;
  const told = countsIn(text, words);
  return counted.some((one) =>
    told.some((other) => one.subject === other.subject && one.of === other.of && !compatible(one, other)),
  );
}

/** A headline with a number that has grown since, or that the lead contradicts. */
const OUTDATED = 0.1;
/** What somebody thinks of it, over a story that others report. */
const OPINION = 0.1;

/** What the outlet's own headline is worth as the story's; 0 where it is unfit. */
function headlineWorth(
  reading: Reading,
  {
    readings,
    lead,
    outdated,
  }: Pick<Differences, 'outdated'> & {
    readonly readings: readonly Reading[];
    readonly lead: Candidate | undefined;
  },
): number {
  const { title } = reading;
  if (title === undefined || !title.fit || title.labelled) return 0;
  let value = 1 + (reading === lead?.reading ? 0.5 : 0) + (reading.preview ? 0 : 0.3);
  for (const other of readings) {
    if (other !== reading && other.title !== undefined) value += overlap(title.terms, other.title.terms);
  }
  const off = outdated.has(reading) || (lead !== undefined && contradicts(title.text, lead.sentence));
  if (off) value *= OUTDATED;
  const thinks =
    reading.article.kind === 'opinion' && readings.some(({ article }) => tellsNews(article.kind));
  return thinks ? value * OPINION : value;
}

/** Whether a headline suits better than a sentence broken off; a question only over what answers one. */
function suits({ title, article: { kind } }: Reading): boolean {
  return title?.asks === false || !(kind === 'news' || kind === 'report' || kind === 'live');
}

/** Texts that are headed by what they think or ask, which their label says: what they begin with is no news. */
const HEADED_BY_THEMSELVES: ReadonlySet<string> = new Set(['opinion', 'explainer', 'review']);

/** Whether a headline made from the lead would be no headline of it, or somebody's own words without their name. */
function isVoiced({ sentence, reading }: Candidate): boolean {
  return HEADED_BY_THEMSELVES.has(reading.article.kind) || speaksOfItself(sentence);
}

/** The outlet's own headline whatever it is like, behind the outlet's name where it takes a side. */
function asTitled({ article }: Reading, { text, labelled }: Title): { text: string; articleId: number } {
  const { publisher, id } = article;
  return { text: labelled && publisher !== undefined ? attributed(text, publisher) : text, articleId: id };
}

function headlineOf(
  readings: readonly Reading[],
  lead: Candidate | undefined,
  outdated: Differences['outdated'],
): { text: string; articleId: number } {
  const titled = readings.filter((reading) => reading.title !== undefined);
  const fit = best(titled, (reading) => headlineWorth(reading, { readings, lead, outdated }));
  if (fit?.title !== undefined) return { text: fit.title.text, articleId: fit.article.id };
  const own = lead !== undefined && isVoiced(lead) ? lead.reading : undefined;
  if (own?.title !== undefined) return asTitled(own, own.title);
  if (lead !== undefined && lead.sentence.labels === 0 && mayHead(lead, titled.length > 0)) {
    const made = headlineFrom(lead.sentence);
    const broken = made.endsWith('…') && titled.some(suits);
    if (!broken) return { text: made, articleId: lead.reading.article.id };
  }
  const labelled = titled.find((reading) => reading.title?.fit === true) ?? titled[0];
  if (labelled?.title !== undefined) return asTitled(labelled, labelled.title);
  if (lead === undefined) return { text: '', articleId: readings[0]?.article.id ?? 0 };
  return { text: headlineFrom(lead.sentence), articleId: lead.reading.article.id };
}

const HOLDS_A_WORD = /[\p{L}\p{N}]/u;

/**
 * The brief of a story from its articles: whole sentences word for word (but for `mend.ts`: a name, a date) within the
 * budget, best first, none that hangs in the air, and a headline. With `maxSentences` undefined it is an extract of the
 * first article that has a text, in the text's order. Where no sentence fits, the lead ends at a clause inside the
 * budget with «…». undefined only when no article holds a word.
 */
export function writeBrief(articles: readonly BriefArticle[], budget: Budget): Brief | undefined {
  const readings = inOrder(articles)
    .filter(({ title = '', text }) => HOLDS_A_WORD.test(text) || HOLDS_A_WORD.test(title))
    .map(read);
  if (readings.length === 0) return undefined;
  const spell = oneSpelling(readings);
  if (budget.maxSentences === undefined || readings.length === 1) {
    return { ...tell(readings, budget, { spell, outdated: new Set() }), before: [], differences: [] };
  }
  const differences = differencesOf(readings);
  const previews = overtakenPreviews(readings);
  const reports = readings.filter((reading) => !previews.has(reading));
  const brief = tell(reports, budget, { spell, outdated: differences.outdated });
  const announced = [...previews].flatMap((reading) => candidates(reading, false).map(concise).map(mended));
  const before = beforehand(announced, brief.sentences);
  return {
    ...brief,
    before: before === undefined ? [] : written([before], spell),
    differences: differences.told,
  };
}

/** Headline and sentences from these articles. */
function tell(
  readings: readonly Reading[],
  budget: Budget,
  { spell, outdated }: { readonly spell: Speller } & Pick<Differences, 'outdated'>,
): Pick<Brief, 'headline' | 'headlineArticleId' | 'sentences'> {
  const overtaken =
    readings.some((reading) => reading.preview) && readings.some((reading) => !reading.preview);
  const every = readings.map((reading) => candidates(reading, overtaken));
  const current =
    outdated.size === 0 ? every : every.map((list) => list.filter(({ sentence }) => !outdated.has(sentence)));
  const list = current.some((one) => one.length > 0) ? current : every;
  const all = budget.maxSentences === undefined ? list : list.map((one) => one.map(concise));
  const newest = Math.max(...readings.map((reading) => reading.article.publishedAt ?? 0));
  const opening = leads(all, newest);
  const lead = opening[0]?.one ?? firstOf(all);
  const headline = headlineOf(readings, lead, outdated);
  return {
    headline: spell(headline.text),
    headlineArticleId: headline.articleId,
    sentences: sentencesFor(budget, {
      spell,
      all,
      opening,
      lead,
      headline: { text: headline.text, terms: new Set(terms(headline.text)) },
    }),
  };
}

/** Texts of which nothing may open a brief still have a first sentence. */
function firstOf(all: readonly (readonly Candidate[])[]): Candidate | undefined {
  const every = all.flat();
  return every.find(({ sentence }) => sentence.stands !== 'never') ?? every[0];
}

/** An extract of no more words tells what the headline says, and little else. */
const FEW_WORDS = 45;

/** A lead that is worth this share of the best one may take its place when the headline has told that. */
const AS_GOOD = 0.4;

type Choice = {
  readonly spell: Speller;
  readonly all: readonly (readonly Candidate[])[];
  readonly opening: readonly Lead[];
  readonly lead: Candidate | undefined;
  readonly headline: Headline;
};

/** The lead with the dates that its readers lack, if there is room for them. */
function withRoom(lead: Candidate, maxWords: number): Candidate {
  const dated = mended(lead);
  return dated.sentence.length <= maxWords ? dated : lead;
}

function print(list: readonly Pick<Candidate, 'sentence' | 'reading'>[]): BriefSentence[] {
  return list.map(({ sentence, reading }, place) => ({
    text: shown(sentence, place === 0 || list[place - 1]?.reading !== reading),
    articleId: reading.article.id,
  }));
}

/** Sentences as readers see them: with the names and dates that they lack, in the story's spelling. */
function written(chosen: readonly Candidate[], spell: Speller): BriefSentence[] {
  const texts = told(chosen);
  return print(
    chosen.map(({ sentence, reading }, place) => ({
      reading,
      sentence: { ...sentence, text: spell(texts[place] ?? '') },
    })),
  );
}

function sentencesFor(budget: Budget, choice: Choice): BriefSentence[] {
  const { maxWords, maxSentences } = budget;
  if (maxWords <= 0 || choice.lead === undefined) return [];
  if (maxSentences === undefined) {
    const told = choice.all.find((list) => list.some(({ sentence }) => sentence.stands !== 'never')) ?? [];
    const reading = told[0]?.reading ?? choice.lead.reading;
    const { title } = reading.article;
    const chosen =
      title !== undefined && maxWords <= FEW_WORDS
        ? extractUnder(new Set(terms(title)), reading.sentences, maxWords)
        : extract(reading.sentences, maxWords);
    if (chosen.length > 0) return print(chosen.map((sentence) => ({ sentence, reading })));
  } else {
    const fitting = choice.opening.filter(({ one }) => one.sentence.length <= maxWords);
    const first = fitting[0];
    if (first !== undefined) {
      const fresh = fitting.find(
        ({ one, score }) =>
          score >= first.score * AS_GOOD &&
          one.sentence.labels <= first.one.sentence.labels &&
          !isToldBy(choice.headline, one.sentence),
      );
      const { one } = fresh ?? first;
      const chosen = compose(
        withRoom(one, maxWords),
        choice.all,
        { maxWords, maxSentences },
        choice.headline,
      );
      return written(chosen, choice.spell);
    }
  }
  const { sentence, reading } = choice.lead;
  const text = sentence.length <= maxWords ? sentence.text : shortened(sentence, maxWords);
  return text === '' ? [] : [{ text, articleId: reading.article.id }];
}
