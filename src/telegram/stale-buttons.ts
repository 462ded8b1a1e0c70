/** Buttons that mean nothing any more: which command brings such ones anew. */
import type { CommandName } from './spoken.ts';

/** By how a button's data begins: a code, or a letter of keyboards.ts. The first that fits. */
const ANEW: readonly (readonly [RegExp, CommandName])[] = [
  [/^(?:set|settings|rmd|stop|resume)\b/u, 'settings'],
  [/^lang\b/u, 'language'],
  [/^first\b/u, 'start'],
  [/^(?:sb|l)\b/u, 'subscriptions'],
  [/^(?:groups|[tpfgx]|fw|rf)\b/u, 'topics'],
  [/^q\b/u, 'search'],
  [/^(?:so\w*|lsl|lsd)\b/u, 'sources'],
  [/^ch\w*\b/u, 'channels'],
  [/^(?:fg|ex)\b/u, 'privacy'],
  [/^(?:st|go|latest|wy|rpx?|ls\w?)\b/u, 'latest'],
];

/** The command whose answer holds buttons like this one; that of all commands where nobody knows. */
export function commandFor(data: string): CommandName {
  return ANEW.find(([start]) => start.test(data))?.[1] ?? 'help';
}
