/**
 * Who holds which country's office, learned from how outlets introduce them: «رئيس الوزراء البريطاني آندي بورنهام».
 * Office-holders change faster than any table. What three articles of two voices introduce so makes the surname a
 * signal of the country's topic, until 120 days go by without another.
 */

import { isGivenName } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { isStopWord } from '../arabic/words.ts';
import { DAY } from '../durations.ts';
import { inSet, isOffice, mayMatter, mayStandFor, readWords, wordIn } from './reading.ts';
import { placeAt } from './signals.ts';
import type { Holders } from './topic.ts';
import { keyOf, wordSet } from './vocabulary.ts';

/** A surname as the matcher looks it up, and the topic of the country that its bearer was said to serve. */
export type NamedHolder = {
  readonly surname: string;
  readonly slug: string;
  /** The name before it where there are three: the surname itself, if the third word is none. */
  readonly middle: string | undefined;
  /** Introduced with more than the surname. */
  readonly full: boolean;
};

/** An article: its id, the voice it counts as, its time (epoch ms). */
export type Introducer = { readonly article: number; readonly voice: string; readonly at: number };

/** An article that introduced somebody. */
export type Sighting = Introducer & Pick<NamedHolder, 'full'>;

export interface HolderStore {
  /** Note who an article introduces, and tell whose surnames stand for a topic at its time. One transaction. */
  learn(article: Introducer, named: readonly NamedHolder[]): Promise<Holders>;
}

/** Introductions stand early in a text. */
const LONGEST_TEXT = 3_000;
const MOST_NAMED = 8;
/** Words between the office and the country: «المتحدث باسم وزارة الخارجية القطرية». */
const MOST_BETWEEN = 3;
const MOST_NAMES = 3;
const SHORTEST_SURNAME = 4;

/** No office of a country. */
const otherOffices = wordSet(
  'نادي النادي شركة بنك جامعة صحيفة تحرير إدارة اتحاد الاتحاد لجنة غرفة مجموعة منتخب المنتخب نقابة',
);
const former = wordSet('السابق السابقة الأسبق الراحل الراحلة المخلوع المعزول');
const passedOver = wordSet(`
  الجديد الجديدة المؤقت المكلف المكلفة المعين الحالي المنتخب المنتخبة الدكتور الجنرال الشيخ السيد السيدة الفريق اللواء
  العميد المشير`);
/** They join names into one; such a surname is more than a word. */
const joiners = wordSet('بن ابن أبو آل دي دا فون فان لي بو ولد');
/** What follows a name and is none: verbs of saying and doing, days. */
const afterNames = wordSet(`
  قال قالت أكد أكدت أعلن أعلنت أضاف أضافت أوضح أوضحت أشار أشارت شدد شددت دعا دعت بحث بحثت التقى التقت استقبل استقبلت وصل وصلت
  غادر غادرت حذر حذرت هدد هددت توعد نفى نفت كشف كشفت طالب طالبت اعتبر اعتبرت جدد جددت رحب رحبت تعهد تعهدت أجرى أجرت عقد عقدت
  ترأس زار زارت تلقى تلقت أصدر أصدرت وقع وقعت عين أقال استقال استقالت فاز فازت أبلغ أبلغت تحدث تحدثت صرح صرحت ذكر ذكرت رفض رفضت
  قائلا قائلة وافق وافقت اتهم اتهمت انتقد انتقدت ندد نددت افتتح وجه وجهت قام قامت اليوم أمس غدا مساء صباح السبت الأحد الاثنين الإثنين
  الثلاثاء الأربعاء الخميس الجمعة خلال حول ضرورة أهمية قوله قولها نظيره نظيرته نظيرها زيارة لقاء اجتماعا كلمة خطابا رسالة`);
/** The present tense and the commonest object of a verb (تشكيل، تعزيز), though a few names look so. */
const VERB_OR_OBJECT = /^(?:ي.{3,}|ت..ي.)$/u;
const ARABIC_WORD = /^[\u0600-\u06ff]+$/u;
/** Objects of the verb before, rather than names. */
const NOUN_ENDING = /(?:(?<!^ال.*)ة|ات|ية)$/u;

/**
 * Those whom a title or the beginning of a text introduces with an office, a country and a name; at most eight. A name
 * whose end is not clear is passed over.
 */
export function holdersNamed(article: {
  readonly title: string | undefined;
  readonly text: string;
}): NamedHolder[] {
  const found = [article.title ?? '', article.text.slice(0, LONGEST_TEXT)].flatMap(namedIn);
  return found.slice(0, MOST_NAMED);
}

function namedIn(text: string): NamedHolder[] {
  const words = readWords(text, false);
  const { found } = words;
  const out: NamedHolder[] = [];
  /** Whether nothing but space stands between a word and the next. */
  const joined = (at: number) => {
    const [here, next] = [found[at], found[at + 1]];
    return here !== undefined && next !== undefined && text.slice(here.end, next.start).trim() === '';
  };
  const is = (set: ReadonlySet<string>, at: number) => inSet(set, wordIn(words, at));

  for (let office = 0; office < found.length; office++) {
    if (!mayMatter(words, office) || !isOffice(wordIn(words, office))) continue;
    const place = countryAfter(office);
    if (place === undefined) continue;
    let at = place.next;
    while (is(passedOver, at) && joined(at)) at += 1;
    if (is(former, at)) continue;
    const holder = nameAt(at);
    if (holder !== undefined && mayStandFor(holder.surname, place.slug))
      out.push({ ...holder, slug: place.slug });
  }
  return out;

  function countryAfter(office: number): { slug: string; next: number } | undefined {
    for (let at = office + 1; at <= office + 1 + MOST_BETWEEN; at++) {
      if (!joined(at - 1) || is(otherOffices, at)) return undefined;
      const place = placeAt(words, at);
      if (place !== undefined)
        return joined(at + place.length - 1) ? { slug: place.slug, next: at + place.length } : undefined;
      if (at > office + 1 && isStopWord(fold(wordIn(words, at)?.key ?? ''))) return undefined;
    }
    return undefined;
  }

  function ends(at: number, first: boolean): boolean {
    const key = wordIn(words, at)?.key ?? '';
    const bare = key.replace(/^[وف]/u, '');
    if (isStopWord(fold(key)) || afterNames.has(key) || afterNames.has(bare)) return true;
    if (bare !== key && isOffice(wordIn(words, at))) return true;
    return !first && VERB_OR_OBJECT.test(key) && !isGivenName(fold(key));
  }

  function nameAt(start: number): Omit<NamedHolder, 'slug'> | undefined {
    const names: string[] = [];
    for (let at = start; ; at++) {
      const key = wordIn(words, at)?.key;
      if (key === undefined || ends(at, at === start)) break;
      if (names.length === MOST_NAMES || is(joiners, at) || !ARABIC_WORD.test(key)) return undefined;
      if (key === 'عبد' && joined(at)) {
        names.push(`${key} ${wordIn(words, at + 1)?.key ?? ''}`);
        at += 1;
      } else names.push(key);
      if (!joined(at)) break;
    }
    const surname = names.at(-1);
    if (surname === undefined || !maySurname(surname, names)) return undefined;
    const middle = names.length === MOST_NAMES ? names[1] : undefined;
    return { surname, middle, full: names.length > 1 };
  }

  /** Whether it tells its bearer: no given name, no ordinary noun. */
  function maySurname(surname: string, names: readonly string[]): boolean {
    const [first = ''] = names;
    const introduced = names.length > 1 && isGivenName(fold(first));
    return (
      surname.length >= SHORTEST_SURNAME &&
      !surname.includes(' ') &&
      !isGivenName(fold(surname)) &&
      !NOUN_ENDING.test(surname) &&
      (!surname.startsWith('ال') || introduced)
    );
  }
}

/** A term of office is longer: who holds one is introduced again within this time. */
const LAPSE_MS = 120 * DAY;
/** Articles that must introduce somebody; with two of a voice at most, they are of two voices at least. */
const ENOUGH = 3;
const OF_A_VOICE = 2;
const KEPT = 6;

/** What is kept of a name's sightings with one more: the newest six, two of a voice, none from before a lapse. */
export function sighted(before: readonly Sighting[], sighting: Sighting): Sighting[] {
  const all = [...before.filter((one) => one.article !== sighting.article), sighting].sort(
    (a, b) => b.at - a.at || b.article - a.article,
  );
  const out: Sighting[] = [];
  for (const one of all) {
    const newer = out.at(-1);
    if (out.length === KEPT || (newer !== undefined && newer.at - one.at > LAPSE_MS)) break;
    if (out.filter((other) => other.voice === one.voice).length < OF_A_VOICE) out.push(one);
  }
  return out;
}

/** Whether sightings are enough for the name to stand for its topic, while it has not lapsed. */
export function isLearned(sightings: readonly Sighting[]): boolean {
  return sightings.length >= ENOUGH && sightings.some(({ full }) => full);
}

/** The earliest last sighting of a name that still stands at this time (epoch ms). */
export function lapsesBefore(at: number): number {
  return at - LAPSE_MS;
}

/** Names as the matcher takes them; one that stands for two topics tells neither. */
export function holdersOf(learned: Iterable<{ readonly surname: string; readonly slug: string }>): Holders {
  const out = new Map<string, string>();
  const doubtful = new Set<string>();
  for (const { surname, slug } of learned) {
    if (out.has(surname)) doubtful.add(surname);
    out.set(surname, slug);
  }
  for (const surname of doubtful) out.delete(surname);
  return out;
}

/** The surname that a naming speaks of: of three words the second, if others introduced the same person without the third. */
export function surnameOf(named: NamedHolder, isNoted: (surname: string) => boolean): string {
  return named.middle !== undefined && isNoted(keyOf(named.middle)) ? named.middle : named.surname;
}

type Noted = { readonly surname: string; readonly slug: string; sightings: Sighting[] };

/** A learner over a closed collection of articles, which is read through before it is matched. */
export function createHolderMemory(): {
  /** Note whom an article introduces. */
  learn(article: Introducer, named: readonly NamedHolder[]): void;
  /** Whose surnames stand for a topic on the day of a time (epoch ms). */
  at(time: number): Holders;
} {
  const noted = new Map<string, Noted>();
  /** By day, as a stream holds few of them. */
  const known = new Map<number, Holders>();
  return {
    learn(article, named) {
      if (named.length > 0) known.clear();
      for (const one of named) {
        const surname = surnameOf(one, (other) => noted.has(`${one.slug} ${other}`));
        const key = `${one.slug} ${surname}`;
        const entry = noted.get(key) ?? { surname, slug: one.slug, sightings: [] };
        entry.sightings = sighted(entry.sightings, { ...article, full: one.full });
        noted.set(key, entry);
      }
    },
    at(time) {
      const day = Math.floor(time / DAY);
      let holders = known.get(day);
      if (holders === undefined) {
        const since = lapsesBefore(day * DAY);
        holders = holdersOf(
          [...noted.values()].filter(
            ({ sightings }) => isLearned(sightings) && (sightings[0]?.at ?? 0) >= since,
          ),
        );
        known.set(day, holders);
      }
      return holders;
    },
  };
}
