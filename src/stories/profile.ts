/** What an article is made of, as far as likeness asks. */
import { fold } from '../arabic/normalize.ts';
import { endsSentence } from '../arabic/sentences.ts';
import { isStopWord, stem, type Token, tokens } from '../arabic/words.ts';
import type { Article } from '../news/article.ts';
import { actOf } from './acts.ts';
import { BACKGROUND_TEXTS, BACKGROUND_WORDS } from './background.ts';
import { stateOf } from './places.ts';

export type Profile = {
  /** Every term with its weight: 1 + ln of how often it stands, the title and the lead counted more. */
  readonly terms: ReadonlyMap<string, number>;
  /** The same of title and lead alone. */
  readonly lead: ReadonlyMap<string, number>;
  readonly title: ReadonlySet<string>;
  /** Numbers of title and lead, in digits. */
  readonly numbers: ReadonlySet<string>;
  /** Days of the week that title and lead name, Saturday 0. */
  readonly days: ReadonlySet<number>;
  /** Pairs of neighbouring terms. */
  readonly phrases: ReadonlySet<string>;
  /** Euclidean lengths of `terms` and `lead` in background tf-idf. */
  readonly length: number;
  readonly leadLength: number;
};

/** Where a news text has said who, what and where: terms of the body that count as its lead. */
const LEAD_TERMS = 45;
/** Past this many tokens a text adds nothing to what it is about. */
const MAX_TOKENS = 1_200;
const MAX_CHARACTERS = 20_000;
const TITLE_WEIGHT = 2.5;
const LEAD_WEIGHT = 1.5;

/** Of how many background texts hold it, by stem. */
let shares: ReadonlyMap<string, number> | undefined;
const terms = new Map<string, string>();

/** A stem's share of all texts, from its words' shares taken as independent. */
function backgroundShares(): ReadonlyMap<string, number> {
  if (shares !== undefined) return shares;
  const without = new Map<string, number>();
  for (const row of BACKGROUND_WORDS.trim().split(/\s+/u)) {
    const [word = '', count = '0'] = row.split(':');
    const stemmed = stem(word);
    for (const term of [stemmed, actOf(stemmed) ?? stateOf(stemmed)]) {
      if (term !== undefined) {
        without.set(term, (without.get(term) ?? 1) * (1 - Number(count) / BACKGROUND_TEXTS));
      }
    }
  }
  shares = new Map([...without].map(([term, share]) => [term, 1 - share]));
  return shares;
}

/** Rarer than the table goes: as if in this many of its texts. */
const UNSEEN_TEXTS = 1.5;

/** How much a term tells by itself: ln(1 / its share of texts), from the background alone. */
export function telling(term: string): number {
  const share = backgroundShares().get(term) ?? 0;
  return -Math.log(Math.max(share, UNSEEN_TEXTS / BACKGROUND_TEXTS));
}

const LETTERS: Readonly<Record<string, string>> = {
  ج: 'ك',
  غ: 'ك',
  ق: 'ك',
  ط: 'ت',
  ص: 'س',
  ث: 'س',
  ذ: 'ز',
  ظ: 'ز',
  ض: 'د',
  ح: 'ه',
  ا: '',
  و: '',
  ي: '',
};

/** Consonants of a word, with those that outlets swap in foreign names made one. */
function skeleton(word: string): string {
  let out = '';
  for (const letter of word) {
    const mapped = LETTERS[letter] ?? letter;
    if (!out.endsWith(mapped)) out += mapped;
  }
  return out;
}

/** The term of a folded word: its act, its state, its stem; an uncommon word by its consonants, since
 * those are names above all and outlets spell them differently. */
function termOf(folded: string): string {
  const known = terms.get(folded);
  if (known !== undefined) return known;
  let term = folded;
  if (!/^\p{N}/u.test(folded)) {
    const stemmed = stem(folded);
    term = actOf(stemmed) ?? stateOf(stemmed) ?? stemmed;
    if (term === stemmed && !backgroundShares().has(stemmed)) {
      const bones = skeleton(stemmed);
      if (bones.length >= 3) term = `=${bones}`;
    }
  }
  if (terms.size > 50_000) terms.clear();
  terms.set(folded, term);
  return term;
}

const DAYS = new Map(
  ['السبت', 'الأحد', 'الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة'].map((day, index) => [
    fold(day),
    index,
  ]),
);

function termsOf(text: readonly Token[], days: Set<number> | undefined): string[] {
  const out: string[] = [];
  for (const token of text) {
    const folded = fold(token.text);
    const day = DAYS.get(folded) ?? DAYS.get(folded.slice(1));
    if (day !== undefined && days !== undefined && out.length <= LEAD_TERMS) days.add(day);
    if (folded.length > 1 && folded.length <= 40 && !isStopWord(folded)) out.push(termOf(folded));
  }
  return out;
}

/** The body without lines that end no sentence: subheadings, links to other articles. All of it when none ends one. */
function prose(text: string): string {
  const lines = text.slice(0, MAX_CHARACTERS).split('\n');
  const whole = lines.filter((line) => endsSentence(line));
  return (whole.length > 0 ? whole : lines).join('\n');
}

function lengthOf(vector: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [term, weight] of vector) sum += (weight * telling(term)) ** 2;
  return Math.sqrt(sum);
}

/** The profile of an article: title and text. Cost is bounded whatever the text. */
export function profile(article: Pick<Article, 'title' | 'text'>): Profile {
  const days = new Set<number>();
  const title = termsOf(tokens((article.title ?? '').slice(0, 500)).slice(0, 60), days);
  const body = termsOf(tokens(prose(article.text)).slice(0, MAX_TOKENS), days);
  const counts = new Map<string, number>();
  const leadCounts = new Map<string, number>();
  const numbers = new Set<string>();
  const phrases = new Set<string>();
  const add = (vector: Map<string, number>, term: string, weight: number) =>
    vector.set(term, (vector.get(term) ?? 0) + weight);
  for (const term of title) {
    add(counts, term, TITLE_WEIGHT);
    add(leadCounts, term, LEAD_WEIGHT);
  }
  body.forEach((term, index) => {
    add(counts, term, index < LEAD_TERMS ? LEAD_WEIGHT : 1);
    if (index < LEAD_TERMS) add(leadCounts, term, 1);
    const before = body[index - 1];
    if (before !== undefined) phrases.add(`${before} ${term}`);
  });
  title.forEach((term, index) => {
    const before = title[index - 1];
    if (before !== undefined) phrases.add(`${before} ${term}`);
  });
  for (const term of [...title, ...body.slice(0, LEAD_TERMS)]) if (/^\p{N}/u.test(term)) numbers.add(term);
  const soften = (vector: Map<string, number>) =>
    new Map([...vector].map(([term, count]) => [term, 1 + Math.log(count)]));
  const all = soften(counts);
  const lead = soften(leadCounts);
  return {
    terms: all,
    lead,
    title: new Set(title),
    numbers,
    days,
    phrases,
    length: lengthOf(all),
    leadLength: lengthOf(lead),
  };
}
