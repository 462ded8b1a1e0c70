/** Posts of social networks embedded in a text. */
import type { Line } from './lines.ts';

const NAME = '[—–-]{1,2} ?[^—–()\\n]{1,80}\\(@\\w{1,30}\\)';
const DAY = '(?:\\s{0,2}(?:\\p{L}{3,12} \\d{1,2}, ?\\d{4}|\\d{1,2} \\p{L}{2,12}(?: \\p{L}{2,8})?,? \\d{4}))?';
const SIGNATURE = new RegExp(`[ \\t]?(${NAME}${DAY})`, 'gu');
const SIGNED = new RegExp(`^${NAME}`, 'u');
const LINK = /pic\.twitter\.com\/|https?:\/\/t\.co\//u;
const MARK = /pic\.twitter\.com\/|https?:\/\/t\.co\/|(?:^|\s)via @\w|(?:^|\s)@\w{3,}|#[\p{L}\p{N}_]{2,}/u;
/** No post has more words. */
const POST_WORDS = 120;

/** Put each signature («— name (@name) day») on a line of its own. */
export function separatePosts(text: string): string {
  return text.includes('(@') ? text.replace(SIGNATURE, '\n$1\n') : text;
}

/** The lines that are posts: signatures, the lines above them that are the post itself, and lines with a post's link. */
export function postLines(lines: readonly Line[]): ReadonlySet<Line> {
  const gone = new Set<Line>();
  lines.forEach((line, index) => {
    if (line.words <= POST_WORDS && LINK.test(line.text)) gone.add(line);
    if (!SIGNED.test(line.text)) return;
    gone.add(line);
    for (let up = index - 1; up >= 0 && up >= index - 6; up -= 1) {
      const above = lines[up];
      if (above === undefined || above.words > POST_WORDS) break;
      if (gone.has(above)) continue;
      // Directly above a signature stands its post, whatever it says; further up only what bears a post's marks.
      if (up < index - 1 && !MARK.test(above.text)) break;
      gone.add(above);
    }
  });
  return gone;
}
