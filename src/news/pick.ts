/** Which lines of a page are its article, told by where prose stands, under the headline, outside the boxes of others. */
import { headlineAt, letters } from './headline.ts';
import { makeLine } from './lines.ts';
import type { Box, PageLine, Survey } from './survey.ts';

/** Names that software gives boxes beside or within an article that are none of it, as words between dashes. */
const FURNITURE =
  /-(?:related\w*|relat|recommend\w*|suggest\w*|more-(?:on|news|from|stories)|most-(?:read|viewed|popular|commented)|popular|trending|also|see-also|next-prev|prev-next|prevnext|next-post|prev-post|pagination|pager|comments?|commentlist|comment-\w+|respond|disqus|share|sharing|sharedaddy|social|follow|subscribe|subscription|newsletter|sign-?up|banner|ads|adv|adspot|a-rec|gpt|dfp|sponsor\w*|taboola|outbrain|widget-area|side-?bar|breadcrumbs?|breadcumb|tagcloud|(?:author|writer|journalist|reporter|columnist)s?-(?:box|bio|biography|info|desc|description|card|about|profile|details)|authorbox|(?:about|bio)-(?:the-)?(?:author|writer|journalist)|user-bio|captions?|img-cap|credits?|copyrights?|cookies?|consent|gdpr|popup|modal|menu|navbar|navigation|footer|gallery|galleries|slideshow|carousel|slider|swiper|playlist|tooltip|screen-reader\w*|visually-hidden|sr-only|skip-link|source-tags)(?=-)/u;
/** Names of the same, which boxes round a text bear too: those that hold little of the page's prose. */
const DOUBTFUL =
  /-(?:ad|advert\w*|latest|read-(?:more|also|next)|promo|promotion|tags?|keywords|topics|bio|ticker|breaking|player|toolbar|tools|poll|podcasts?|teasers?|cards?|widget|print-only|recirc\w*)(?=-)/u;
/** Names that software gives the box of an article's text. */
const TEXT =
  /-(?:(?:article|post|entry|story|news|single|main|page|full|body|field-name|c-content|t-content)-+(?:main-)?(?:body|content|text|txt|details?|desc|paragraphs?)|articlebody|articletext|storybody|newsbody|postcontent|maintext|wysiwyg|text-formatted|body-text|rich-text|js-mediator-article|content-inner)(?=-)/u;
/** A box that holds so much of the page's prose is no furniture, whatever its name. */
const MOST_PROSE = 0.8;
/** A box of a doubtful name that holds so much of it is none. */
const SOME_PROSE = 0.2;
/** A paragraph counts for the boxes around it, each step out by so much less. */
const DECAY = 0.75;
/** Further out there is nothing left of it: 0.75 to the 14th is less than 0.02. */
const STEPS = 14;
/** What stands above the headline counts by so much. */
const ABOVE = 0.3;
/** So much more counts a box that is named as such software names it, or that the page marks as its body. */
const TEXT_BONUS = 1.4;
/** So much of a box's text is links where the box is there for them. */
const MOSTLY = 0.5;
/** So many first letters of a description are those of the lead. */
const LEAD_LETTERS = 40;
/** Below this nothing was found. */
const LEAST_WORDS = 25;
/** Prose without a full stop, as in lists, is at least so long. */
const LONG_WORDS = 14;

type Page = Pick<Survey, 'lines' | 'boxes'>;

/** mostRead → -most-read- : the words of a class between dashes. */
function wordsOf(named: string): string {
  return `-${named
    .slice(0, 300)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/[\s_]+|--+/g, '-')
    .toLowerCase()}-`;
}

function proseWords(line: PageLine): number {
  if (line.heading > 0 || line.linked * 2 > line.text.length || line.text.length < 25) return 0;
  const made = makeLine(line.text, false, false);
  return made !== undefined && (made.prose || made.words >= LONG_WORDS) ? made.words : 0;
}

/** A heading that is a whole sentence, as leads are set by some. */
function isDeck({ text, heading, linked }: PageLine): boolean {
  return (
    heading > 1 && linked * 2 < text.length && text.length >= LEAD_LETTERS && /[.؟!][»”"’)]?$/u.test(text)
  );
}

/** Sums of what lines are worth, over each box and all within it. A box stands after the one around it. */
function sums({ lines, boxes }: Page, worth: (line: PageLine, at: number) => number): number[] {
  const total = boxes.map(() => 0);
  for (const [at, line] of lines.entries()) total[line.box] = (total[line.box] ?? 0) + worth(line, at);
  for (let box = boxes.length - 1; box > 0; box -= 1) {
    const parent = boxes[box]?.parent ?? 0;
    total[parent] = (total[parent] ?? 0) + (total[box] ?? 0);
  }
  return total;
}

type Seen = { readonly prose: readonly number[]; readonly headline: number };

/** Which boxes are none of the article: by what they are, by name, and other articles of the same page. */
function apartBoxes(page: Page, { prose, headline }: Seen, byName: boolean): boolean[] {
  const { lines, boxes } = page;
  const weight = sums(page, (_, at) => prose[at] ?? 0);
  const all = weight[0] ?? 0;
  const around = new Set<number>();
  for (let box = lines[headline]?.box ?? -1; box >= 0; box = boxes[box]?.parent ?? -1) around.add(box);
  const apart = boxes.map((box, index) => {
    const share = (weight[index] ?? 0) / Math.max(1, all);
    if (!byName || index === 0 || around.has(index) || share >= MOST_PROSE) return false;
    const name = wordsOf(box.named);
    return box.apart || FURNITURE.test(name) || (share < SOME_PROSE && DOUBTFUL.test(name));
  });
  for (const box of otherArticles(page, { weight, around, level: lines[headline]?.heading ?? 0 }))
    apart[box] = true;
  for (const teaser of teaserBoxes(page, weight)) if (!around.has(teaser)) apart[teaser] = true;
  for (const [index, box] of boxes.entries())
    if (apart[box.parent] === true && !around.has(index)) apart[index] = true;
  return apart;
}

type Place = {
  readonly weight: readonly number[];
  /** The boxes around the headline, the innermost first. */
  readonly around: ReadonlySet<number>;
  /** The headline's own level as a heading. */
  readonly level: number;
};

/** The boxes of other articles on the page: as the headline's own, or of its make with such a headline too. */
function otherArticles(page: Page, { weight, around, level }: Place): number[] {
  const { boxes } = page;
  const article = [...around].find((box) => boxes[box]?.name === 'article');
  const within = withinOf(boxes, (_, index) => index === article);
  const articles = boxes.flatMap((box, index) =>
    article !== undefined && box.name === 'article' && within[index] === false && !around.has(index)
      ? [index]
      : [],
  );
  if (article === undefined) articles.push(...rowOfArticles(boxes, { weight, around }));
  const own = [...around].find((box) => (weight[box] ?? 0) >= LEAST_WORDS * 2);
  if (level !== 1 || own === undefined) return articles;
  const headed = sums(page, (line) => (line.heading === 1 ? 1 : 0));
  const makes = new Set<string>();
  for (let box = own; box > 0; box = boxes[box]?.parent ?? 0) makes.add(makeOf(boxes[box]));
  const alike = boxes.flatMap((box, index) =>
    (headed[index] ?? 0) > 0 && (weight[index] ?? 0) > 0 && !around.has(index) && makes.has(makeOf(box))
      ? [index]
      : [],
  );
  return [...articles, ...alike];
}

/** So many article elements of one make beside a text that stands in none are comments on it, or teasers. */
const ARTICLES = 3;

function rowOfArticles(boxes: readonly Box[], { weight, around }: Omit<Place, 'level'>): readonly number[] {
  const makes = new Map<string, number[]>();
  boxes.forEach((box, index) => {
    if (box.name !== 'article' || around.has(index)) return;
    const make = box.named.replace(/\d+/gu, '0');
    makes.set(make, [...(makes.get(make) ?? []), index]);
  });
  const rows = [...makes.values()].filter((row) => row.length >= ARTICLES).flat();
  const held = rows.reduce((sum, box) => sum + (weight[box] ?? 0), 0);
  return (weight[0] ?? 0) - held >= LEAST_WORDS ? rows : [];
}

/** Which boxes are, or stand in, one that the test names. */
function withinOf(boxes: readonly Box[], test: (box: Box, index: number) => boolean): boolean[] {
  const within: boolean[] = [];
  for (const [index, box] of boxes.entries()) within.push(within[box.parent] === true || test(box, index));
  return within;
}

/** What boxes of one row and make have in common: all but the numbers in their names. */
const makeOf = (box: Box | undefined) => `${box?.parent} ${box?.name} ${box?.named.replace(/\d+/gu, '0')}`;

/** So many boxes of one make, each with a linked headline, are teasers of other articles. */
const TEASERS = 3;
/** A box of more words is an article, not its teaser. */
const TEASER_WORDS = 60;

/** Boxes that stand in a row of their like, most with a linked headline and little else. */
function teaserBoxes(page: Page, weight: readonly number[]): number[] {
  const titles = sums(page, ({ text, linked }) =>
    linked >= text.length * 0.8 && text.length >= 15 && !/[.؟!…]$/u.test(text) ? 1 : 0,
  );
  const rows = new Map<string, number[]>();
  page.boxes.forEach((box, index) => {
    const row = rows.get(makeOf(box));
    if (row === undefined) rows.set(makeOf(box), [index]);
    else row.push(index);
  });
  return [...rows.values()].flatMap((row) => {
    const headed = row.filter((box) => (titles[box] ?? 0) > 0 && (weight[box] ?? 0) <= TEASER_WORDS);
    return headed.length >= TEASERS && headed.length >= row.length * 0.8 ? row : [];
  });
}

/** The lines of a page that are its article, in order; what remains of furniture in them is the cleaning's. Linear. */
export function pickArticle(
  page: Page,
  { title, descriptions }: { readonly title: string | undefined; readonly descriptions: readonly string[] },
): PageLine[] {
  const { lines } = page;
  const headline = headlineAt(lines, title);
  const leads = descriptions
    .map((each) => letters(each).slice(0, LEAD_LETTERS))
    .filter((lead) => lead.length === LEAD_LETTERS);
  const prose = lines.map((line, at) => {
    // What the page says of itself is mostly its lead, whose line may be a heading.
    const isLead =
      at > headline &&
      line.text.length >= LEAD_LETTERS &&
      leads.some((lead) => letters(line.text.slice(0, LEAD_LETTERS * 3)).startsWith(lead));
    return isLead ? line.text.split(' ').length : proseWords(line);
  });
  const seen = { headline, prose };
  const strict = pickWith(page, seen, apartBoxes(page, seen, true));
  const words = strict.reduce((sum, at) => sum + (prose[at] ?? 0), 0);
  const picked = words >= LEAST_WORDS ? strict : pickWith(page, seen, apartBoxes(page, seen, false));
  return picked.flatMap((at) => lines[at] ?? []);
}

/** What the prose in and around each box is worth: a paragraph counts for the boxes around it, less with each step out. */
function scoresOf({ lines, boxes }: Page, worth: (at: number) => number): number[] {
  const score = boxes.map(() => 0);
  // A paragraph alone is no text: what stands around it is.
  const within = boxes.map(() => 0);
  for (const line of lines) within[line.box] = (within[line.box] ?? 0) + 1;
  for (const box of boxes) if (box.parent >= 0) within[box.parent] = (within[box.parent] ?? 0) + 1;
  lines.forEach((line, at) => {
    let by = worth(at);
    const outer = boxes[line.box]?.parent ?? -1;
    const start = within[line.box] === 1 && outer >= 0 ? outer : line.box;
    for (let box = start, step = 0; by > 0 && box >= 0 && step < STEPS; step += 1) {
      score[box] = (score[box] ?? 0) + by;
      by *= DECAY;
      box = boxes[box]?.parent ?? -1;
    }
  });
  return score;
}

type Letters = {
  /** How many letters each box holds, and how many of them are links. */
  readonly written: readonly number[];
  readonly linked: readonly number[];
};

/** The box that holds most prose for its links; undefined where none holds any. */
function mainBox(
  { boxes }: Page,
  score: readonly number[],
  { written, linked }: Letters,
): number | undefined {
  let main: number | undefined;
  let most = 0;
  boxes.forEach((box, index) => {
    if ((score[index] ?? 0) === 0) return;
    const bonus = TEXT.test(wordsOf(box.named)) || box.body ? TEXT_BONUS : 1;
    const value = (score[index] ?? 0) * (1 - (linked[index] ?? 0) / Math.max(1, written[index] ?? 0)) * bonus;
    if (value > most) {
      most = value;
      main = index;
    }
  });
  return main;
}

/** Indexes of the lines within the box that holds most prose, boxes that stand apart left out. */
function pickWith(page: Page, { headline, prose }: Seen, apart: readonly boolean[]): number[] {
  const { lines, boxes } = page;
  const worth = (at: number) =>
    apart[lines[at]?.box ?? 0] === true ? 0 : (prose[at] ?? 0) * (at < headline ? ABOVE : 1);
  const linked = sums(page, (line) => line.linked);
  const written = sums(page, (line) => line.text.length);
  const main = mainBox(page, scoresOf(page, worth), { written, linked });
  if (main === undefined) return [];
  // A text that advertisements part stands in several boxes of one make.
  const made = boxes[main];
  const inMain = withinOf(
    boxes,
    (box, index) =>
      index === main ||
      (made !== undefined &&
        made.named.trim() !== '' &&
        box.name === made.name &&
        box.named === made.named &&
        apart[index] === false &&
        (linked[index] ?? 0) < (written[index] ?? 0) * MOSTLY),
  );
  // Within the text, a box without prose that is mostly links points elsewhere, its heading with it.
  const weight = sums(page, (_, at) => prose[at] ?? 0);
  const points = withinOf(boxes, (_, index) => {
    const all = written[index] ?? 0;
    return index !== main && (weight[index] ?? 0) === 0 && all > 0 && (linked[index] ?? 0) >= all * MOSTLY;
  });
  const first = lines.findIndex((line, at) => inMain[line.box] === true && worth(at) > 0);
  return lines.flatMap((line, at) => {
    if (apart[line.box] === true || points[line.box] === true) return [];
    if (inMain[line.box] === true) return at > headline || headline > first ? [at] : [];
    // A lead stands between the headline and the box of the text.
    const leads = (prose[at] ?? 0) > 0 || isDeck(line);
    return headline >= 0 && at > headline && at < first && leads ? [at] : [];
  });
}
