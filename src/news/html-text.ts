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

type Block = { text: string; linked: number; heading: boolean };

/**
 * The text of an HTML fragment or page: blocks become lines, entities are decoded; scripts, captions, forms and
 * embedded posts are left out, and so are blocks that are nothing but a link and no sentence (menus, teasers),
 * unless nothing else is there. One streaming pass, linear in the input, never throws; a fragment that nests past 512
 * elements is read up to there.
 */
export function htmlToText(html: string): string {
  const blocks: Block[] = [];
  let block: Block = { text: '', linked: 0, heading: false };
  let depth = 0;
  let droppedAt = 0;
  let droppedName = '';
  let links = 0;
  let headings = 0;
  const endBlock = () => {
    if (block.text.trim() !== '') blocks.push(block);
    block = { text: '', linked: 0, heading: false };
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > MAX_DEPTH) parser.pause();
        if (droppedAt > 0) return;
        if (BLOCKS.has(name)) endBlock();
        if (name === 'a') links += 1;
        if (HEADING.test(name)) headings += 1;
        if (DROPPED.has(name) || EMBEDDED.test(attributes.class ?? '') || 'hidden' in attributes) {
          droppedAt = depth;
          droppedName = name;
        }
      },
      ontext(text) {
        if (droppedAt > 0) return;
        block.text += text;
        if (links > 0) block.linked += text.trim().length;
        if (headings > 0) block.heading = true;
      },
      onclosetag(name) {
        if (droppedAt === depth && name === droppedName) droppedAt = 0;
        depth -= 1;
        if (droppedAt > 0) return;
        if (name === 'a' && links > 0) links -= 1;
        if (BLOCKS.has(name)) endBlock();
        if (HEADING.test(name) && headings > 0) headings -= 1;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  endBlock();
  const lines = blocks.map((each) => ({
    text: each.text.replace(/\s+/gu, ' ').trim(),
    onlyLink: each.linked > 0 && each.linked >= each.text.trim().length * 0.9,
    heading: each.heading,
  }));
  const teasers = teaserLines(lines);
  const kept = lines.filter(
    (line, index) => !teasers.has(index) && (!line.onlyLink || /[.؟!…][»”"’)]?$/u.test(line.text)),
  );
  return (kept.length > 0 ? kept : lines).map((line) => line.text).join('\n');
}

const HEADING = /^h[2-6]$/u;
/** So many linked headings in a row, each with a few lines below it, are teasers of other articles. */
const TEASERS = 3;
const TEASER_LINES = 2;

type TextLine = { readonly text: string; readonly onlyLink: boolean; readonly heading: boolean };

/** The indexes of lines that belong to a list of linked headings with their summaries. */
function teaserLines(lines: readonly TextLine[]): ReadonlySet<number> {
  const found = new Set<number>();
  let run: number[] = [];
  const settle = () => {
    const last = run.at(-1);
    if (run.length >= TEASERS && last !== undefined) {
      const longest = Math.max(...run.slice(1).map((at, index) => at - (run[index] ?? at)));
      for (let at = run[0] ?? last; at < Math.min(lines.length, last + longest); at += 1) found.add(at);
    }
    run = [];
  };
  lines.forEach((line, index) => {
    if (!line.heading || !line.onlyLink) return;
    if (index - (run.at(-1) ?? index) > TEASER_LINES + 1) settle();
    run.push(index);
  });
  settle();
  return found;
}
