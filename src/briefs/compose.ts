/** The lead and what adds to it. */
import { type Headline, isToldBy, overlap, saysTheSame } from './alike.ts';
import { best, type Candidate, FAULT, isNamedInFull } from './candidate.ts';
import { isVague, tolls } from './lead.ts';
import { SAYING } from './openers.ts';
import { mayFollow } from './sentence.ts';
import { withoutTail } from './trim.ts';
import { inSet } from './word.ts';

/** A third sentence is worth it while the brief is still shorter than this share of its room. */
const THIRD_BELOW = 0.7;
/** A sentence of an outlet that has not spoken yet is welcome. */
const NEW_VOICE = 2;
/** What is not worth this share of the lead is left out. */
const WORTH_TELLING = 0.12;

/** The lead and what adds to it, for readers: few sentences, never the same thing twice. */
export function compose(
  lead: Candidate,
  all: readonly (readonly Candidate[])[],
  budget: { readonly maxWords: number; readonly maxSentences: number },
  headline: Headline,
): Candidate[] {
  const chosen = [lead];
  let room = budget.maxWords - lead.sentence.length;
  const pool = all
    .flat()
    .filter((one) => one.sentence.stands !== 'never' && one !== lead && !isToldBy(headline, one.sentence));
  while (chosen.length < budget.maxSentences) {
    if (chosen.length >= 2 && room < budget.maxWords * (1 - THIRD_BELOW)) break;
    const voices = new Set(chosen.map((one) => one.reading.voice));
    const counted = chosen.some((one) => tolls(one.sentence));
    const isChosen = ({ sentence }: Candidate) =>
      chosen.some(
        (other) => other.sentence.article === sentence.article && other.sentence.index === sentence.index,
      );
    const next = best(
      pool.map((one) => within(one, room)),
      (one) => {
        const { sentence, reading } = one;
        if (isChosen(one) || sentence.length > room || one.worth < lead.worth * WORTH_TELLING) return 0;
        if (reading.news && !sentence.event && sentence.index > 0) return 0;
        if (chosen.some((other) => saysTheSame(sentence, other.sentence))) return 0;
        if (counted && isVague(sentence)) return 0;
        if (sentence.stands === 'after' && !follows(one, chosen)) return 0;
        let worth = one.worth;
        const named = chosen.some((other) => other.sentence.terms.has(sentence.surname ?? ''));
        if (!named && isNamedInFull(reading, sentence)) return 0;
        if (sentence.refers && !follows(one, chosen)) {
          // In somebody's words «this» is what he speaks of; in the outlet's own it is what stood before.
          if (!inSet(SAYING, sentence.words[0]?.folded ?? '')) return 0;
          worth *= FAULT.refers;
        }
        for (const other of chosen) worth *= 1 - overlap(sentence.terms, other.sentence.terms) / 2;
        if (sentence.index === 0 && sentence.article !== lead.sentence.article) worth *= FAULT.anotherLead;
        return voices.has(reading.voice) ? worth : worth * NEW_VOICE;
      },
    );
    if (next === undefined) break;
    chosen.push(next);
    room -= next.sentence.length;
  }
  return ordered(chosen);
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
