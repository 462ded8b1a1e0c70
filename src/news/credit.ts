/** Whose picture stood above a line, as captions say it. */
import { AGENCIES, keyOf } from './furniture.ts';

/** Who took a picture, or where it is from, at the end of a line: (رويترز) · - أرشيف · تصوير: … · © … */
const CREDIT =
  /(?<![.؟!…] ?)[(]([^()]{2,40})[)]$|\s[-–—|/]\s?([^-–—|/]{2,30})$|[\s.،/|-](?:تصوير|عدسة|بعدسة)\s?[:：/]\s?\S+(?: \S+){0,3}$|\s(?:تصوير|بعدسة) \S+(?: \S+)?$|©/u;
const NOT_TAKEN_NOW =
  /^(?:(?:ال)?صوره? )?(?:من )?(?:(?:ال)?ارشيف\S*|تعبيري\S*|توضيحي\S*|متداول\S*|(?:وسايل|مواقع) (?:ال)?(?:تواصل|اعلام)(?: \S+)?|(?:ال)?انترنت|غيتي\S*|جيتي\S*|getty(?: images)?|خاص\S*|(?:ال)?(?:فرنسيه|المانيه|اوروبيه))$/u;

const BY = /^(?:تصوير|عدسه|بعدسه|مصدر الصوره) ./u;

/** Whether a line ends with whose picture stands above it, as captions do; above the news a headline may end with an agency. */
export function isCredited(line: string, told: number): boolean {
  // Whose rights those are is said under the text, at times on its last line.
  const credit = line.includes('حقوق') ? null : CREDIT.exec(line);
  if (credit === null) return false;
  const [, bracketed, dashed] = credit;
  if (bracketed === undefined && dashed === undefined) return true;
  const names = (bracketed ?? dashed ?? '').split(/\s?[-–/،,+]\s?/u).map(keyOf);
  return names.every(
    (name) =>
      NOT_TAKEN_NOW.test(name) ||
      BY.test(name) ||
      ((bracketed !== undefined || told > 0) && AGENCIES.has(name)),
  );
}
