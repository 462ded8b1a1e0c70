/** A message as Telegram's rich HTML: paragraphs, and folds that open by a line of their own. */
import { words } from './messages.ts';

const FOLD = /<blockquote expandable>([\s\S]*?)<\/blockquote>/u;

/**
 * HTML made here for parse_mode, in the tags of rich messages (Bot API 10.1, "Rich HTML style"): those inside lines are the same in
 * both; there line feeds count as spaces.
 */
export function richHtml(html: string): string {
  // What splits a text by a group stands at the odd places.
  return html
    .split(FOLD)
    .map((piece, index) => (index % 2 === 1 ? fold(piece) : paragraphs(piece.split(/\n{2,}/u))))
    .join('');
}

function paragraphs(texts: readonly string[]): string {
  return texts
    .map((text) => text.replace(/^\n+|\n+$/gu, ''))
    .filter((text) => text !== '')
    .map((text) => `<p>${text.replaceAll('\n', '<br>')}</p>`)
    .join('');
}

function fold(text: string): string {
  return `<details><summary>${words.unfold}</summary>${paragraphs(text.split('\n'))}</details>`;
}
