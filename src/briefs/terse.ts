/** Words that a short brief does without, because those beside them say the same. Deletion only. */
import { WEEKDAYS } from '../arabic/calendar.ts';
import { fold } from '../arabic/normalize.ts';
import { countWords } from '../arabic/words.ts';
import { matterOf, numbersOf, type Sentence } from './sentence.ts';
import { quotedWords, wordsOf } from './word.ts';

const DAYS: ReadonlySet<string> = new Set(WEEKDAYS.map(fold));

/** Behind وذلك, when or where or why it was: there وذلك only takes up what was said. */
const CIRCUMSTANCE = new Set(
  fold('بعد قبل خلال عقب أمام منذ ضمن إثر بسبب بهدف بحضور رغم عبر حتى أثناء قبيل للمرة').split(' '),
);

/** Words that need the يوم behind them: «في يوم الأحد»، «حتى ساعة من يوم الأحد». */
const NEEDS_DAY = new Set(['في', 'من', 'كل']);

/** Whether the word at `at` may go. */
function isSpare(words: readonly string[], at: number): boolean {
  const [before = '', word, next = '', behind = ''] = words.slice(at - 1, at + 3);
  // Behind the day an adjective of يوم itself may stand, masculine as the name of the day may not be: يوم الجمعة الماضي.
  if (word === 'يوم') return DAYS.has(next) && !NEEDS_DAY.has(before) && !/^ال.{2}/u.test(behind);
  return word === 'وذلك' && CIRCUMSTANCE.has(next);
}

/**
 * The sentence without يوم before the day's name and without وذلك before when, where or why; what stands in quotation marks
 * and the sentence's first word stay as they are.
 */
export function tersely(sentence: Sentence): Sentence {
  const { text, words } = sentence;
  const folded = words.map((word) => word.folded);
  const quoted = quotedWords(text, words);
  let shorter = '';
  let from = 0;
  for (const [at, { start, end }] of words.entries()) {
    const next = words[at + 1];
    if (at === 0 || next === undefined || quoted.has(at) || !isSpare(folded, at)) continue;
    if (text[start - 1] !== ' ' || text.slice(end, next.start).trim() !== '') continue;
    shorter += text.slice(from, start);
    from = next.start;
  }
  if (from === 0) return sentence;
  shorter += text.slice(from);
  const own = wordsOf(shorter);
  return {
    ...sentence,
    text: shorter,
    length: countWords(shorter),
    words: own,
    terms: matterOf(own),
    numbers: numbersOf(shorter),
  };
}
