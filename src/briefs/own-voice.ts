/** Sentences in which a writer speaks of themselves: without their name beside them nobody knows whose words they are. */
import type { Sentence } from './sentence.ts';
import { quotedWords } from './word.ts';

/** Folded, also behind و or ف. What may be said of others too («كنت», «علمنا») is left out. */
const OF_ONESELF: ReadonlySet<string> = new Set(
  `انا نحن انني اننا لانني لاننا لكنني لكننا كانني كاننا اظن اظنني اعتقد اري ادري اكاد اتذكر اذكر احسب اخشي اتمني ارجو اود اقول اكتب احب
  اعرف افهم لست لسنا رايي تقديري اعتقادي ظني نفسي حياتي بلدي وطني ذاكرتي طفولتي والدي والدتي لدي عندي عندنا لدينا بيننا حياتنا انفسنا واقعنا
  مجتمعاتنا مجتمعنا عالمنا امتنا زماننا تاريخنا نظن نعتقد نري نعيش ندري نعرف نحتاج علينا دعونا دعوني اسمحوا`.split(
    /\s+/u,
  ),
);

/** Whether the sentence is in its writer's own voice, and names nobody whose words they are. */
export function speaksOfItself(sentence: Sentence): boolean {
  if (sentence.says || sentence.reported) return false;
  const quoted = quotedWords(sentence.text, sentence.words);
  return sentence.words.some(
    ({ folded }, index) =>
      !quoted.has(index) && (OF_ONESELF.has(folded) || OF_ONESELF.has(folded.replace(/^[وف]/u, ''))),
  );
}
