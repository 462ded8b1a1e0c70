/** Whether an outlet that changed its headline put one name in place of another: a correction, where a new wording is none. */
import { isGivenName, sameName } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { stem, type Token, tokens } from '../arabic/words.ts';
import { stateOf } from '../stories/states.ts';
import { meaning } from '../stories/terms.ts';
import { findZone } from '../subscriptions/cities.ts';
import { cityTable } from '../subscriptions/city-table.ts';

/** Units of a headline that are compared, and words. */
const COMPARED_UNITS = 300;
const COMPARED_WORDS = 40;
/** Words of a name. */
const NAME_WORDS = 4;
/** Words that both headlines must have, and their share of the longer one: else it is another headline. */
const KEPT = { words: 2, share: 0.4 };
/** A word that tells so much is rare enough for a surname. */
const RARE = 4;

/** Whom or what a name follows; a man's and a woman's, with the article or without. */
const BEARERS = new Set(
  `رئيس وزير وزيره نايب سفير امير اميره ملك شيخ شيخه بابا فنان فنانه مطرب مطربه مغني ممثل ممثله مخرج مخرجه كاتب كاتبه شاعر شاعره اديب
  لاعب لاعبه مدرب صحفي صحفيه صحافي صحافيه اعلامي اعلاميه مراسل مصور قايد جنرال لوا عميد عقيد نقيب دكتور دكتوره مهندس قاضي محامي داعيه
  مطران بطريرك زعيم مرشح مرشحه طالب طالبه طفل طفله شاب شابه مواطن رجل ناشط ناشطه باحث عالم ملحن موسيقار
  مدينه محافظه ولايه بلده قريه حي مخيم مطار ميناء مينا معبر جسر سد نهر جبل جزيره مصفاه محطه مستشفي جامعه مدرسه ملعب شارع ساحه`.split(
    /\s+/u,
  ),
);
const LINKS = new Set('بن ابن بنت ال ابو ام عبد'.split(' '));

/** Whether a word is a first name; «على» is no علي. */
const isGiven = ({ text }: Token): boolean => text !== 'على' && isGivenName(fold(text));

const bare = (folded: string): string => folded.replace(/^[وفبل]?ال(?=..)/u, '');

/** Where the headlines differ: words of the one, words of the other, and the word that both have before them. */
type Change = {
  readonly before: readonly Token[];
  readonly after: readonly Token[];
  /** The last words that both have before it, the nearest first. */
  readonly ahead: readonly Token[];
};

/**
 * Whether a headline `before` and the same article's headline `after` differ in a name, and in nothing else but numbers: a person's, or that
 * of a place. Two spellings of one name, a name told in full or in short, and a place within the other are the same name; a city is not
 * taken back that `beside`, what else is told of it, still tells.
 */
export function replacesName(before: string, after: string, beside = ''): boolean {
  const one = wordsOf(before);
  const other = wordsOf(after);
  const { changes, kept } = differ(one, other);
  if (kept < KEPT.words || kept < Math.max(one.length, other.length) * KEPT.share) return false;
  const named = changes.filter((change) => !isNumber(change));
  const all = (words: readonly Token[]): ReadonlySet<string> => new Set(words.map(({ text }) => fold(text)));
  const [allBefore, allAfter] = [all(one), all(other)];
  const isGone = ({ before: old, after: put }: Change): boolean =>
    !old.some(({ text }) => allAfter.has(fold(text))) && !put.some(({ text }) => allBefore.has(fold(text)));
  return named.length > 0 && named.every((change) => isGone(change) && isOtherName(change, beside));
}

const wordsOf = (title: string): readonly Token[] =>
  tokens(title.slice(0, COMPARED_UNITS)).slice(0, COMPARED_WORDS);

function isNumber({ before, after }: Change): boolean {
  const numeric = ([word, ...more]: readonly Token[]): boolean =>
    word !== undefined && more.length === 0 && /^\p{Nd}/u.test(word.text);
  return numeric(before) && numeric(after);
}

function isOtherName({ before, after, ahead }: Change, beside: string): boolean {
  if (before.length === 0 || after.length === 0) return false;
  if (Math.max(before.length, after.length) > NAME_WORDS) return false;
  if (before.some((word) => after.some((other) => isSameWord(word, other)))) return false;
  if (isOtherCity(before, after)) return !isTold(before, beside);
  return isOtherPlace(before, after) || (areNames(before, ahead) && areNames(after, ahead));
}

const isSameWord = (one: Token, other: Token): boolean => sameName(clean(one), clean(other));

/** A word without what is written onto it. */
function clean({ text }: Token): string {
  const folded = fold(text);
  const without = folded.replace(/^[وفبل](?=\p{L}{3})/u, '');
  return isGivenName(folded) && !isGivenName(without) ? folded : without;
}

/** Whether these are a person's name, or that of what `ahead` calls a city, an airport, a school. */
function areNames(words: readonly Token[], ahead: readonly Token[]): boolean {
  const [first] = words;
  if (first === undefined) return false;
  const isNamed = (word: Token, at: number): boolean => {
    const given = words[at - 1];
    // «سامر الوادي»: behind a first name a common word is a surname.
    const follows = given !== undefined && isGiven(given) && fold(word.text).startsWith('ال');
    return follows || mayBeName(word);
  };
  if (!words.every(isNamed)) return false;
  if (isGiven(first) && words.length > 1) return true;
  const [next, beforeNext] = ahead;
  if (next === undefined) return false;
  // «سامر الوادي» where سامر stands in both.
  if (isGiven(next)) return true;
  if (BEARERS.has(bare(fold(next.text)))) return true;
  // «المطرب التونسي …», «وزير الخارجية …»
  return beforeNext !== undefined && BEARERS.has(bare(fold(beforeNext.text)));
}

function mayBeName(word: Token): boolean {
  const folded = fold(word.text);
  if (isGiven(word) || LINKS.has(folded) || /^(?:إمام|علي)$/u.test(word.text)) return true;
  return meaning(word).tells >= RARE && !VERB.test(folded);
}

/** What happens, told in the present. */
const VERB = /^(?:س?[يت]\p{L}{3,}|ان\p{L}{3}|است\p{L}{3,})$/u;

/** Two countries, or two cities that do not lie in one. */
function isOtherPlace(before: readonly Token[], after: readonly Token[]): boolean {
  const [state, otherState] = [stateIn(before), stateIn(after)];
  if (state !== undefined || otherState !== undefined)
    return state !== undefined && otherState !== undefined && state !== otherState;
  const [zone, otherZone] = [zoneIn(before), zoneIn(after)];
  return zone !== undefined && otherZone !== undefined && zone !== otherZone;
}

/** Regions among the cities that readers name: a city of theirs is no other place. */
const REGIONS = new Set('الانبار كردستان كوردستان القصيم عسير الاحسا حضرموت'.split(' '));

let numbers: ReadonlyMap<string, string> | undefined;

/** The cities that readers name, folded, each with its zone and its number there; not the one that the zone is called after. */
function cityNumbers(): ReadonlyMap<string, string> {
  numbers ??= new Map(
    cityTable.flatMap(({ zone, cities }) =>
      cities
        .split('; ')
        .flatMap((names, index) => names.split('/').map((name) => [fold(name), `${zone} ${index}`] as const))
        .filter(([name]) => !REGIONS.has(name)),
    ),
  );
  return numbers;
}

/** Two cities of one zone: of one country, nearly always. */
function isOtherCity(before: readonly Token[], after: readonly Token[]): boolean {
  const [one, other] = [before, after].map((words) =>
    spellings(words)
      .map((name) => cityNumbers().get(name))
      .find((number) => number !== undefined),
  );
  return one !== undefined && other !== undefined && one !== other;
}

/** Units of a story that are looked through for a name. */
const BESIDE_UNITS = 5_000;

/** Whether a text tells all of these words. */
function isTold(words: readonly Token[], text: string): boolean {
  const all = new Set(tokens(text.slice(0, BESIDE_UNITS)).flatMap((word) => [fold(word.text), clean(word)]));
  return words.every((word) => all.has(fold(word.text)) || all.has(clean(word)));
}

/** The words as they are, and without what is written onto them: بيروت, and ببيروت. */
const spellings = (words: readonly Token[]): readonly string[] =>
  [({ text }: Token) => fold(text), clean].map((spell) => words.map(spell).join(' '));

const stateIn = (words: readonly Token[]): string | undefined =>
  spellings(words)
    .map((name) => stateOf(stem(name)))
    .find((state) => state !== undefined);

const zoneIn = (words: readonly Token[]): string | undefined =>
  spellings(words)
    .map((name) => findZone(name, { slips: false })?.zone)
    .find((zone) => zone !== undefined);

/** What stands in the one and not in the other, by the longest run of words that both have in their order. */
function differ(
  one: readonly Token[],
  other: readonly Token[],
): { readonly changes: readonly Change[]; readonly kept: number } {
  const a = one.map(({ text }) => fold(text));
  const b = other.map(({ text }) => fold(text));
  const longest = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const from = (row: number, column: number): number => longest[row]?.[column] ?? 0;
  for (let row = a.length - 1; row >= 0; row -= 1) {
    const counts = longest[row] ?? [];
    for (let column = b.length - 1; column >= 0; column -= 1)
      counts[column] =
        a[row] === b[column]
          ? from(row + 1, column + 1) + 1
          : Math.max(from(row + 1, column), from(row, column + 1));
  }
  const changes: Change[] = [];
  let [row, column] = [0, 0];
  let ahead: readonly Token[] = [];
  let [before, after]: [Token[], Token[]] = [[], []];
  const close = (): void => {
    if (before.length + after.length > 0) changes.push({ before, after, ahead });
    [before, after] = [[], []];
  };
  while (row < one.length || column < other.length) {
    const [left, right] = [one[row], other[column]];
    if (left !== undefined && right !== undefined && a[row] === b[column]) {
      close();
      ahead = [left, ...ahead.slice(0, 1)];
      row += 1;
      column += 1;
    } else if (
      left !== undefined &&
      (right === undefined || from(row + 1, column) >= from(row, column + 1))
    ) {
      before.push(left);
      row += 1;
    } else if (right !== undefined) {
      after.push(right);
      column += 1;
    }
  }
  close();
  return { changes, kept: from(0, 0) };
}
