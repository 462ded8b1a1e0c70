/** What is asked under a digest before Ramadan and after its feast, and the buttons that answer it. */
import type { Digest, DigestButton } from '../digests/digest.ts';
import { afterIftar } from '../digests/ramadan.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { timesOf } from '../subscriptions/due.ts';
import { button } from './keyboards.ts';
import { textsOf } from './languages.ts';
import { ownDigits } from './settings.ts';

/** The code of the taps that answer. */
export const RAMADAN_CODE = 'rmd';

/** The times of a chat before Ramadan moved them, HH:MM. */
function formerTimes({ timesBeforeRamadan = [] }: Chat): readonly string[] {
  return timesOf({ times: timesBeforeRamadan });
}

/** The digest's question (HTML) and its buttons; none where nothing is asked. */
export function questionUnder({ chat, zone, question }: Digest): {
  readonly lines: readonly string[];
  readonly rows: readonly (readonly DigestButton[])[];
} {
  if (question === undefined) return { lines: [], rows: [] };
  const { messages, labels, dates } = textsOf(chat.settings.language);
  const tap = (text: string, what: string) =>
    button(text, { kind: 'own', code: RAMADAN_CODE, values: [what, String(question.year)] });
  const html =
    question.kind === 'move'
      ? messages.ramadanMove(dates.clock(afterIftar, zone))
      : messages.ramadanReturn(formerTimes(chat).map((time) => dates.clock(time, zone)));
  const row =
    question.kind === 'move'
      ? [...tap(labels.ramadanMove, 'move'), ...tap(labels.ramadanKeep, 'keep')]
      : [...tap(labels.ramadanReturn, 'back'), ...tap(labels.ramadanKeep, 'stay')];
  return { lines: ['', ownDigits(html, chat)], rows: [row] };
}
