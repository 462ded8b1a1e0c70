/** Lines of a site's frame: share bars, menus, headings of lists, notices. */
import { isCredited } from './dateline.ts';
import { findDate } from './dates.ts';
import {
  APPEAL_START,
  APPEALS,
  BAR_WORDS,
  CONTROLS,
  type Cue,
  FIRST_PUBLISHED,
  keyOf,
  LINE_PATTERNS,
  LINE_WORD,
  NETWORKS,
  NOTICES,
  wordKey,
} from './furniture.ts';
import type { Line } from './lines.ts';

/** How many characters of a share bar or of a page's controls a line starts with. */
export function barLength(text: string): number {
  let end = 0;
  let networks = 0;
  let controls = 0;
  let whole = true;
  let before = '';
  for (const match of text.slice(0, 400).matchAll(/\S+/gu)) {
    const word = wordKey(match[0]);
    if (NETWORKS.has(word) || (word === 'ان' && before === 'لينكد')) networks += 1;
    else if (CONTROLS.has(word)) controls += 1;
    else if (!BAR_WORDS.has(word) && !/^\d*$/u.test(word)) {
      whole = false;
      break;
    }
    end = match.index + match[0].length;
    before = word;
  }
  return networks >= 2 || controls >= 1 || (networks === 1 && whole) ? end : 0;
}

/** The words of a line's key; counts beside them («التعليقات (5)») are none. */
const keyWords = (line: Line) => line.key.split(' ').filter((word) => /\p{L}/u.test(word)).length;

/** How many words a heading may have beside its cue: one word alone opens headlines too. */
const spare = (cue: Cue) => Math.min(2, cue.words - 1);

/** Whether a cue stands as a heading: nearly alone, or before a colon. */
function isHeading(line: Line, more: number): boolean {
  const cue = line.cue;
  if (cue === undefined) return false;
  const words = keyWords(line);
  if (words <= cue.words + more && !(line.ends && words > cue.words)) return true;
  const colon = line.text.slice(0, 80).search(cue.kind === 'line' ? /[:：،]/u : /[:：]/u);
  return colon > 0 && keyOf(line.text.slice(0, colon)).split(' ').length <= cue.words + more;
}

/** A word of each notice as written: a look that costs little. */
const NOTICE_WORD =
  /[يت]ع(?:بر|كس)[^\n]{0,40}(?:رأي|راي|[آا]را|وجه|موقف|سياس)|غير مس[ؤئ]ول|[يت]تحمل|[يت]خلي/u;
const MENU_MARK = /\s?[|•·»›/\\]\s?/u;

/** Three short names or more between bars: a menu or a path. */
function isMenu(text: string): boolean {
  if (text.length > 200 || !MENU_MARK.test(text)) return false;
  const parts = text
    .split(/\s[|•·»›/\\]{1,2}\s?|[|•]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length >= 3 && parts.every((part) => part.split(' ').length <= 3);
}

/** Why a line is of the frame wherever it stands, or undefined. */
export function frameRule(line: Line, told: number): string | undefined {
  const { cue } = line;
  if (cue?.kind === 'appeal' && line.words <= 40 && (cue.words > 1 || isHeading(line, 6))) {
    return `«${cue.phrase}»`;
  }
  if (line.words <= 30 && APPEAL_START.test(line.text)) {
    for (const pattern of APPEALS) if (pattern.test(line.key)) return 'appeal';
  }
  if (line.words <= 45 && NOTICE_WORD.test(line.text)) {
    for (const pattern of NOTICES) if (pattern.test(line.key)) return '«notice»';
  }
  if (line.words <= 45 && FIRST_PUBLISHED.test(line.text)) return 'first published';
  if (!line.ends && isMenu(line.text)) return 'menu';
  if (!line.ends && line.words <= 15 && isCredited(line.text)) return 'caption';
  if (!line.prose && line.words <= 24 && (!line.ends || line.words <= 8) && LINE_WORD.test(line.text)) {
    for (const [name, pattern] of LINE_PATTERNS) if (pattern.test(line.key)) return name;
  }
  if (cue === undefined || line.prose) return undefined;
  if (cue.kind === 'line') {
    // «عاجل» before a headline is a part of it.
    if (/^(?:خبر )?عاجل$/u.test(cue.phrase))
      return keyWords(line) <= cue.words ? `«${cue.phrase}»` : undefined;
    if (isHeading(line, spare(cue)) || (!line.ends && findDate(line.text) !== undefined))
      return `«${cue.phrase}»`;
  }
  // What would end the article is, before its first sentence, a menu.
  if (told === 0 && cue.kind !== 'aside' && cue.kind !== 'appeal' && isHeading(line, spare(cue)))
    return `«${cue.phrase}»`;
  return undefined;
}

/** Whether the article is over here. */
export function isEnd(line: Line, last: boolean): boolean {
  const { cue } = line;
  if (cue?.kind === 'end') return isHeading(line, spare(cue));
  if (cue?.kind !== 'tags') return false;
  // Tags stand in a row with their heading; where the text's line ends were lost, after the last sentence.
  return (
    isHeading(line, spare(cue)) || (!line.ends && (cue.words > 1 || (last && line.joined && !line.prose)))
  );
}
