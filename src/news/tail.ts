/** What stands after the last sentence: scraps of the page, and what is glued to the last words. */
import { sentences } from '../arabic/sentences.ts';
import { isStopWord } from '../arabic/words.ts';
import { keyOf } from './furniture.ts';
import type { Line } from './lines.ts';

/** The initials of an agency's desk, at times behind its name or the word for the end: (النهاية) س م / ع ن */
const INITIALS =
  /(?:^|[\s.])[-–—]{0,3}\s?(?:[([][^()[\]\d]{2,20}[)\]][\s:/–-]{0,3}(?:\p{L}{1,2}[\s./،]{1,3}){1,12}\p{L}{0,2}|(?:\p{L}[\s.]{1,2}){0,3}\p{L}\s?\/\s?(?:\p{L}[\s./]{1,3}){0,10}\p{L})[\s.]{0,2}$/u;
/** What ends a text without a stop before it: an invitation with its links lost, a link back, an end mark, a print footer. */
const GLUED_ENDS: readonly RegExp[] = [
  /(?:^|\s)(?:تابع(?:نا|ونا|وا)?|لمتابعتنا|اشتركوا?|انضموا?)(?: \S{1,20}){0,5} (?:على|عبر|في|إلى)\s?[:：]$/u,
  /\sرابط (?:الخبر|الموضوع|المقال|الموقع)(?: \S{1,15}){0,3}\s?[:：].{0,250}$/u,
  /\s(?:[/\\#*([-]{1,3}\s?انته[ىي]\s?[/\\#*)\]-]{1,3}).{0,30}$/u,
  /(?:^|\s)(?:\.?\d{1,2} )?(?:طبعت?|طبعة|مطبوعة?|نسخة) من (?:موقع )?(?:\S{2,20} )?\S{2,20}\.\S{2,20}(?:\s.{0,100})?$/u,
  /(?:^|\s)المصدر\s?[:：].{2,200}$/u,
  INITIALS,
  /\s(?:©|(?:جميع|كافة|كل) (?:ال)?حقوق (?:\S{2,10} )?محفوظ[ةه])(?:\s.{0,80})?$/u,
  /\s[اإأ]قر[أا] (?:[أا]يض\p{L}?\p{M}?\p{L}?\s?[:：|].{0,200}|المزيد\s?[»>]{0,3})$/u,
  /\s(?:شاركه?ا?|مشاركة|تابعنا|تابعونا)(?: \S{1,15}){0,3}(?:\s(?:فيس ?بوك|فايسبوك|تويتر|[إا]كس|واتس ?[آا]ب|تلي?[غج]رام|تلغرام|[إا]نست[غج]رام|يوتيوب)){2,}$/u,
];
/** How much of a text's end they are looked for in. */
const GLUED_LENGTH = 320;

/** Most words after the last sentence that are no news. */
const TAIL_WORDS = 6;
/** A sentence of news has no fewer. */
const NEWS_WORDS = 3;
/** What opens a sentence of news: «ولم ترد أنباء عن إصابات», at times without its stop. */
const NEWS =
  /^[وف]?(?:لم|لن|ليست?|لا (?:يزال|تزال|يوجد|توجد)|ما زالت?|مازالت?|من (?:المقرر|المتوقع|المنتظر|المرتقب)|(?:يتوقع|ينتظر|يرتقب|يستمر|تستمر|يبدا|تبدا|يختتم|تختتم|يعقد|تعقد|يضم|تضم|يبلغ|تبلغ|بلغت?|اصيبت?|قتلت?|توفيت?|نجا|نجت|فتحت? (?:تحقيق|الشرطه|النيابه)|س(?:يعقد|تعقد|يبدا|تبدا|يستمر|تستمر|يكون|تكون|يتم|تتم))) /u;

/** Whether the words after the last sentence are a sentence of their own, by how they begin, that was not broken off. */
function isNews(text: string): boolean {
  const words = keyOf(text).split(' ');
  return words.length >= NEWS_WORDS && !isStopWord(words.at(-1) ?? '') && NEWS.test(words.join(' '));
}

/** Short lines after the last sentence are no news, in a text that otherwise is of sentences. */
export function trimTail(
  lines: readonly Line[],
  removed: (line: Line, rule: string) => void,
): readonly Line[] {
  const whole = lines.filter((line) => line.ends).length;
  if (whole === 0 || whole * 2 < lines.length) return lines;
  let end = lines.length;
  for (; end > 1; end -= 1) {
    const line = lines[end - 1];
    if (line === undefined || line.ends || (line.words > TAIL_WORDS && !INITIALS.test(line.text))) break;
    if (line.cue === undefined && isNews(line.text)) break;
    removed(line, 'after the last sentence');
  }
  const last = withoutEnd(lines[end - 1], removed);
  if (last === undefined) return lines.slice(0, end);
  const ending = last.ends ? undefined : gluedEnd(last.text);
  if (ending === undefined) return [...lines.slice(0, end - 1), last];
  removed({ ...last, text: ending.trim() }, 'glued end');
  return [...lines.slice(0, end - 1), { ...last, text: last.text.slice(0, -ending.length).trimEnd() }];
}

/** The longest of the ends that a last line bears. */
function gluedEnd(text: string): string | undefined {
  const end = text.slice(-GLUED_LENGTH);
  let longest = '';
  for (const pattern of GLUED_ENDS) {
    const found = pattern.exec(end)?.[0] ?? '';
    if (found.length > longest.length) longest = found;
  }
  return longest === '' ? undefined : longest;
}

/** A last line that was read whole without the few words after its last sentence. */
function withoutEnd(line: Line | undefined, removed: (line: Line, rule: string) => void): Line | undefined {
  if (line === undefined || line.ends) return line;
  const parts = sentences(line.text);
  const tail = parts.at(-1) ?? '';
  if (parts.length < 2 || tail.split(' ').length > TAIL_WORDS || isNews(tail)) return line;
  removed({ ...line, text: tail }, 'after the last sentence');
  return { ...line, text: line.text.slice(0, line.text.length - tail.length).trimEnd() };
}
