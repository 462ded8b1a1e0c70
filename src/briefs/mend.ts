/** What a sentence lacks when it stands without those before it: its speaker's name, the date of its day. */
import { keptFor, once } from '../arabic/kept.ts';
import { countWords } from '../arabic/words.ts';
import type { Candidate, Reading } from './candidate.ts';
import { type Dating, datingOf, dayNotes } from './days.ts';
import { fullNames, holdersOf, officeAt } from './full-names.ts';
import * as openers from './openers.ts';
import { isPlace, SPEAKS_UNNAMED } from './opening.ts';
import { type Mend, mayFollow, type Sentence } from './sentence.ts';
import { gapBefore, IS, quotedWords } from './word.ts';

/** Whether a verb of saying is one man's or one woman's; undefined for what is no such verb, or several people's. */
function sexOf(folded: string): 'm' | 'f' | undefined {
  const verb = folded.replace(/^[وف](?=.{3})/u, '');
  const known = (form: string) => openers.SAYING.has(form) || openers.CONTINUING.has(form);
  if (!known(verb)) return undefined;
  if (/(?:وا|ون)$/u.test(verb) || verb === 'بين') return undefined;
  if (verb.startsWith('ت') && known(`ي${verb.slice(1)}`)) return 'f';
  const stem = verb.slice(0, -1);
  const feminine = verb.endsWith('ت') && (known(stem) || known(`${stem}ي`) || known(`${stem}ا`));
  return feminine ? 'f' : 'm';
}

/** Verbs that hand on somebody else's words: who speaks after them is not who hands on. */
const HANDS_ON = /^[وف]?(?:نقل|نقلت|نشر|نشرت|كتب|كتبت|غرد|غردت|روي|روت|امر|امرت|قرر|قررت)$/u;
/** Behind «في» these are the occasion of speaking, no part of who speaks. */
const OCCASION =
  /^(?:ال)?(?:تصريح|تصريحات|بيان|موتمر|حديث|مقابله|كلمه|لقا|تغريده|منشور|خطاب|اتصال|تقرير|رساله|وقت|ختام|مستهل|جلسه|اول|رد|ندوه|تعليق|مداخله|افتتاح|اطار|هذا|هذه)$/u;
const ENDS_SPEAKER =
  /^(?:يوم|مسا|صباح|ظهر|فجر|اليوم|امس|ايضا|كذلك|الذي|التي|الذين|و.{0}|قايلا|قايله|ل|له|لها|لهم)$/u;
/** In words: who is named at more length is followed by what was done, not by what was said. */
const LONGEST_SPEAKER = 10;

/** Who speaks in a sentence that opens with a verb of saying, as it writes him: «رئيس بلدية نورين هاني المصلح». */
function speakerOf(sentence: Sentence): string | undefined {
  const { text, words } = sentence;
  let end = 1;
  let apposed = false;
  while (end < words.length && end <= LONGEST_SPEAKER) {
    const word = words[end];
    if (word === undefined) break;
    const gap = gapBefore(sentence, end);
    if (/[:"«“(؛–—-]/u.test(gap)) break;
    if (/[،,]/u.test(gap)) {
      // A name between commas behind the office: «وزير النقل، سامر البدري، إن».
      if (end === 1 || apposed || (word.is & IS.given) === 0) break;
      apposed = true;
    }
    if (ENDS_SPEAKER.test(word.folded) || (word.is & (IS.day | IS.yesterday)) > 0) break;
    if (word.folded === 'في') {
      if (end < 3 || OCCASION.test(words[end + 1]?.folded ?? '')) break;
    } else if (openers.AFTER_NOBODY.has(word.folded)) break;
    end += 1;
  }
  if (end > LONGEST_SPEAKER || end >= words.length || end === 1) return undefined;
  const named = words.slice(1, end);
  const [first, last] = [named[0], named[named.length - 1]];
  if (first === undefined || last === undefined || last.folded === 'في') return undefined;
  const points = named.some(
    ({ is, end: to }) => (is & (IS.points | IS.bears)) > 0 || text.charAt(to - 1) === 'ه',
  );
  const given = named.some((word, at) => (word.is & IS.given) > 0 && at + 1 < named.length);
  const spokenTo = /^[لب]/u.test(first.folded) && !first.term.startsWith(first.folded.charAt(0));
  const office = named.some(({ folded }) => openers.OF_OFFICE.has(folded));
  if (points || spokenTo || first.term === '') return undefined;
  if (openers.ANAPHORIC.has(first.folded) && !given && !office) return undefined;
  const known = given || office || named.length > 1 || SPEAKS_UNNAMED.has(first.folded) || isPlace(first);
  if (!known) return undefined;
  return `${text.slice(first.start, last.end)}${apposed ? '،' : ''}`;
}

/** Whether several people speak: after a verb of one man they are not whom the next one means. */
const MANY = /^(?:.{3,}(?:ون|ين|ان|ات)|مصادر|شهود|خبرا|علما|اطبا|نشطا|سكان|اهالي)$/u;

/** Words right behind a verb whose subject stands in the sentence before. */
const SAYS_AT_ONCE = /^(?:ا?ن|انه|انها|انهم|بان|بانه|بانها|الي|علي|عن|قايلا|قايله|ان)$/u;

/** Whether the sentence opens with a verb of saying that leaves its subject to the sentence before. */
function leavesSpeaker(sentence: Sentence): boolean {
  const [verb, next] = sentence.words;
  if (verb === undefined || next === undefined || sexOf(verb.folded) === undefined) return false;
  if (/^[:\s]*["«“]/u.test(gapBefore(sentence, 1))) return true;
  return gapBefore(sentence, 1) === ' ' && SAYS_AT_ONCE.test(next.folded);
}

/** Whether somebody else begins to speak within the sentence: its speaker is not the last one. */
function handsOver({ words }: Sentence): boolean {
  return words.some(({ folded }, at) => {
    if (at === 0) return HANDS_ON.test(folded);
    const joins = /^(?:فيما|بينما|حين|حيث|كما)$/u.test(words[at - 1]?.folded ?? '');
    const bare = joins ? folded : folded.startsWith('و') ? folded.slice(1) : '';
    return bare !== '' && (openers.SAYING.has(bare) || openers.CONTINUING.has(bare));
  });
}

/** How many sentences back a speaker may have been named. */
const CHAIN = 3;

/** Who speaks in a sentence that leaves it to those before: one speaker, of the verb's sex, right before it. */
function meantBy(sentences: readonly Sentence[], place: number): string | undefined {
  const sex = sexOf(sentences[place]?.words[0]?.folded ?? '');
  for (let back = place - 1; back >= 0 && back >= place - CHAIN; back -= 1) {
    const before = sentences[back];
    const verb = before?.words[0];
    if (before === undefined || verb === undefined || before.stands === 'never') return undefined;
    if (sexOf(verb.folded) !== sex || handsOver(before)) return undefined;
    if (leavesSpeaker(before)) continue;
    const speaker = speakerOf(before);
    const first = before.words[1]?.folded ?? '';
    return speaker !== undefined && (sex === 'f' || !MANY.test(first)) ? speaker : undefined;
  }
  return undefined;
}

/** Titles that may stand between a verb of saying and a surname. */
const TITLE =
  /^(?:الدكتور|الدكتوره|الوزير|الوزيره|الرييس|المهندس|المهندسه|الشيخ|السيد|السيده|اللوا|العميد|العقيد|الجنرال|الاستاذ|المتحدث|الناطق|السفير|النايب|المدرب|اللاعب|القاضي|المحامي|الفنان|الكاتب|البروفيسور|المستشار|الفريق)$/u;

/** Where a speaker stands by surname alone, perhaps behind a title, and his full name elsewhere in the article. */
function surnameMend(sentence: Sentence, names: ReadonlyMap<string, string>): Mend | undefined {
  const { words } = sentence;
  if (sexOf(words[0]?.folded ?? '') === undefined) return undefined;
  let at = 1;
  while (at < 3 && TITLE.test(words[at]?.folded ?? '') && gapBefore(sentence, at) === ' ') at += 1;
  const word = words[at];
  if (word === undefined || gapBefore(sentence, at) !== ' ' || (word.is & IS.given) > 0) return undefined;
  const full = names.get(word.folded);
  if (full === undefined || full === '') return undefined;
  const given = full.slice(0, full.lastIndexOf(' '));
  return { at: word.start, text: `${given} `, words: countWords(given), kind: 'name', of: word.folded };
}

/** Behind an office: another one than who holds it now. */
const NOT_THE_HOLDER = /^(?:نفسه|او|ال.*)$/u;

/** Where an office stands without its holder, whom the article names with it elsewhere: readers would think of today's. */
function officeMend(sentence: Sentence, holders: ReadonlyMap<string, string>): Mend | undefined {
  const { text, words } = sentence;
  for (let at = 0; at < words.length; at += 1) {
    const office = officeAt(sentence, at);
    const name = office === undefined ? '' : (holders.get(office.name) ?? '');
    if (office === undefined || name === '') continue;
    const next = words[office.last + 1];
    const other = next !== undefined && (next.is & IS.day) === 0 && NOT_THE_HOLDER.test(next.folded);
    if (other || (next !== undefined && (next.is & IS.given) > 0)) continue;
    const end = words[office.last]?.end ?? 0;
    const apposed = /^\s?[(«"“]/u.test(text.slice(end, end + 2));
    if (apposed || name.split(' ').some((part) => text.includes(part))) continue;
    if (quotedWords(text, words).has(at)) continue;
    return { at: end, text: ` ${name}`, words: countWords(name), kind: 'office', of: office.name };
  }
  return undefined;
}

/** What the sentence at `place` lacks when it stands by itself; nothing where that is not certain. */
function mends(reading: Reading, sentence: Sentence, known: Known): Mend[] {
  const out: Mend[] = [];
  const [verb] = sentence.words;
  if (verb !== undefined && sentence.index > 0 && (verb.is & IS.source) > 0) {
    const surname = surnameMend(sentence, known.names());
    if (surname !== undefined) out.push(surname);
    else if (leavesSpeaker(sentence) && !openers.CONTINUING.has(verb.folded.replace(/^[وف](?=.{3})/u, ''))) {
      const meant = meantBy(reading.sentences, sentence.index);
      if (meant !== undefined)
        out.push({ at: verb.end, text: ` ${meant}`, words: countWords(meant), kind: 'speaker', of: '' });
    }
  }
  const office = (sentence.is & IS.head) > 0 ? officeMend(sentence, known.holders()) : undefined;
  if (office !== undefined) out.push(office);
  const dating = (sentence.is & (IS.day | IS.yesterday)) > 0 ? known.dating() : undefined;
  if (dating !== undefined) {
    for (const { at, note, day } of dayNotes(sentence, dating)) {
      out.push({ at, text: note, words: countWords(note), kind: 'day', of: String(day) });
    }
  }
  return out;
}

type Known = {
  readonly names: () => ReadonlyMap<string, string>;
  readonly holders: () => ReadonlyMap<string, string>;
  readonly dating: () => Dating | undefined;
};

const knownOf = keptFor(
  ({ article, sentences, is }: Reading): Known => ({
    names: once(() => fullNames(sentences)),
    holders: once(() => holdersOf(sentences)),
    dating: once(() => datingOf(article.published, article.text, is)),
  }),
);

/** «خلالها» among so many words points at what stood before. */
const THEN_WITHIN = 6;

/** What a sentence's words are where it may lack something. */
const MAY_LACK = IS.head | IS.day | IS.yesterday;

/** The candidate with what it lacks by itself, for which its length leaves room. */
export function mended(one: Candidate): Candidate {
  const { stands, is, words, index } = one.sentence;
  const speaks = index > 0 && ((words[0]?.is ?? 0) & IS.source) > 0;
  return stands === 'never' || !(speaks || (is & MAY_LACK) > 0) ? one : mendedOnce(one);
}

const mendedOnce = keptFor((one: Candidate): Candidate => {
  const { sentence, reading } = one;
  const made = mends(reading, sentence, knownOf(reading)).filter(({ at }) => at < sentence.text.length);
  if (made.length === 0) return one;
  const length = made.reduce((sum, { words }) => sum + words, sentence.length);
  // A name makes a sentence stand by itself, but not one that says «during it».
  const then = sentence.words.slice(0, THEN_WITHIN).some(({ is }) => (is & IS.since) > 0);
  const named = !then && made.some(({ kind }) => kind === 'speaker' || kind === 'name');
  const stands = named ? ({ stands: 'alone', says: true, goesOn: false, surname: undefined } as const) : {};
  return { ...one, sentence: { ...sentence, ...stands, length, mends: made } };
});

/**
 * The texts of a brief's sentences in their order, each with the names and dates that readers of this brief lack: a
 * speaker unless the sentence that names him stands right before, a full name and a day's date once.
 */
export function told(chosen: readonly Candidate[]): string[] {
  const days = new Set<string>();
  const names = new Set<string>();
  let before = '';
  return chosen.map(({ sentence, reading }, place) => {
    const last = chosen[place - 1];
    const follows = mayFollow({ ...sentence, goesOn: false }, last?.sentence);
    const same = last?.reading === reading;
    let out = '';
    let from = 0;
    for (const mend of [...sentence.mends].sort((a, b) => a.at - b.at)) {
      const needless =
        mend.kind === 'speaker'
          ? follows || (same && /^\S+(.*)$/su.exec(before)?.[1]?.startsWith(mend.text) === true)
          : (mend.kind === 'day' ? days : names).has(mend.of);
      if (needless || mend.at > sentence.text.length) continue;
      if (mend.kind === 'day') days.add(mend.of);
      if (mend.kind === 'office') names.add(mend.of);
      out += sentence.text.slice(from, mend.at) + mend.text;
      from = mend.at;
    }
    for (const { folded } of sentence.words) names.add(folded);
    before = out + sentence.text.slice(from);
    return before;
  });
}
