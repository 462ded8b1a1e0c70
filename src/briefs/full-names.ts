/** The people whom an article names in full: by their surnames, and by the offices they hold. */
import { once } from '../arabic/kept.ts';
import { isGivenName } from '../arabic/names.ts';
import { telling } from '../stories/terms.ts';
import { UNCOMMON } from './candidate.ts';
import { isPlace } from './opening.ts';
import type { Sentence } from './sentence.ts';
import { gapBefore, IS, speaksFor, type Word } from './word.ts';

/** Each surname of the article, folded, with the only full name that ends in it; '' where two people bear it. */
export function fullNames(sentences: readonly Sentence[]): Map<string, string> {
  const out = new Map<string, string>();
  for (const sentence of sentences) {
    const { text, words, is } = sentence;
    if ((is & IS.given) === 0) continue;
    for (const [at, given] of words.entries()) {
      if (!isBareGiven(given) || speaksFor(words, at)) continue;
      const before = words[at - 1];
      const goesOn = before !== undefined && (isLink(before) || (before.is & IS.given) > 0);
      if (goesOn && gapBefore(sentence, at) === ' ') continue;
      for (let end = at + 1; end < words.length && end <= at + 4; end += 1) {
        const word = words[end];
        if (word === undefined || gapBefore(sentence, end) !== ' ' || !mayBeName(word)) break;
        if (isLink(word)) continue;
        const full = text.slice(given.start, word.end);
        const known = out.get(word.folded);
        const same = known === undefined || known === full || known.split(' ')[0] === full.split(' ')[0];
        out.set(word.folded, same ? (known ?? full) : '');
      }
    }
  }
  return out;
}

/** Whether a word is a given name, neither a verb nor behind a clitic: سامر, never وسامر, نور in لنور or طالب. */
function isBareGiven({ folded, is }: Word): boolean {
  if ((is & IS.given) === 0 || (is & IS.source) > 0) return false;
  return !/^[ولب]/u.test(folded) || !isGivenName(folded.slice(1));
}

/** What stands between two names: بن، آل. */
function isLink({ folded }: Word): boolean {
  return /^(?:بن|ابن|بنت|ال|ابو|عبد)$/u.test(folded);
}

function mayBeName(word: Word): boolean {
  const { term, is } = word;
  if (isLink(word) || (is & IS.given) > 0) return true;
  return term !== '' && (is & (IS.office | IS.source | IS.day)) === 0 && telling(term) >= UNCOMMON;
}

/** Words of an office behind its head, the adjective of its state last: «وزيرة الخارجية النورينية». */
const OFFICE_WORDS = 2;

/** «نائب الرئيس …», «نجل الرئيس …»: the name behind these is another's. */
const HIS = /^[وفبل]?(?:زوجه|زوج|نجل|نجله|شقيق|شقيقه|ابن|ابنه|حرم|طبيب|محامي|مبعوثه|نايبه)$/u;

type Office = {
  /** Folded. */
  readonly name: string;
  /** Where its last word stands among the sentence's. */
  readonly last: number;
};

/** The office of a state that begins at this word: «الرئيس الأردني»; undefined where none does. */
export function officeAt(sentence: Sentence, at: number): Office | undefined {
  const { words } = sentence;
  const word = words[at];
  if (word === undefined || (word.is & IS.head) === 0) return undefined;
  const before = words[at - 1];
  if (before !== undefined && ((before.is & IS.office) > 0 || HIS.test(before.folded))) return undefined;
  const head = word.folded.replace(/^[وفبل](?=ال[رم])/u, '');
  const name = [head];
  for (let last = at + 1; last <= at + OFFICE_WORDS; last += 1) {
    const word = words[last];
    if (word === undefined || gapBefore(sentence, last) !== ' ') return undefined;
    name.push(word.folded);
    if (isPlace(word) && word.folded.startsWith('ال')) return { name: name.join(' '), last };
  }
  return undefined;
}

/** How the name that begins at this word goes on, up to the offset where it ends: by one word, by what links it to the
 * next («بن …»), and by another that goes with it elsewhere too («أحمدي نجاد»). */
function nameEnd(sentence: Sentence, from: number, all: () => string): number | undefined {
  const { text, words } = sentence;
  let last = from + 1;
  const follows = (at: number): boolean => words[at] !== undefined && gapBefore(sentence, at) === ' ';
  for (let link = words[last]; link !== undefined && isLink(link) && follows(last); link = words[last])
    last += 1;
  const surname = words[last];
  // «رئيسي» is a surname where it stands behind a first name.
  const named = surname !== undefined && (mayBeName(surname) || /^(?!ال).+ي$/u.test(surname.folded));
  if (!follows(last) || !named) return undefined;
  const next = words[last + 1];
  if (next === undefined || !follows(last + 1) || !mayBeName(next)) return surname.end;
  const both = text.slice(surname.start, next.end);
  return all().indexOf(both) === all().lastIndexOf(both) ? surname.end : next.end;
}

/** Places of an article where an office is looked at. */
const OFFICES_AT_MOST = 100;

/** Who holds each office, in the article's own words («هاني المصلح»); '' where it names two people. */
export function holdersOf(sentences: readonly Sentence[]): Map<string, string> {
  const out = new Map<string, string>();
  const all = once(() => sentences.map(({ text }) => text).join('\n'));
  let asked = 0;
  for (const sentence of sentences) {
    const { text, words, is } = sentence;
    for (let at = 0; (is & IS.head) > 0 && at < words.length; at += 1) {
      const office = officeAt(sentence, at);
      if (office === undefined) continue;
      asked += 1;
      if (asked > OFFICES_AT_MOST) return out;
      const from = office.last + 1;
      const first = words[from];
      if (first === undefined || !isBareGiven(first) || !/^[،,]? $/u.test(gapBefore(sentence, from)))
        continue;
      const end = nameEnd(sentence, from, all);
      if (end === undefined) continue;
      const name = text.slice(first.start, end);
      const known = out.get(office.name);
      const same = known === undefined || known.split(' ')[0] === name.split(' ')[0];
      out.set(office.name, same ? (known ?? name) : '');
    }
  }
  return out;
}
