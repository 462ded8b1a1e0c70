/** What was told beforehand of what a story reports: it is no news any more, and stands apart. */
import { terms } from '../arabic/words.ts';
import type { BriefSentence } from '../stories/story.ts';
import { overlap } from './alike.ts';
import { best, type Candidate, type Reading } from './candidate.ts';
import type { Sentence } from './sentence.ts';

/** The share of a preview's lead that the beginning of its report tells too. */
const REPORTED = 0.3;
/** Sentences of a report in which it tells what the preview announced. */
const BEGINNING = 3;

function leadOf(reading: Reading): Sentence | undefined {
  return reading.sentences.find((sentence) => sentence.stands === 'alone' && !sentence.background);
}

/** Whether this article reports, later, what the preview announced. */
function reports(report: Reading, preview: Reading): boolean {
  const announced = leadOf(preview);
  const at = preview.article.publishedAt;
  if (report.preview || announced === undefined) return false;
  if (at !== undefined && (report.article.publishedAt ?? at) < at) return false;
  const told = new Set<string>();
  for (const sentence of report.sentences.slice(0, BEGINNING))
    for (const term of sentence.terms) told.add(term);
  return told.size > 0 && overlap(announced.terms, told) >= REPORTED;
}

/** The previews whose report is there. */
export function overtakenPreviews(readings: readonly Reading[]): ReadonlySet<Reading> {
  return new Set(
    readings.filter((one) => one.preview && readings.some((other) => other !== one && reports(other, one))),
  );
}

/** From this share of it in a sentence of the brief, it tells nothing more. */
const SAID = 0.5;
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
    return told.some((one) => overlap(sentence.terms, one) >= SAID) ? 0 : worth;
  });
}
