/** Which sentence a brief opens with. */
import { keptFor } from '../arabic/kept.ts';
import { denies, overlap, SAME_LEADS } from './alike.ts';
import { type Candidate, FAULT, isNamedInFull } from './candidate.ts';
import { PEOPLE } from './count-words.ts';
import { countsIn } from './counts.ts';
import type { Sentence } from './sentence.ts';
import { IS } from './word.ts';

/** How much of a lead's matter the other articles of the story tell too, from 0 to 1. */
function support(sentence: Sentence, others: readonly ReadonlySet<string>[]): number {
  if (others.length === 0 || sentence.terms().size === 0) return 0;
  let told = 0;
  for (const other of others) told += overlap(sentence.terms(), other) * (other.size > 0 ? 1 : 0);
  return told / others.length;
}

/** The first sentences of an article, among which its lead is sought. */
const LEADS = 5;
/** Each place from the first that a lead stands back costs this much. */
const LEAD_STEP = 0.85;
/** An older article's lead may hold a number that has risen since. */
const OLDER = 0.95;

/** A candidate for the first sentence; the higher its score, the better. */
export type Lead = { readonly one: Candidate; readonly score: number };

/** Candidates that may open a brief, of all articles, best first. */
export function leads(all: readonly (readonly Candidate[])[], newest: number): Lead[] {
  const matter = (all.length < 2 ? [] : all).map((list) => {
    const out = new Set<string>();
    for (const { sentence } of list.slice(0, LEADS)) for (const term of sentence.terms()) out.add(term);
    return out;
  });
  const common = commonMatter(all);
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
        if (all.length > 1) score *= besideOthers(one, all, common);
        return { one, score };
      });
    })
    .filter((lead) => lead.score > 0)
    .sort((a, b) => b.score - a.score);
}

/** The words that the headlines of two outlets at least share, which are what the story is about. */
function commonMatter(all: readonly (readonly Candidate[])[]): ReadonlySet<string> {
  const voices = new Map<string, Set<string>>();
  for (const [first] of all) {
    for (const term of first?.reading.title?.terms ?? []) {
      voices.set(term, (voices.get(term) ?? new Set()).add(first?.reading.voice ?? ''));
    }
  }
  return new Set([...voices].flatMap(([term, of]) => (of.size > 1 ? [term] : [])));
}

/** A lead that tells all of what the headlines share is worth so much more than one that tells nothing of it. */
const TELLS_THE_STORY = 1;
/** Fewer words shared by headlines are a name, and not what happened. */
const ABOUT = 3;
const ADMITS = /^[وف]?(?:اقر|اقرت|اعترف|اعترفت|[يت]قر|[يت]عترف)$/u;

/** How much better or worse a lead is beside those of the other articles. */
function besideOthers(
  { sentence, reading }: Candidate,
  all: readonly (readonly Candidate[])[],
  common: ReadonlySet<string>,
): number {
  const others = all.flatMap(([first]) =>
    first === undefined || first.reading === reading ? [] : [first.sentence],
  );
  const admits = ({ words }: Sentence) => words.some(({ folded }) => ADMITS.test(folded));
  let factor = 1 + TELLS_THE_STORY * (common.size < ABOUT ? 0 : overlap(common, sentence.terms()));
  // «A new toll was given» where another outlet gives the toll.
  if (isVague(sentence) && others.some(tolls)) factor *= FAULT.vague;
  // Of what killed people readers are told first how many.
  if (!tolls(sentence) && others.some(killed)) factor *= FAULT.tollLess;
  if (reacts(sentence) && others.length > 1 && others.filter(reacts).length * 2 < others.length) {
    factor *= FAULT.reaction;
  }
  // What one side denies, another's admission settles.
  if (denies(sentence) && others.some(admits)) factor *= FAULT.denied;
  return factor;
}

/** Whether a sentence says that people were counted, and not how many. */
export function isVague(sentence: Sentence): boolean {
  const { words, is } = sentence;
  return (is & IS.numbered) > 0 && words.some((word) => (word.is & IS.numbered) > 0) && !tolls(sentence);
}

/** Whether a sentence counts people. */
export const tolls = keptFor(({ text, words }: Sentence) =>
  countsIn(text, words).some(({ of }) => of === PEOPLE),
);

const killed = keptFor(({ text, words }: Sentence) =>
  countsIn(text, words).some(({ subject, of }) => subject === 'killed' && of === PEOPLE),
);

/** What people say of what has happened, where others tell what happened. */
const REACTS =
  /^[وف]?(?:دعا|دعت|طالب|طالبت|رحب|رحبت|هنا|هنات|ادان|ادانت|استنكر|استنكرت|ندد|نددت|عزي|عزت|علق|علقت|اشاد|اشادت|انتقد|انتقدت|حذر|حذرت)$/u;

function reacts({ words }: Sentence): boolean {
  return REACTS.test(words[0]?.folded ?? '');
}

/** Whether a newer article leads with the same happening and other numbers: a toll that has risen since. */
function isSuperseded({ sentence, reading }: Candidate, all: readonly (readonly Candidate[])[]): boolean {
  const time = reading.article.publishedAt;
  if (all.length < 2 || time === undefined || sentence.numbers().size === 0) return false;
  return all.some((list) => {
    const newer = list[0];
    if (newer === undefined || (newer.reading.article.publishedAt ?? 0) <= time) return false;
    const numbers = newer.sentence.numbers();
    return (
      numbers.size > 0 &&
      overlap(sentence.terms(), newer.sentence.terms()) >= SAME_LEADS &&
      [...sentence.numbers()].some((number) => !numbers.has(number))
    );
  });
}
