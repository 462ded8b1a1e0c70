/** What outlets hang on their headlines that is no news: alarms, marks of films and pictures, names of their columns. */
import { countWords, terms } from '../arabic/words.ts';

/** Says that the news is new, or the outlet's alone. */
const ALARM =
  '(?:خبر\\s)?عاجل(?:\\s(?:جدا|و?هام|وخطير))?|(?:أخبار|أنباء)\\sعاجلة|سبق\\sصحفي|خاص(?:\\s\\S+){1,3}(?=\\s?[|])|(?:حصري(?:ا|ًا|اً)?|انفراد|خاص)(?:\\s(?:ب|ل)?ـ?\\s?[«"“][^«»"“”]{2,25}[»"”])?|(?:آخر\\s)?(?:ال)?(?:مستجدات|تطورات)|متجددة?|محد[ّ]?ثة?|تحديث(?:ات)?|تحديث\\sمستمر|متابع(?:ات|ة)|الآن|لحظة\\sبلحظة|على\\sالهواء|(?:بث\\s)?مباشر|تغطية(?:\\s(?:خاصة|مستمرة|مباشرة|متواصلة))?';
/** Says that there is something to be seen or heard. */
const MEDIA =
  '(?:شاهد(?:وا)?|استمع)(?:\\s(?:بال|ال)?(?:فيديو|صور))?|(?:بال)?(?:فيديو|صور|صورة|صوت)(?:\\s?(?:\\+|و(?:ال)?)\\s?(?:فيديو|صور|صورة))?|(?:بال)?(?:فيديوهات|فيديوغراف(?:يك)?|[إا]نفو[غج]راف(?:يك)?|بودكاست|كاريكاتي?ر)';
/** Its own words suffice: no headline goes on with them. */
const SURE = '#?(?:خبر\\s)?عاجل|(?:شاهد\\s)?(?:بالفيديو|بالصور)(?:\\sو(?:ال)?(?:فيديو|صور))?';
/** One character, so that a row of them is read in one way alone; a full stop beside another. */
const MARK = '(?:[|:!…/–—،-]|\\.(?=\\.)|(?<=\\.)\\.(?!\\.))';

/** A label at the beginning with a mark behind it, or in brackets; or one whose words suffice. «خاص بالنساء» is none. */
const BEFORE = new RegExp(
  `^(?:[\\s«"“([#]*(?:${ALARM}|${MEDIA})(?:[\\])»"”\\s]*${MARK}+|[\\])»"”])\\s*|[\\s«"“([]*(?:${SURE})[\\])»"”]*(?:\\s(?!و)|${MARK})+)(?=\\S)`,
  'u',
);
/** A label at the end behind a mark or in a bracket. «الفنان أحمد منصور» has none, nor «ينشر صورة». */
const BEHIND = new RegExp(
  `(?:\\s*(?:${MARK}\\s?|[([«"“])+\\s*(?:${MEDIA}|(?:ال)?تحديث\\sمستمر|محد[ّ]?ثة?)|\\s(?:بالفيديو|بالصور)(?:\\sو(?:ال)?(?:فيديو|صور))?)[)\\]»"”\\s]*$`,
  'u',
);
/** A line begins with no emblem: the reader's telephone would lay it out from the left. */
const EMBLEM = /^(?:[\s\p{Extended_Pictographic}●•■▪]|\ufe0f)+/u;

/** Fewer words are no headline. */
const LEAST_WORDS = 3;
/** Labels may stand behind one another: «عاجل | بالفيديو.. …». */
const MOST_LABELS = 3;

/** A headline without the labels at both its ends; the headline as it was where little else would be left. */
export function withoutLabels(title: string): string {
  let out = title;
  for (let round = 0; round < MOST_LABELS; round += 1) {
    const bare = out.replace(EMBLEM, '').replace(BEFORE, '').replace(BEHIND, '').trim();
    if (bare === out || countWords(bare) < LEAST_WORDS) break;
    out = bare;
  }
  return out;
}

/** The name of a column or a programme has no more words. */
const NAME_WORDS = 4;
const BAR = /\s*[|¦]\s*/u;

/**
 * A headline without what a bar parts from it and its article never speaks of: the name of a section, a column or a
 * programme. «الجزر | …», the place of the news, stays, and so does a speaker, who stands before a colon.
 * @param told the terms of the article's whole text.
 */
export function withoutColumn(title: string, told: Pick<ReadonlySet<string>, 'has'>): string {
  if (!/[|¦]/u.test(title)) return title;
  const isName = (part: string) =>
    countWords(part) <= NAME_WORDS && !terms(part).some((term) => told.has(term));
  const parts = title.split(BAR).filter((part) => part !== '');
  while (parts.length > 1 && isName(parts[0] ?? '')) parts.shift();
  while (parts.length > 1 && isName(parts.at(-1) ?? '')) parts.pop();
  const bare = parts.join(' | ');
  return countWords(bare) < LEAST_WORDS ? title : bare;
}
