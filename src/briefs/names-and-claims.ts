/** The name that an outlet gives a meeting or an operation, and whom it says claims a deed. */
import { sameName } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { terms, tokens } from '../arabic/words.ts';

/** What bears a name of its own in quotation marks, with the article that readers see it with. */
const BEARERS = 'منتدى مؤتمر قمة مهرجان معرض عملية حملة مناورات مناورة مبادرة اتفاقية معاهدة'.split(' ');

/** A bearer, adjectives of it, perhaps what introduces a name, and the name: «مؤتمر … الدولي بعنوان "…"». */
const NAMED = new RegExp(
  `(?<![\\p{L}\\p{M}])[وبل]{0,2}(?:ال|لل)?(${BEARERS.join('|')})\\s(?:ال\\p{L}{2,20}\\s){0,2}` +
    '(?:(?:حول|باسم|بعنوان|بمسمى|المسمى|المسماة|المعنون|الموسوم بـ?|تحت عنوان|تحت اسم|[يت]حمل اسم|أطلق عليها اسم|أطلقت عليها اسم|أطلق عليها|أطلقت عليها)\\s?)?' +
    '[«“"]([^«»“”"\\n]{3,80})[»”"]',
  'gu',
);

type Named = { readonly bearer: string; readonly name: string };

/** The names in quotation marks that a text gives to what may bear one. */
export function namesIn(text: string): Named[] {
  return [...text.matchAll(NAMED)].flatMap(([, bearer = '', name = '']) =>
    terms(name).length > 0 ? [{ bearer: `ال${bearer}`, name: name.trim() }] : [],
  );
}

const CLAIMED =
  /(?<![\p{L}\p{M}])و?تبن(?:ى|ت|ّت|ّى)\s((?:[\p{L}\p{M}«»"“”-]+\s){1,5}?)(?=(?:مسؤولية|ال|لل)?(?:هجوم|تفجير|عملي|اعتداء|قصف|انفجار|ضربة|استهداف|مسؤولي))/u;
const RESPONSIBLE =
  /(?<![\p{L}\p{M}])و?أعلنت?\s((?:[\p{L}\p{M}«»"“”-]+\s){1,7}?)(?=(?:مسؤوليته|مسؤوليتها|مسؤوليتهم)\s(?:الكاملة\s)?عن)/u;
/** Where a claim was made is no part of the name. */
const WHERE_CLAIMED = /\s(?:في|عبر|على|خلال)\s.*$/u;

/** Who claims the deed that a text tells of («تبنت … الهجوم»، «أعلنت … مسؤوليتها عن»); undefined when it names none. */
export function claimantIn(text: string): string | undefined {
  const found = (CLAIMED.exec(text) ?? RESPONSIBLE.exec(text))?.[1]
    ?.replace(/[«»"“”]/gu, '')
    .replace(WHERE_CLAIMED, '')
    .trim();
  return found === undefined || own(found).length === 0 ? undefined : found;
}

/** What groups are called: the word tells none from another. */
const GROUPS = new Set(
  'جماعة تنظيم حركة كتائب سرايا قوات مسلحو ميليشيا فصيل جيش حزب لواء جبهة في بيان متحدث باسم'
    .split(' ')
    .map(fold),
);

function own(name: string): string[] {
  return tokens(name)
    .map(({ text }) => fold(text))
    .filter((word) => !GROUPS.has(word));
}

/** Whether two names mean one: one holds all words of the other, in any form and spelling. */
export function sameNamed(a: string, b: string): boolean {
  const [one, other] = [own(a), own(b)];
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  const stems = new Set(terms(many.join(' ')));
  return few.every(
    (word) =>
      many.includes(word) ||
      terms(word).every((term) => stems.has(term)) ||
      many.some((theirs) => sameName(theirs, word)),
  );
}
