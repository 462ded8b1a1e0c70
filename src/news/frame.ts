/** Lines of a site's frame: share bars, menus, headings of lists, notices. */
import { isCredited } from './credit.ts';
import { findDate } from './dates.ts';
import {
  ADDRESS,
  APPEAL_START,
  APPEALS,
  CLICK,
  type Cue,
  FIRST_PUBLISHED,
  keyOf,
  LINE_PATTERNS,
  LINE_WORD,
  NOTICE_WORD,
  NOTICES,
  OURS_OR_YOURS,
  REACH,
  SIGNS,
} from './furniture.ts';
import { keyOfLine, type Line } from './lines.ts';
import { toolRule } from './tools.ts';

/** The words of a line's key; counts beside them («التعليقات (5)») are none. */
const keyWords = (line: Line) =>
  keyOfLine(line)
    .split(' ')
    .filter((word) => /\p{L}/u.test(word)).length;

/** How many words a heading may have beside its cue: one word alone opens headlines too. */
const spare = (cue: Cue) => Math.min(2, cue.words - 1);

/** So many words may follow a heading of one word and its colon: «تصوير: ماجد الراوي». */
const AFTER_ONE_WORD = 2;

/** «لا توجد تعليقات، كن أول من يعلق»: a cue of some words may head a line of so many before a comma too. */
const SHORT = 8;

/** Whether a cue stands as a heading: nearly alone, or before a colon. */
function isHeading(line: Line, more: number): boolean {
  const cue = line.cue;
  if (cue === undefined) return false;
  const words = keyWords(line);
  if (words <= cue.words + more && !(line.ends && words > cue.words)) return true;
  const comma = cue.kind === 'line' || (cue.words > 1 && line.words <= SHORT && !line.ends);
  const colon = line.text.slice(0, 80).search(comma ? /[:：،]/u : /[:：]/u);
  // One word before a colon may be the speaker, or a question's answer: «السابق: عام من الحرب».
  if (
    cue.words === 1 &&
    (cue.kind === 'end' || (cue.kind === 'line' && (line.ends || words > 1 + AFTER_ONE_WORD)))
  )
    return false;
  return colon > 0 && keyOf(line.text.slice(0, colon)).split(' ').length <= cue.words + more;
}

/** A sentence that says who says it, or speaks on of what it quoted, is news, whatever it begins with. */
const SAID =
  /[،,؟!»"”]\s?[وف]?(?:هكذا|بهذ|هذ[اه]\s|وه[وي]\s|[بو]?حسب|وفق|نقلا|قال|قول|[يت]قول|أ?ضاف|كتب|علق|أكد|ختم|خاطب|طمأن|سأل|رد[ّت]?\s|أوضح|صرح|دعا|دعت|شدد|نصح|ذكر|أعلن|رو[ىت]|حذر|اعتبر|أشار|لخص|وصف|ناد[ىت]|هتف|صاح|ردد|ناشد|تذكر|[يت]تذكر|[يت]شكو|[يت]رو[يى]|أبلغ|(?<=[،,]\s?)(?!ل|ب|(?:إلى|الى|على|عبر|بعد|قبل|هذا)\s|[وف]?(?:اشترك|انضم|تابع|حمل|سجل|اضغط|انقر)|\p{L}{0,8}(?:كم|نا|ك)\s)\p{L}{3,6} ال(?![آا]ن)\p{L}{3})/u;
/** The same without a mark before it. */
const SPEAKS =
  /(?:^|\s)[وف]?(?:قال|قالت|يقول|تقول|اكد|اكدت|اضاف|اضافت|اوضح|اوضحت|كتب|كتبت|ذكر|ذكرت|اعلن|اعلنت|صرح|دعا|نحن|اننا|لقد|قد|كان|كانت|لم|لن|بلادنا|حياتنا)(?= )/u;
const MENU_MARK = /\s?[|•·»›/\\]\s?|\s[<>←→]\s/u;

/** Three short names or more between bars: a menu or a path. */
function isMenu(text: string): boolean {
  if (text.length > 200 || !MENU_MARK.test(text)) return false;
  const head = text.search(MENU_MARK);
  // «الفائزون: هالة | سليم | ماجد» is a list of the news.
  if (text.slice(0, head).includes(':')) return false;
  const parts = text
    .split(/\s[|•·»›<>←→/\\]{1,2}\s?|[|•]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length >= 3 && parts.every((part) => part.split(' ').length <= 3);
}

/** Whether a line speaks to the reader of the outlet, its services and its text, rather than of the news. */
function addressRule(line: Line): string | undefined {
  const { cue, words } = line;
  if (words > 45) return undefined;
  let rule: string | undefined;
  if (cue?.kind === 'appeal' && words <= 40 && (cue.words > 1 || isHeading(line, 6))) rule = `«${cue.raw}»`;
  else if (
    words <= 30 &&
    (line.signs & SIGNS.appeal) !== 0 &&
    APPEAL_START.test(line.text) &&
    APPEALS.some((pattern) => pattern.test(keyOfLine(line)))
  )
    rule = 'appeal';
  else if (
    words <= 25 &&
    (line.signs & SIGNS.ours) !== 0 &&
    OURS_OR_YOURS.test(line.text) &&
    !/[«“"]/u.test(line.text) &&
    REACH.test(keyOfLine(line)) &&
    !SPEAKS.test(keyOfLine(line))
  )
    rule = 'appeal';
  else if (
    words <= 14 &&
    (((line.signs & SIGNS.address) !== 0 && ADDRESS.test(line.text)) ||
      ((line.signs & SIGNS.click) !== 0 && CLICK.test(line.text)))
  )
    rule = 'appeal';
  else if (
    (line.signs & SIGNS.notice) !== 0 &&
    NOTICE_WORD.test(line.text) &&
    NOTICES.some((pattern) => pattern.test(keyOfLine(line)))
  )
    rule = '«تنويه»';
  return rule !== undefined && line.ends && SAID.test(line.text) ? undefined : rule;
}

/** Who paid for the text. */
const SPONSOR =
  /^(?:برعاية|محتوى برعاية|بالتعاون مع|محتوى (?:ممول|مدفوع|ترويجي|إعلاني|اعلاني)|مادة [إا]علانية|[إا]علان (?:مدفوع|ممول|تحريري))\s?(?:[:：|]|$)/u;

/** Why a line is of the frame wherever it stands, or undefined. */
export function frameRule(line: Line, told: number): string | undefined {
  const { cue } = line;
  const appeal = addressRule(line);
  if (appeal !== undefined) return appeal;
  if (line.words <= 45 && (line.signs & SIGNS.firstPublished) !== 0 && FIRST_PUBLISHED.test(line.text))
    return 'first published';
  if (!line.ends && isMenu(line.text)) return 'menu';
  if (!line.ends && line.words <= 8 && SPONSOR.test(line.text)) return '«برعاية»';
  // «اقرأ المزيد» may head a list.
  const heads = (cue?.kind === 'aside' || cue?.kind === 'related') && cue.words > 1;
  const tools = heads ? undefined : toolRule(line, told);
  if (tools !== undefined) return tools;
  if (!line.prose && line.words <= 24 && (!line.ends || line.words <= 8) && LINE_WORD.test(line.text)) {
    for (const [name, pattern] of LINE_PATTERNS) if (pattern.test(keyOfLine(line))) return name;
  }
  if (!line.ends && line.words <= 20 && isCredited(line.text, told)) return 'caption';
  if (cue === undefined || line.prose) return undefined;
  if (cue.kind === 'line') {
    // «عاجل» before a headline is a part of it.
    if (/^(?:خبر )?عاجل$/u.test(cue.phrase)) return keyWords(line) <= cue.words ? `«${cue.raw}»` : undefined;
    if (isHeading(line, spare(cue)) || (!line.ends && findDate(line.text) !== undefined))
      return `«${cue.raw}»`;
  }
  // What would end the article is, before its first sentence, a menu.
  if (told === 0 && cue.kind !== 'aside' && cue.kind !== 'appeal' && isHeading(line, spare(cue)))
    return `«${cue.raw}»`;
  return undefined;
}

/** Names the neighbours of an article in the outlet's order. */
const NEIGHBOUR = /^(?:ال)?(?:خبر|مقال|مقاله|موضوع) (?:ال)?(?:سابق|تالي)(?:ه)?$/u;

/** Whether the article is over here. */
export function isEnd(line: Line, last: boolean): boolean {
  const { cue } = line;
  if (cue?.kind === 'end') return isHeading(line, spare(cue)) || (!line.ends && NEIGHBOUR.test(cue.phrase));
  if (cue?.kind !== 'tags') return false;
  // Tags stand in a row with their heading; where the text's line ends were lost, after the last sentence.
  return (
    isHeading(line, spare(cue)) || (!line.ends && (cue.words > 1 || (last && line.joined && !line.prose)))
  );
}
