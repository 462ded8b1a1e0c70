/** The text of a piece of HTML, block by block. */
import { Parser } from 'htmlparser2';

/** Elements whose whole content is no text of the article. */
const DROPPED = new Set(
  (
    'script style noscript template iframe object embed svg math canvas audio video figcaption ' +
    'form button select option textarea nav aside footer head'
  ).split(' '),
);
/** Elements that a browser puts on lines of their own. */
const BLOCKS = new Set(
  (
    'address article blockquote body br center dd div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hr html ' +
    'li main ol p pre section table tbody td tfoot th thead tr ul'
  ).split(' '),
);
/** Classes under which other sites are embedded. */
const EMBEDDED =
  /(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|telegram-post|wp-embedded-content|wp-caption-text)(?:\s|$)/u;

/** The parser's work grows with the square of the nesting; what honest articles nest stays far below. */
const MAX_DEPTH = 512;

type Block = { text: string; linked: number };

/**
 * The text of an HTML fragment or page: blocks become lines, entities are decoded; scripts, captions, forms and
 * embedded posts are left out, and so are blocks that are nothing but a link and no sentence (menus, teasers),
 * unless nothing else is there. One streaming pass, linear in the input, never throws; a fragment that nests past 512
 * elements is read up to there.
 */
export function htmlToText(html: string): string {
  const blocks: Block[] = [];
  let block: Block = { text: '', linked: 0 };
  let depth = 0;
  let droppedAt = 0;
  let droppedName = '';
  let links = 0;
  const endBlock = () => {
    if (block.text.trim() !== '') blocks.push(block);
    block = { text: '', linked: 0 };
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > MAX_DEPTH) parser.pause();
        if (droppedAt > 0) return;
        if (BLOCKS.has(name)) endBlock();
        if (name === 'a') links += 1;
        if (DROPPED.has(name) || EMBEDDED.test(attributes.class ?? '') || 'hidden' in attributes) {
          droppedAt = depth;
          droppedName = name;
        }
      },
      ontext(text) {
        if (droppedAt > 0) return;
        block.text += text;
        if (links > 0) block.linked += text.trim().length;
      },
      onclosetag(name) {
        if (droppedAt === depth && name === droppedName) droppedAt = 0;
        depth -= 1;
        if (droppedAt > 0) return;
        if (name === 'a' && links > 0) links -= 1;
        if (BLOCKS.has(name)) endBlock();
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  endBlock();
  const lines = blocks.map((each) => ({
    text: each.text.replace(/\s+/gu, ' ').trim(),
    onlyLink: each.linked > 0 && each.linked >= each.text.trim().length * 0.9,
  }));
  const kept = lines.filter((line) => !line.onlyLink || /[.؟!…][»”"’)]?$/u.test(line.text));
  return (kept.length > 0 ? kept : lines).map((line) => line.text).join('\n');
}
