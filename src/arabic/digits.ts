/** The bot's own numbers in the digits a chat reads. Outlets' sentences are never passed through here. */

/** latn: 3, as most Arabic outlets write; arab: ٣. */
export type Digits = 'latn' | 'arab';

/** Plain text with its Western digits as `digits` says. */
export function inDigits(text: string, digits: Digits): string {
  return digits === 'latn' ? text : text.replace(/[0-9]/gu, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? digit);
}
