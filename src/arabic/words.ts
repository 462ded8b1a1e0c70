/** Words, light stems and the terms that search, topics and likeness share. */

import { ARABIC, classAt, FOREIGN, LETTER_OR_DIGIT, NUMBER, runEnd, SPACE } from './characters.ts';
import { lastAsked } from './kept.ts';
import { fold } from './normalize.ts';
import { BATCH, factOf, type Known, remember, wordAt, wordsAt } from './remember.ts';
import { isRooted, mayBeRooted } from './rooted.ts';

/** Words of a text as readers count them: runs of non-spaces that hold a letter or a digit. */
export function countWords(text: string): number {
  let count = 0;
  let counted = false;
  for (let at = 0; at < text.length; at += 1) {
    const is = classAt(text, at);
    if ((is & SPACE) !== 0) counted = false;
    else if (!counted && (is & LETTER_OR_DIGIT) !== 0) {
      counted = true;
      count += 1;
    }
  }
  return count;
}

/** A word where it stands in a text. */
export type Token = {
  /** As written. */
  readonly text: string;
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
  /** What is known of it wherever it stands. */
  readonly known: Known;
};

/** The marks that may stand inside a number: 1,500.5 ١٬٥٠٠٫٥ */
function partsNumber(code: number): boolean {
  return code === 0x2e || code === 0x2c || code === 0x066b || code === 0x066c;
}

/** Where the first token at or after `from` begins; the text's length when there is none. */
function tokenStart(text: string, from: number): number {
  let at = from;
  while (at < text.length && (classAt(text, at) & (NUMBER | ARABIC | FOREIGN)) === 0) at += 1;
  return at;
}

function tokenEnd(text: string, start: number): number {
  const is = classAt(text, start);
  if ((is & NUMBER) === 0) return runEnd(text, start, (is & ARABIC) !== 0 ? ARABIC : FOREIGN);
  let end = runEnd(text, start, NUMBER);
  while (partsNumber(text.charCodeAt(end)) && (classAt(text, end + 1) & NUMBER) !== 0) {
    end = runEnd(text, end + 1, NUMBER);
  }
  return end;
}

/** The offsets of the tokens that are looked up together. */
const bounds = new Int32Array(BATCH * 2);

/** Add the first tokens whose offsets stand in `bounds`. */
function add(out: Token[], text: string, count: number): void {
  const words = wordsAt(text, bounds, count);
  for (let at = 0; at < count; at += 1) {
    const known = words[at];
    if (known === undefined) break;
    out.push({ text: known.text, start: bounds[at * 2] ?? 0, end: bounds[at * 2 + 1] ?? 0, known });
  }
}

function read(text: string): readonly Token[] {
  const out: Token[] = [];
  let count = 0;
  for (let start = 0; start < text.length; ) {
    if ((classAt(text, start) & (NUMBER | ARABIC | FOREIGN)) === 0) {
      start += 1;
      continue;
    }
    const end = tokenEnd(text, start);
    bounds[count * 2] = start;
    bounds[count * 2 + 1] = end;
    count += 1;
    if (count === BATCH) {
      add(out, text, count);
      count = 0;
    }
    start = end;
  }
  add(out, text, count);
  return out;
}

/** From so many characters on a text is an article's, and others will ask for its tokens too. */
const ARTICLE = 300;
const lately = lastAsked<string, readonly Token[]>(2);

/**
 * Numbers with their inner . and , Arabic words with their marks, and words of other scripts, in order; punctuation is
 * left out. A clitic that tatweel parts from its word (بـ"تهديدات"، لـCNN، الـ12) is a token of its own. A word that
 * stands twice is one string, so that maps keyed by it are quick.
 */
export function tokens(text: string): readonly Token[] {
  if (text.length < ARTICLE) return read(text);
  return lately(
    text,
    () => true,
    () => read(text),
  );
}

/** The shortest stem: below it different words fall together. */
const SHORTEST = 3;

function without(word: string, ending: string, least: number): string | undefined {
  return word.length - ending.length >= least && word.endsWith(ending)
    ? word.slice(0, -ending.length)
    : undefined;
}

/** Endings with the fewest letters that must remain, tried in order, by their last letter; the first that fits is taken. */
type Endings = ReadonlyMap<string, readonly (readonly [string, number])[]>;

function byLastLetter(...all: readonly (readonly [string, number])[]): Endings {
  const byLast = new Map<string, (readonly [string, number])[]>();
  for (const one of all) {
    const last = one[0].slice(-1);
    byLast.set(last, [...(byLast.get(last) ?? []), one]);
  }
  return byLast;
}

const PRONOUNS = byLastLetter(['هما', 3], ['ها', 3], ['هم', 4], ['هن', 4], ['نا', 4], ['كم', 4]);

/** Number and gender, alone or upon the nisba. ان, ين and ون need four letters before them: ايران and بوتين are no duals. */
const NUMBERS = byLastLetter(
  ['يتين', 3],
  ['يتان', 3],
  ['يون', 3],
  ['يين', 3],
  ['يان', 4],
  ['يات', 3],
  ['يه', 3],
  ['تين', 4],
  ['تان', 4],
  ['ون', 4],
  ['ين', 4],
  ['ان', 4],
  ['ات', 3],
  ['ه', 3],
  ['ا', 3],
  ['ت', 4],
);

/** Once the nisba is off, the ending of the place or thing it was made from, so that فلسطيني meets فلسطين. */
const UNDER_NISBA = byLastLetter(['ون', 4], ['ين', 4], ['ان', 4], ['ات', 3]);

function cut(word: string, endings: Endings): string {
  const fitting = endings.get(word.charAt(word.length - 1));
  // The last letters of these only look like an ending.
  if (fitting === undefined || word.endsWith('ستان') || word.endsWith('بيروت')) return word;
  for (const [ending, least] of fitting) {
    const rest = without(word, ending, least);
    if (rest !== undefined) return rest;
  }
  return word;
}

/** The nisba upon ء, in all its forms: كهربائي، قضائية، نهائيات. */
const ON_HAMZA = /^(..+ا)يي(?:ه|ين|ون|ات|ا)?$/u;
/** The و of a plural that a noun follows: لاعبو المنتخب، مسؤولو الوزارة. */
const BEFORE_NOUN = /^(?:.ا..|م.{3,})و$/u;
/** نا behind these is the word's own ن and a tanwin: قانونا، مليونا. */
const OWN_NUN = /[اوي]نا$/u;

/** A word without pronoun, number and gender, and without the nisba; what the nisba was made from is whole. */
function withoutNisba(word: string): string {
  const onHamza = word.includes('ايي') ? ON_HAMZA.exec(word)?.[1] : undefined;
  if (onHamza !== undefined) return cut(onHamza, NUMBERS);
  let rest = word;
  if (word.endsWith('و') && BEFORE_NOUN.test(word)) rest = word.slice(0, -1);
  else if (word.endsWith('ته') && word.length >= SHORTEST + 2) rest = word.slice(0, -1);
  else if (!(word.endsWith('نا') && OWN_NUN.test(word))) rest = cut(word, PRONOUNS);
  else if (word.length > SHORTEST + 1) rest = word.slice(0, -1);
  if (rest !== word && !rest.endsWith('ات')) {
    // A pronoun opens the ة before it (حكومتها is حكومه and ها) and seats the ء (لقاوها is لقا and ها).
    const open = without(rest, 'ت', SHORTEST) ?? without(rest.replace(/ا[وي]$/u, 'اء'), 'ء', SHORTEST);
    if (open !== undefined) return open;
  }
  rest = cut(rest, NUMBERS);
  return without(rest, 'ي', SHORTEST) ?? rest;
}

function withoutEndings(word: string): string {
  return cut(withoutNisba(word), UNDER_NISBA);
}

/** Words of three letters that ب and ل are taken from all the same: with most they would be words of four. */
const SHORT_WORDS = new Set(
  `مصر غزه قطر عدن حلب قسد دبي ابل جده مكه حكم كاس كره حرب سلم امن دعم عدم نقل قوه غزو فتح منع عام نهر وقف فرض حزب
  وسط دفع عمل عدد حلف فضل رفع وجه قتل فعل شهر دول رصد نشر وضع حجم اخذ ضرب بيع حفظ قصف دور سحب مقر نفط فوز هدف
  شكل سبب طلب امر يوم سوق ارض بحر جيش شعب سجن عقد بدا جمع قطع خفض كسب حسم نصر بحث بنا علم سنه زوج طفل عمر`.split(
    /\s+/u,
  ),
);

function rooted(word: string): boolean {
  if (!mayBeRooted(word)) return false;
  const place = withoutNisba(word);
  return isRooted(word) || isRooted(place) || isRooted(cut(place, UNDER_NISBA));
}

/** The first letters of all clitics. */
const CLITICS = 'وفبكلسا';

/** How many letters of a word are ال, بال, كال or لل before it. */
function articleLength(word: string): number {
  if (word.startsWith('ال') || word.startsWith('لل')) return 2;
  return word.startsWith('بال') || word.startsWith('كال') ? 3 : 0;
}

/** The word without و ف ب ك ل س ال لل before it, unless those letters are its own. */
function withoutClitics(word: string): string {
  let rest = word;
  if (!CLITICS.includes(rest.charAt(0))) return rest;
  if (rest.length <= SHORTEST || rooted(rest)) return rest;
  if (rest.startsWith('و') || (rest.startsWith('ف') && articleLength(rest.slice(1)) > 0)) {
    rest = rest.slice(1);
    if (rest.length <= SHORTEST || rooted(rest)) return rest;
  }
  const first = rest.charAt(0);
  // ل before a noun of ل swallows the article: للقاء is ل and اللقاء.
  if ('بكل'.includes(first) && rooted(rest.slice(1)) && rest.length > SHORTEST) return rest.slice(1);
  const article = articleLength(rest);
  if (article > 0) return rest.length - article >= SHORTEST ? rest.slice(article) : rest;
  const mayGo = first === 'ب' || first === 'ل' || (first === 'س' && 'يتن'.includes(rest.charAt(1)));
  if (mayGo && (rest.length > SHORTEST + 1 || SHORT_WORDS.has(rest.slice(1)))) {
    return rest.slice(1);
  }
  return rest;
}

const ARABIC_WORD = /^[ء-ي]+$/u;

function stemAnew(folded: string): string {
  return folded.length > SHORTEST && ARABIC_WORD.test(folded)
    ? withoutEndings(withoutClitics(folded))
    : folded;
}

/**
 * A light stem of one folded word: clitics and common endings off, never below three letters. A word of another script
 * or a number is its own stem.
 */
export const stem: (folded: string) => string = remember(stemAnew);

/** Folded; ال, بال … are what tatweel leaves of a clitic before a quotation mark, a number or a Latin name. */
const STOP_WORDS = new Set(
  `من في على علي الى الي عن مع منذ هذا هذه هذان هذين ذلك تلك هولا اوليك هنا هناك التي الذي الذين اللذين اللذان اللتين اللواتي ما ماذا ان انه انها انهم انهما اننا او ام ثم قد لقد لا لم لن
  هو هي هم هما هن نحن انا كان كانت كانوا يكون تكون ليس ليست كما مثل بعد قبل قبيل بين حتى حتي خلال اثنا عند عندما حين حينما غير كل كلا بعض اي ايه ايضا
  فيها فيه فيهم به بها بهم له لها لهم لهما عليه عليها عليهم منه منها منهم اليه اليها اليهم عنه عنها عنهم معه معها معهم بينهم بينهما بينها الا اذا اذ لو لولا لكن لكنه لكنها حيث لدي لديه لديها لديهم لدى
  بان بانه بانها لان لانه لانها كي لكي كيف متى اين لماذا هل بل سوى سوف نحو حول ضد دون بدون عبر فوق تحت امام ورا داخل خارج ضمن لل ال بال كال نفس ذات ذاته ذاتها ذي ذو بما مما عما فيما ممن لما لهذا لذلك بذلك كذلك وفق وفقا حسب بحسب عدم جدا فقط ذلك`.split(
    /\s+/u,
  ),
);

const LONGEST_STOP_WORD = Math.max(...[...STOP_WORDS].map((word) => word.length));

/** Whether a folded word carries no matter of its own (particles, pronouns), with و or ف before it or without. */
export function isStopWord(folded: string): boolean {
  if (folded.length > LONGEST_STOP_WORD + 1) return false;
  return (
    STOP_WORDS.has(folded) ||
    ((folded.startsWith('و') || folded.startsWith('ف')) && STOP_WORDS.has(folded.slice(1)))
  );
}

/** A written word folded, and its stem where it carries matter of its own, else ''. */
type Lexeme = { readonly folded: string; readonly term: string };

/** What a word as written comes to. Whoever finds out more about a word begins here, so that it is folded and stemmed once. */
export const lexeme = factOf((written): Lexeme => {
  const folded = fold(written);
  return { folded, term: folded.length > 1 && !isStopWord(folded) ? stemAnew(folded) : '' };
});

/** The content words of a text, folded and stemmed, in order with repeats. */
export function terms(text: string): string[] {
  const out: string[] = [];
  for (let end = 0, start = tokenStart(text, 0); start < text.length; start = tokenStart(text, end)) {
    end = tokenEnd(text, start);
    const { term } = lexeme(wordAt(text, start, end));
    if (term !== '') out.push(term);
  }
  return out;
}
