/** What was told beforehand of what a story reports: it is no news any more, and stands apart. */
import { terms } from '../arabic/words.ts';
import { DAY } from '../durations.ts';
import type { BriefSentence } from '../stories/story.ts';
import { overlap } from './alike.ts';
import { best, type Candidate, type Reading } from './candidate.ts';
import type { Sentence } from './sentence.ts';

/** The share of a preview's lead that the beginning of its report tells too. */
const REPORTED = 0.3;
/** Sentences of a report in which it tells what the preview announced. */
const BEGINNING = 3;

/** A report that came before a preview by less is of the same hour: outlets publish late. */
const LATE = 1.5 * DAY;
/** A preview with these is of another day than the report that came before it. */
const LATER_STILL = /^(?:ال)?(?:مقبل|مقبله|قادم|قادمه)$/u;

function isLaterStill({ words }: Sentence): boolean {
  return words.some(({ folded }) => LATER_STILL.test(folded));
}

/** Whether this article reports what the preview announced, or announces it when it was nearer. */
function reports(report: Reading, preview: Reading): boolean {
  const [announced, told] = [preview.lead, report.lead];
  if (announced === undefined || told === undefined) return false;
  const after = (report.article.publishedAt ?? 0) - (preview.article.publishedAt ?? 0);
  const dated = report.article.publishedAt !== undefined && preview.article.publishedAt !== undefined;
  const future = report.preview || told.future || IMPERFECT.test(told.words[0]?.folded ?? '');
  if (future ? !dated || after < DAY : dated && after < (isLaterStill(announced) ? 0 : -LATE)) return false;
  const matter = new Set<string>();
  for (const one of report.sentences.slice(0, BEGINNING)) for (const term of one.terms()) matter.add(term);
  return overlap(announced.terms(), matter) >= REPORTED;
}

/** What is told in this form still happens, or is yet to. */
const IMPERFECT = /^[يت].{3,}$/u;

/** The previews whose report is there. */
export function overtakenPreviews(readings: readonly Reading[]): ReadonlySet<Reading> {
  return new Set(
    readings.filter((one) => one.preview && readings.some((other) => other !== one && reports(other, one))),
  );
}

/** From this share of it in a sentence of the brief, it tells nothing more. */
const SAID = 0.25;
/** Sentences of more words are too long for an aside. */
const LONGEST = 40;

/** The sentence of the overtaken previews that tells most beside the brief's; undefined where none tells more. */
export function beforehand(
  previews: readonly Candidate[],
  brief: readonly BriefSentence[],
): Candidate | undefined {
  const told = brief.map(({ text }) => new Set(terms(text)));
  return best(previews, ({ sentence, worth }) => {
    if (sentence.stands !== 'alone' || sentence.length > LONGEST || !sentence.event) return 0;
    return told.some((one) => overlap(sentence.terms(), one) >= SAID) ? 0 : worth;
  });
}
