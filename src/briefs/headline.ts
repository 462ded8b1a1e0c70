/** A headline: an outlet's own where it is fit, else the lead sentence cut short. */
import { countWords } from '../arabic/words.ts';
import { publisherOf } from '../news/publishers.ts';
import { labelsIn } from './labels.ts';
import { balanced, ownOf, tidy } from './plain.ts';
import { joinedByWaw, type Sentence, termsOf } from './sentence.ts';
import { withoutColumn, withoutLabels } from './title-labels.ts';
import { clauseWithin, type Room, wordsWithin } from './trim.ts';
import type { Spread } from './weigh.ts';
import { quotedWords, wordsOf } from './word.ts';

/** The desk that an agency names before its headlines: «عام / …», «محليات | …». */
const DESK =
  /^(?:عام|سياسي|اقتصادي|رياضي|ثقافي|اجتماعي|محلي|دولي|علمي|تقني|أمني|ديني|منوعات|محليات|اقتصاد|رياضة|ثقافة)\s*[/|]\s*(?=\S)/u;

/** Characters of a title that are looked at; no headline is longer. */
const TITLE_AT_MOST = 300;

/** «.. غدا بالعاصمة»: of which day, its readers do not know. */
const DAY_BEFORE_PLACE = /(?<gap>\.{2,}\s?)(?:اليوم|[أا]مس|غد(?:ا|ً){1,2})\s(?=(?:ب\p{L}{3}|في\s))/u;

/** A tatweel between two letters of a word stretches it and says nothing. */
const STRETCH = /(?<=\p{L}\p{M}?)ـ+(?=\p{Script=Arabic})/gu;

/** The outlet's headline without its alarm, its media marks, its own name and its worn stops; words are only left out. */
function plain(title: string, publisher: string | undefined): string {
  let out = title
    .slice(0, TITLE_AT_MOST)
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[:،؛](?: |$))/gu, '');
  if (out.includes('ـ')) out = out.replace(STRETCH, '');
  if (out.includes(':'))
    out = out.replace(/(?<=\p{Script=Arabic}[\p{L}\p{M}]):(?=\p{Script=Arabic})/gu, ': ');
  if (out.includes('..')) out = out.replace(DAY_BEFORE_PLACE, '$<gap>');
  out = tidy(out.trim());
  const { toldTitle } = ownOf(publisher);
  if (out.includes(':')) out = out.replace(toldTitle(), '');
  for (let round = 0; round < 3; round += 1) {
    const before = out;
    out = withoutLabels(out).replace(DESK, '').trim();
    const shorter = out
      .replace(/\s*(?:\.{2,}|…|[!.،:|–—-])+$/u, '')
      .replace(DAY_AT_END, '')
      .trim();
    if (countWords(shorter) >= 3) out = shorter;
    if (out === before) break;
  }
  return out;
}

/** «.. فجر اليوم» at the end: of which day, its readers do not know. */
const DAY_AT_END =
  /\s*\.{2,}\s*(?:(?:صباح|مساء|فجر|ظهر|عصر|ليل|ليلة|يوم)\s)?(?:اليوم|[أا]مس|غد(?:ا|ً){1,2}|الغد|الليلة)$/u;

/** Questions, riddles and appeals in place of what happened. */
const TEASER =
  /^(?:هل|كيف|لماذا|ماذا|متي|اين|من هو|من هي|ما هو|ما هي|ما الذي|ما حقيقه|ما قصه|ما لا|ما علاقه|ما سر|تعرف علي|اعرف|تعرفوا|اليك|اليكم|هذا ما|هذه هي|هكذا|لهذا السبب|لهذه الاسباب|بعد ان|لن تصدق|لن تتخيل|لا تفوت|مفاجاه|صدمه|تفاصيل|التفاصيل|بالتفاصيل|بالاسما|بالارقام|حقيقه|قصه|سر|اسرار|اول تعليق|شاهدوا|لا يفوتك|انظر|اقرا|كل ما|ابرز ما|كلمه السر|حدث في مثل)(?!\p{L})/u;
const TEASER_END =
  /(?:التفاصيل|ماذا حدث|ماذا قال|ماذا قالت|ما السبب|والسبب|لهذا السبب|ما القصه|اعرف السبب|القصه الكامله|كيف|لماذا)$/u;
const TEASER_WITHIN =
  /(?<!\p{L})(?:(?:يشعل|تشعل) (?:مواقع )?التواصل|تفاصيل (?:جديده|مثيره|صادمه)|كل ما (?:نعرفه|تريد|تحتاج)|ماذا نعرف|لن تتوقع|لا يصدق|مفاجاه مدويه|تعرف علي|تعرفوا علي)(?!\p{L})/u;

/** Words of a headline that its article's text must share for the two to be about one thing. */
const SHARED_WITH_TEXT = 0.35;
/** A feed's summary of a few lines says the same in other words, and proves less. */
const SHARED_WITH_SUMMARY = 0.15;
/** A text of fewer words is such a summary. */
const SUMMARY = 80;
/** A text of fewer words does not tell what it never speaks of. */
const SPEAKS = 40;
/** A headline of more words is a lead, one of fewer a label. */
const LONGEST = 24;
const SHORTEST = 3;

/** A headline that could stand over the story, and what speaks against it. */
export type Title = {
  readonly text: string;
  readonly terms: ReadonlySet<string>;
  /** Teasers, questions and headlines whose words the text lacks are unfit; a labelled one (a party's words, praise, a slur) only the last choice. */
  readonly fit: boolean;
  readonly labelled: boolean;
  readonly asks: boolean;
};

/** An outlet's headline as we could show it, judged against the text under it. */
export function titleOf(
  title: string | undefined,
  { sentences, spread }: { readonly sentences: readonly Sentence[]; readonly spread: Spread },
  publisher?: string,
): Title | undefined {
  if (title === undefined) return undefined;
  const words = sentences.reduce((sum, sentence) => sum + sentence.length, 0);
  const hung = plain(title, publisher);
  const text = words >= SPEAKS ? withoutColumn(hung, spread.terms) : hung;
  const length = countWords(text);
  if (length === 0) return undefined;
  const written = wordsOf(text);
  const folded = written.map((word) => word.folded);
  const quoted = quotedWords(text, written);
  const joined = folded.join(' ');
  const own = termsOf(written);
  let shared = 0;
  for (const term of own) if (spread.terms.has(term)) shared += 1;
  // A headline that begins with a و which only joins hangs on something that is not there.
  const hangs = joinedByWaw(written[0]);
  const asks = /[؟?](?![\p{L}\p{N}])/u.test(text);
  const fit =
    length >= SHORTEST &&
    length <= LONGEST &&
    !asks &&
    !TEASER.test(joined) &&
    !TEASER_END.test(joined) &&
    !TEASER_WITHIN.test(joined) &&
    !hangs &&
    (sentences.length === 0 ||
      shared >= own.size * (words >= SUMMARY ? SHARED_WITH_TEXT : SHARED_WITH_SUMMARY));
  const labels = labelsIn(folded, (index) => quoted.has(index));
  return {
    text,
    terms: own,
    fit: fit && labels.slur === 0,
    labelled: labels.party + labels.praise + labels.slur > 0,
    asks,
  };
}

/** An outlet's title as it may stand alone above a story of others' words; undefined where it is no fit headline, or has a party's words. */
export function standingTitle(title: string | undefined, publisher: string | undefined): string | undefined {
  const judged = titleOf(title, { sentences: [], spread: { terms: new Map(), bySentence: [] } }, publisher);
  return judged === undefined || !judged.fit || judged.labelled ? undefined : judged.text;
}

/** A headline in its outlet's own words, before which its name is said as readers know it; a name that is a word is quoted: «اليوم»: …. */
export function attributed(title: string, publisher: string): string {
  const name = publisherOf({ url: undefined, stated: publisher })?.name ?? publisher;
  return `${/^\p{Script=Arabic}+$/u.test(name) ? `«${name}»` : name}: ${title}`;
}

/** Words of a headline made from a sentence, tried in order: rather a longer one than one that hangs. */
const MADE: readonly Room[] = [
  { least: 8, most: 14 },
  { least: 8, most: 17 },
  { least: 8, most: 22 },
];
/** A lead of so many words may be its own headline where no clause of it ends in time. */
const WHOLE = 24;

/** «… يوم الخميس» at the end of a headline: of which week, its readers do not know. */
const LAST_DAY =
  /(?<=\p{L}) (?:يوم|صباح|مساء|فجر|ظهر) (?:السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة)$/u;

/** A headline from the lead: whole where it is short, else to its last clause in time, else its first words. */
export function headlineFrom(lead: Sentence): string {
  return made(lead).slice(0, TITLE_AT_MOST).replace(LAST_DAY, '');
}

function made(lead: Sentence): string {
  const text = lead.text.replace(/^و(?=[\p{L}]{3})/u, (and) => (lead.joined ? '' : and));
  const whole = text.replace(/[.…،؛:!]+$/u, '').trim();
  if (lead.length <= 14) return whole;
  const strip = (part: string): string => part.slice(lead.text.length - text.length);
  for (const room of MADE) {
    const part = clauseWithin(lead, room, 'sure');
    if (part !== undefined) return strip(part);
  }
  if (lead.length <= WHOLE) return whole;
  const part = strip(clauseWithin(lead, { least: 8, most: 17 }) ?? wordsWithin(lead, 17));
  const before = part
    .slice(0, Math.max(0, ...['(', '«', '“', '"'].map((mark) => part.lastIndexOf(mark))))
    .trim();
  return `${balanced(part) || countWords(before) < SHORTEST ? part : before}…`;
}
