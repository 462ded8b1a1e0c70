/** Words, light stems and the terms that search, topics and likeness share. */
import { fold } from './normalize.ts';
import { isRooted } from './rooted.ts';

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Words of a text as readers count them: runs of non-spaces that hold a letter or a digit. */
export function countWords(text: string): number {
  let count = 0;
  for (const run of text.match(/\S+/gu) ?? []) if (LETTER_OR_DIGIT.test(run)) count += 1;
  return count;
}

export type Token = {
  /** As written. */
  readonly text: string;
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
};

/** A number with its inner . and , | Arabic letters with their marks | letters of other scripts. */
const TOKEN =
  /\p{N}+(?:[.,٫٬]\p{N}+)*|[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdfb\ufe70-\ufefc]+|(?:(?!\p{Script=Arabic}|\u0640)[\p{L}\p{M}])+/gu;

/**
 * Numbers, Arabic words with their marks, and words of other scripts, in order; punctuation is left out. A clitic that
 * tatweel parts from its word (بـ"تهديدات"، لـCNN، الـ12) is a token of its own.
 */
export function tokens(text: string): Token[] {
  const out: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    out.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return out;
}

/** The shortest stem: below it different words fall together. */
const SHORTEST = 3;

function without(word: string, ending: string, least: number): string | undefined {
  return word.length - ending.length >= least && word.endsWith(ending)
    ? word.slice(0, -ending.length)
    : undefined;
}

/** Endings with the fewest letters that must remain, tried in order; the first that fits is taken. */
type Endings = readonly (readonly [string, number])[];

const PRONOUNS: Endings = [
  ['هما', 3],
  ['ها', 3],
  ['هم', 4],
  ['هن', 4],
  ['نا', 4],
  ['كم', 4],
];

/** Number and gender, alone or upon the nisba. ان, ين and ون need four letters before them: ايران and بوتين are no duals. */
const NUMBERS: Endings = [
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
];

/** Once the nisba is off, the ending of the place or thing it was made from, so that فلسطيني meets فلسطين. */
const UNDER_NISBA: Endings = [
  ['ون', 4],
  ['ين', 4],
  ['ان', 4],
  ['ات', 3],
];

/** Whose last letters only look like an ending. */
const WHOLE = /(?:ستان|بيروت)$/u;

function cut(word: string, endings: Endings): string {
  if (WHOLE.test(word)) return word;
  for (const [ending, least] of endings) {
    const rest = without(word, ending, least);
    if (rest !== undefined) return rest;
  }
  return word;
}

function withoutEndings(word: string): string {
  let rest = /.{3}ته$/u.test(word) ? word.slice(0, -1) : cut(word, PRONOUNS);
  if (rest !== word && !rest.endsWith('ات')) {
    // A pronoun opens the ة before it (حكومتها is حكومه and ها) and seats the ء (لقاوها is لقا and ها).
    const open = without(rest, 'ت', SHORTEST) ?? without(rest.replace(/ا[وي]$/u, 'اء'), 'ء', SHORTEST);
    if (open !== undefined) return open;
  }
  rest = cut(rest, NUMBERS);
  const noun = without(rest, 'ي', SHORTEST);
  if (noun !== undefined) rest = noun;
  return cut(rest, UNDER_NISBA);
}

/** Three letters that ب and ل are taken from all the same. */
const SHORT_PLACES = new Set(['مصر', 'غزه', 'قطر', 'عدن', 'حلب', 'قسد', 'دبي', 'ابل']);

function rooted(word: string): boolean {
  return isRooted(word) || isRooted(withoutEndings(word));
}

/** The word without و ف ب ك ل س ال لل before it, unless those letters are its own. */
function withoutClitics(word: string): string {
  let rest = word;
  if (rest.length <= SHORTEST || rooted(rest)) return rest;
  if (rest.startsWith('و') || /^ف(?:[بك]?ال|لل)/u.test(rest)) {
    rest = rest.slice(1);
    if (rest.length <= SHORTEST || rooted(rest)) return rest;
  }
  const preposition = /^[بكل]/u.test(rest);
  // ل before a noun of ل swallows the article: للقاء is ل and اللقاء.
  if (preposition && rooted(rest.slice(1)) && rest.length > SHORTEST) return rest.slice(1);
  const article = /^(?:[بك]?ال|لل)/u.exec(rest)?.[0].length ?? 0;
  if (article > 0) return rest.length - article >= SHORTEST ? rest.slice(article) : rest;
  if (/^(?:[بل]|س[يتن])/u.test(rest) && (rest.length > SHORTEST + 1 || SHORT_PLACES.has(rest.slice(1)))) {
    return rest.slice(1);
  }
  return rest;
}

const ARABIC = /^[ء-ي]+$/u;
const stems = new Map<string, string>();
const REMEMBERED = 20_000;

/**
 * A light stem of one folded word: clitics and common endings off, never below three letters. A word of another script
 * or a number is its own stem.
 */
export function stem(folded: string): string {
  const known = stems.get(folded);
  if (known !== undefined) return known;
  const out =
    folded.length > SHORTEST && ARABIC.test(folded) ? withoutEndings(withoutClitics(folded)) : folded;
  if (stems.size >= REMEMBERED) stems.clear();
  stems.set(folded, out);
  return out;
}

/** Folded; ال, بال … are what tatweel leaves of a clitic before a quotation mark, a number or a Latin name. */
const STOP_WORDS = new Set(
  `من في على علي الى الي عن مع منذ هذا هذه هذان هذين ذلك تلك هولا اوليك هنا هناك التي الذي الذين اللذين اللذان اللتين اللواتي ما ماذا ان انه انها انهم انهما اننا او ام ثم قد لقد لا لم لن
  هو هي هم هما هن نحن انا كان كانت كانوا يكون تكون ليس ليست كما مثل بعد قبل قبيل بين حتى حتي خلال اثنا عند عندما حين حينما غير كل كلا بعض اي ايه ايضا
  فيها فيه فيهم به بها بهم له لها لهم لهما عليه عليها عليهم منه منها منهم اليه اليها اليهم عنه عنها عنهم معه معها معهم بينهم بينهما بينها الا اذا اذ لو لولا لكن لكنه لكنها حيث لدي لديه لديها لديهم لدى
  بان بانه بانها لان لانه لانها كي لكي كيف متى اين لماذا هل بل سوى سوف نحو حول ضد دون بدون عبر فوق تحت امام ورا داخل خارج ضمن لل ال بال كال نفس ذات ذاته ذاتها ذي ذو بما مما عما فيما ممن لما لهذا لذلك بذلك كذلك وفق وفقا حسب بحسب عدم جدا فقط ذلك`.split(
    /\s+/u,
  ),
);

/** Whether a folded word carries no matter of its own (particles, pronouns), with و or ف before it or without. */
export function isStopWord(folded: string): boolean {
  return (
    STOP_WORDS.has(folded) ||
    ((folded.startsWith('و') || folded.startsWith('ف')) && STOP_WORDS.has(folded.slice(1)))
  );
}

/** What a token as written comes to: its term, or '' when it has none. */
const termsOf = new Map<string, string>();

function term(token: string): string {
  const known = termsOf.get(token);
  if (known !== undefined) return known;
  const folded = fold(token);
  const out = folded.length > 1 && !isStopWord(folded) ? stem(folded) : '';
  if (termsOf.size >= REMEMBERED) termsOf.clear();
  termsOf.set(token, out);
  return out;
}

/** The content words of a text, folded and stemmed, in order with repeats. */
export function terms(text: string): string[] {
  const out: string[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    const found = term(token);
    if (found !== '') out.push(found);
  }
  return out;
}
