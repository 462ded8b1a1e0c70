/** The lead and what adds to it. */
import { telling } from '../stories/terms.ts';
import { type Headline, isToldBy, overlap, saysTheSame } from './alike.ts';
import { bestOf, type Candidate, FAULT, isNamedInFull, type Reading } from './candidate.ts';
import { isVague, tolls } from './lead.ts';
import { mended } from './mend.ts';
import { SAYING } from './openers.ts';
import { mayFollow, type Sentence } from './sentence.ts';
import { withoutTail } from './trim.ts';
import { IS, inSet, NAME_TELLS } from './word.ts';

/** A third sentence is worth it while the brief is still shorter than this share of its room. */
const THIRD_BELOW = 0.7;
/** A sentence of an outlet that has not spoken yet is welcome. */
const NEW_VOICE = 2;
/** What is not worth this share of the lead is left out. */
const WORTH_TELLING = 0.12;

/** What the sentences that are added are chosen by. */
type Brief = {
  readonly lead: Candidate;
  readonly chosen: readonly Candidate[];
  /** Words that are left. */
  readonly room: number;
  readonly headline: Headline;
  readonly voices: ReadonlySet<string>;
  /** By article the surnames of the people whom it names in full. */
  readonly people: Map<Reading, ReadonlySet<string>>;
};

/**
 * The lead and what adds to it, for readers: few sentences, never the same thing twice. Of `all` a sentence is looked at
 * only while its worth is above what the best one found adds: nothing makes a sentence worth more than a new voice does.
 */
export function compose(
  lead: Candidate,
  all: readonly (readonly Candidate[])[],
  budget: { readonly maxWords: number; readonly maxSentences: number },
  headline: Headline,
): Candidate[] {
  const chosen = [lead];
  let room = budget.maxWords - lead.sentence.length;
  const pool = poolOf(lead, all);
  const people = new Map<Reading, ReadonlySet<string>>();
  while (chosen.length < budget.maxSentences) {
    if (chosen.length >= 2 && room < budget.maxWords * (1 - THIRD_BELOW)) break;
    const voices = new Set(chosen.map((one) => one.reading.voice));
    const brief = { lead, chosen, room, headline, voices, people };
    const most = ({ worth, reading }: Candidate) => (voices.has(reading.voice) ? worth : worth * NEW_VOICE);
    const next = bestOf(pool, most, (one) => {
      const whole = mended(one);
      if (isToldBy(headline, whole.sentence)) return undefined;
      const fitting = within(whole, room);
      return { one: fitting, score: adds(fitting, brief) };
    });
    if (next === undefined) break;
    chosen.push(next);
    room -= next.sentence.length;
  }
  return ordered(chosen);
}

/** The sentences that may be added to the lead. */
function poolOf(lead: Candidate, all: readonly (readonly Candidate[])[]): readonly Candidate[] {
  // What the lead's own article says in the same words needs no other outlet.
  const said = new Set(all.length < 2 ? [] : lead.reading.sentences.map(({ text }) => text));
  return all
    .flat()
    .filter(
      (one) =>
        one.sentence.stands !== 'never' && (one.reading === lead.reading || !said.has(one.sentence.text)),
    );
}

/** What the candidate adds to the brief; 0 where it may not stand in it. */
function adds(one: Candidate, { lead, chosen, room, headline, voices, people }: Brief): number {
  const { sentence, reading } = one;
  if (sentence.length > room || one.worth < lead.worth * WORTH_TELLING) return 0;
  if (reading.news && !sentence.event && sentence.index > 0) return 0;
  for (const other of chosen) {
    const isChosen = other.sentence.article === sentence.article && other.sentence.index === sentence.index;
    if (isChosen || saysTheSame(sentence, other.sentence)) return 0;
  }
  if (chosen.some((other) => tolls(other.sentence)) && isVague(sentence)) return 0;
  if (sentence.stands === 'after' && !follows(one, chosen)) return 0;
  let worth = one.worth;
  const named = chosen.some((other) => other.sentence.terms().has(sentence.surname ?? ''));
  if (!named && isNamedInFull(reading, sentence)) return 0;
  if (sentence.refers && !follows(one, chosen)) {
    // In somebody's words «this» is what he speaks of; in the outlet's own it is what stood before.
    if (!inSet(SAYING, sentence.words[0]?.folded ?? '')) return 0;
    worth *= FAULT.refers;
  }
  for (const other of chosen) worth *= 1 - overlap(sentence.terms(), other.sentence.terms()) / 2;
  // The lead may have to bear a label; what is added may be left out.
  if (sentence.labels > 0) worth *= FAULT.label;
  if (!isAboutIt(sentence, lead.sentence, headline)) worth *= FAULT.aside;
  if (namesStrangers(one, chosen, people)) worth *= FAULT.stranger;
  if (sentence.index === 0 && sentence.article !== lead.sentence.article) worth *= FAULT.anotherLead;
  return voices.has(reading.voice) ? worth : worth * NEW_VOICE;
}

/** Whether a sentence shares a word with the lead or the headline. */
function isAboutIt(sentence: Sentence, lead: Sentence, headline: Headline): boolean {
  for (const term of sentence.terms()) if (lead.terms().has(term) || headline.terms.has(term)) return true;
  return false;
}

/** Words of a full name behind its first. */
const NAME_WORDS = 3;

/** The words that follow a first name, as far as they may belong to the name. */
function surnames({ text, words, is }: Sentence): string[] {
  const out: string[] = [];
  if ((is & IS.given) === 0) return out;
  for (const [at, first] of words.entries()) {
    // «عبد» begins a surname as often as a name.
    if ((first.is & IS.given) === 0 || first.folded === 'عبد') continue;
    let end = first.end;
    for (const { start, end: to, term, is: can } of words.slice(at + 1, at + 1 + NAME_WORDS)) {
      if (text.slice(end, start) !== ' ' || term === '' || (can & (IS.office | IS.source | IS.day)) > 0)
        break;
      out.push(term);
      end = to;
    }
  }
  return out;
}

/** Whether it calls somebody by surname alone whom its article names in full elsewhere, and the brief nowhere. */
function namesStrangers(
  { sentence, reading }: Candidate,
  chosen: readonly Candidate[],
  people: Map<Reading, ReadonlySet<string>>,
): boolean {
  const known = people.get(reading) ?? new Set(reading.sentences.flatMap(surnames));
  people.set(reading, known);
  const own = new Set(surnames(sentence));
  for (const term of sentence.terms()) {
    if (!known.has(term) || own.has(term) || telling(term) < NAME_TELLS) continue;
    if (!chosen.some((other) => other.sentence.terms().has(term))) return true;
  }
  return false;
}

/** Whether what the sentence leans on or points at is in the brief. */
function follows({ sentence }: Candidate, chosen: readonly Candidate[]): boolean {
  return chosen.some((other) => mayFollow(sentence, other.sentence));
}

/** A sentence without its tail says enough if so many words of it are left. */
const SAYS_ENOUGH = 9;

/** The candidate as it fits into the room: without its tail, where it is too long and has one. */
function within(one: Candidate, room: number): Candidate {
  if (one.sentence.length <= room) return one;
  const cut = withoutTail(one.sentence, { least: SAYS_ENOUGH, most: room });
  return cut === undefined ? one : { ...one, sentence: cut, worth: one.worth * FAULT.cut };
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
