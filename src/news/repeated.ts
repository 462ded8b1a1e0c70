/**
 * Furniture that no rule knows: what an outlet repeats across its articles. Learned from counts of whole lines, of the
 * words that texts begin and end with, and of labels before a colon; each count is of articles that tell different news.
 *
 * Frequency alone would take real news (a minister's title before half the leads, a war's background under each report).
 * What parts the two is the rest of the article: news goes on about what its sentences name, furniture stands beside
 * any news. So each run is also judged by its *tie*: the share of its content words that stand elsewhere in the article,
 * as a mean over the articles that held it.
 *
 * An article that was stored before enough was known is cleaned again once it is: furniture is only ever deleted, so the
 * stored text does for it and the raw one need not be kept.
 */
import { terms } from '../arabic/words.ts';
import { findDate } from './dates.ts';
import type { Line } from './lines.ts';
import { edgeHashes, edges, labelHash, type Piece, piecesOf, SHORTEST_RUN, type Told } from './runs.ts';

/** How often a run of words was seen; counts fade with each further article of the outlet. */
export type Run = {
  /** Articles that held it; never fades. */
  readonly articles: number;
  /** The same, faded as of article number `last`. */
  readonly weight: number;
  /** The sum of its ties, faded alike; below 0 while it was too rare to be asked for. */
  readonly ties: number;
  /** The number of the outlet's article that held it last. */
  readonly last: number;
};

/** What is known of one outlet's furniture. */
export type Memory = {
  /** How many articles were learned from. */
  told: number;
  /** By a hash of place and folded words. */
  readonly runs: Map<number, Run>;
  /** The articles learned from last, oldest first: what tells one of them again teaches nothing. */
  readonly recent: Gist[];
};

/** What an article is recognised by: its headline's terms and the hashes of its longest lines. */
type Gist = { readonly title: readonly string[]; readonly longest: readonly number[] };

/** What of a line stays: nothing of it (`from` = `to`), or the characters between. */
export type Rest = { readonly from: number; readonly to: number };

/** Tells for each of an article's lines what the outlet repeats in it; undefined for a line with nothing of the kind. */
export type Repeated = (lines: readonly Line[], title: string | undefined) => readonly (Rest | undefined)[];

export interface FurnitureStore {
  /**
   * Learn from these articles of one outlet, if there are any, and tell what it is known to repeat. Where that has grown
   * is remembered for `cleanAgain`. One transaction.
   * @param outlet the publisher, else whatever tells its articles from others'.
   * @param now epoch ms.
   */
  learn(outlet: string, told: readonly Told[], now: number): Promise<Repeated>;
  /**
   * The recent articles of one outlet of which more is known than when they were stored lose it too, and wait to be
   * summarised again. Returns whether there was such an outlet: the caller asks until there is none. One transaction.
   * @param now epoch ms.
   */
  cleanAgain(now: number): Promise<boolean>;
}

type Bar = { readonly articles: number; readonly share: number; readonly tie: number };

type Bars = {
  /** A short line that is no sentence. */
  readonly line: Bar;
  /** A longer one: some outlets end no sentence with a stop. */
  readonly phrase: Bar;
  /** A whole sentence, or a line that is as long as one. */
  readonly sentence: Bar;
  /** Words before a mark at a text's beginning, or after one at its end. */
  readonly marked: Bar;
  /** The same with nothing between them and the news. */
  readonly glued: Bar;
  /** The same where they begin with a verb that news begins with. */
  readonly verb: Bar;
  /** Words before a colon that lead to a headline. */
  readonly label: Bar;
};

/**
 * What stands in half of all articles or in nearly all is furniture, though some of its words may be those of the news.
 * Of 4,871 sentences of real news one in fifty has a tie below 0.14, one in ten below 0.25, half below 0.45 (measured
 * in the article alone; a mean over many articles varies less).
 */
const COMMON: readonly Bar[] = [
  { articles: 10, share: 0.45, tie: 0.25 },
  { articles: 10, share: 0.8, tie: 0.5 },
];

/** What is taken for a part of the frame when the tie of other parts is asked for. */
const FRAME = { articles: 3, share: 0.5 };

/** For articles that all are of one outlet. */
const OUTLET_BARS: Bars = {
  line: { articles: 3, share: 0.2, tie: 0.4 },
  phrase: { articles: 4, share: 0.25, tie: 0.2 },
  sentence: { articles: 5, share: 0.3, tie: 0.15 },
  marked: { articles: 4, share: 0.2, tie: 0.3 },
  glued: { articles: 5, share: 0.4, tie: 0.2 },
  verb: { articles: 8, share: 0.7, tie: 0.1 },
  label: { articles: 4, share: 0.25, tie: 0.25 },
};

/** For a mixture of outlets: one outlet's share in it is small, so it takes more articles and less tie. */
const STREAM_BARS: Bars = {
  line: { articles: 6, share: 0.05, tie: 0.25 },
  phrase: { articles: 8, share: 0.08, tie: 0.1 },
  sentence: { articles: 8, share: 0.08, tie: 0.08 },
  marked: { articles: 8, share: 0.08, tie: 0.15 },
  glued: { articles: 8, share: 0.08, tie: 0.1 },
  verb: { articles: 8, share: 0.7, tie: 0.1 },
  label: { articles: 8, share: 0.08, tie: 0.15 },
};

/** What a count keeps of itself at each further article: the last fifty or so are what share is of. */
const FADE = 0.98;
/** Ties are asked for from the third article on, of what has this share: finding them costs most of the learning. */
const ASKED_SHARE = 0.04;
const UNASKED = -1;
/** Runs kept of one outlet, and how many remain when there are more. */
const MOST_RUNS = 4_000;
const KEPT_RUNS = 3_000;
/** Longest line that is no phrase, and longest phrase that is no sentence, in words. */
const SHORT_WORDS = 7;
const PHRASE_WORDS = 20;
/** Two words with nothing between them and the news are as often its own. */
const SHORTEST_GLUED = 3;
/** How much rarer a run becomes by the next word where it ends. */
const DROP = 0.5;
/** Recent articles that a new one may tell again. */
const RECENT = 64;
/** Terms of their titles that are compared. */
const TITLE_TERMS = 30;
/**
 * Headlines that share so much of their terms (Jaccard) tell one thing; so much, where two of the longest lines are the
 * same too.
 */
const SAME_HEADLINE = 0.6;
const NEAR_HEADLINE = 0.2;
/** By how many of its longest lines a text is known again, and the least words of such a line. */
const LONGEST_LINES = 3;
const LONG_LINE = 8;

/** Verbs that news opens with: what begins with one is most likely a sentence, however often it returns. */
const NEWS_VERB = new RegExp(
  `^[وف]?(?:${`قال اكد اعلن كشف ذكر افاد اوضح شدد بحث التقي استقبل تراس دعا دعت طالب حذر نفي نفت اشار رحب ادان وصل غادر افتتح دشن وقع
  شهد قتل اصيب لقي توفي ارتفع انخفض تراجع سجل بلغ صرح اضاف نقل اصدر قرر وافق رفض طلب هاجم فاز خسر تعادل بدا انطلق تلقي اطلع عقد نظم شارك ناقش
  يعقد يبدا يشارك تنطلق تبدا تشهد يشهد يواجه يلتقي تواصل واصل كان كانت قد لقد لم لن ليس`
    .split(/\s+/u)
    .join('|')})ت?$`,
  'u',
);
/** What goes on a sentence of saying. */
const THAT = new Set(['ان', 'انه', 'انها', 'انهم', 'بان', 'بانه', 'بانها', 'الذي', 'التي', 'الذين']);
const MARK = /[:：|–—\-•/\\›»”)\]}.…؟!]/u;
const OPENING_MARK = /^[|–—\-•/\\›«“([{*#_©]/u;
/** What may stand between the news and a footer. */
const BETWEEN = /[\s|–—\-•/\\›«“([{*#_©]/u;

/** Whether a mark stands before the word that starts at `start`. */
const endsInMark = (text: string, start: number) => MARK.test(text[start - 2] ?? '');

/** What is known of an outlet before its first article. */
export function emptyMemory(): Memory {
  return { told: 0, runs: new Map(), recent: [] };
}

type Lesson =
  /** It tells again what a recent one told (a correction under another address) and teaches nothing. */
  | 'retold'
  | 'counted'
  /** More than before is known to be furniture. */
  | 'grown';

type Learner = {
  /** Learn from one article. */
  learn(told: Told): Lesson;
  /** What is furniture by what was learned so far. */
  readonly repeated: Repeated;
};

/**
 * Whether a recent article told the same: a like headline, or two of its three longest lines, those that are furniture
 * left out. It is one of the recent ones from now on.
 */
function retells(
  recent: Gist[],
  { title, pieces }: { readonly title: string | undefined; readonly pieces: readonly Piece[] },
  gone: (piece: Piece) => boolean,
): boolean {
  const named = new Set(terms((title ?? '').slice(0, 300)));
  const longest = pieces
    .filter((piece) => piece.whole !== undefined && piece.words.length >= LONG_LINE && !gone(piece))
    .sort((a, b) => b.words.length - a.words.length)
    .slice(0, LONGEST_LINES)
    .flatMap((piece) => piece.whole ?? []);
  const again = recent.some((other) => {
    let shared = 0;
    for (const term of other.title) if (named.has(term)) shared += 1;
    const alike = shared / Math.max(3, named.size + other.title.length - shared);
    if (alike >= SAME_HEADLINE) return true;
    const both = longest.filter((hash) => other.longest.includes(hash)).length;
    return both >= 2 && (named.size === 0 || other.title.length === 0 || alike >= NEAR_HEADLINE);
  });
  recent.push({ title: [...named].slice(0, TITLE_TERMS), longest });
  if (recent.length > RECENT) recent.shift();
  return again;
}

/** Tells how much of a run's matter stands elsewhere in the article, from 0 to 1. Its terms are counted at the first question. */
function tieIn(
  pieces: readonly Piece[],
  title: string | undefined,
  isFrame: (run: number | undefined) => boolean,
): (text: string, piece: Piece) => number {
  let counts: Map<string, number> | undefined;
  const fresh = new Set<Piece>();
  const count = () => {
    const out = new Map<string, number>();
    const add = (text: string) => {
      for (const term of terms(text)) out.set(term, (out.get(term) ?? 0) + 1);
    };
    add((title ?? '').slice(0, 300));
    for (const piece of pieces) {
      // Furniture has words in common with furniture.
      if (isFrame(piece.whole)) continue;
      fresh.add(piece);
      add(piece.line.text);
    }
    return out;
  };
  return (text: string, piece: Piece): number => {
    counts ??= count();
    const own = new Map<string, number>();
    for (const term of terms(text)) own.set(term, (own.get(term) ?? 0) + 1);
    let told = 0;
    for (const [term, times] of own) {
      if ((counts.get(term) ?? 0) > (fresh.has(piece) ? times : 0)) told += 1;
    }
    return told / Math.max(1, own.size);
  };
}

/**
 * A learner over a memory, which it changes. Each article costs its length; the memory is bounded.
 * @param fades whether old articles count less; a closed collection is weighed as a whole.
 * @param changed is told each run that was counted, and `undefined` in its place when it was let go.
 */
export function createLearner(
  memory: Memory,
  {
    bars = OUTLET_BARS,
    fades = true,
    changed = () => undefined,
  }: {
    readonly bars?: Bars;
    readonly fades?: boolean;
    readonly changed?: (key: number, run: Run | undefined) => void;
  } = {},
): Learner {
  const { runs, recent } = memory;
  const fade = fades ? FADE : 1;
  const faded = (run: Run) => (fades ? run.weight * FADE ** (memory.told - run.last) : run.weight);
  const whole = () => (fades ? (1 - FADE ** memory.told) / (1 - FADE) : memory.told);

  const weigh = (key: number | undefined): number => {
    const run = key === undefined ? undefined : runs.get(key);
    return run === undefined ? 0 : faded(run);
  };
  const passes = (key: number | undefined, bar: Bar): boolean => {
    const run = key === undefined ? undefined : runs.get(key);
    // No bar is passed by fewer articles than `bar` asks for.
    if (run === undefined || run.articles < bar.articles || run.ties < 0) return false;
    const share = faded(run) / whole();
    const tie = run.ties / run.weight;
    return (bar === bars.verb ? [bar] : [bar, ...COMMON]).some(
      (each) => run.articles >= each.articles && share >= each.share && tie <= each.tie,
    );
  };
  const isFrame = (key: number | undefined): boolean => {
    const run = key === undefined ? undefined : runs.get(key);
    return run !== undefined && run.articles >= FRAME.articles && faded(run) >= FRAME.share * whole();
  };
  /** A look that costs little, before others. */
  const isCommon = (key: number | undefined) =>
    key !== undefined && (runs.get(key)?.articles ?? 0) >= bars.marked.articles;
  const barOf = (line: Line): Bar => {
    if (line.ends || line.words > PHRASE_WORDS) return bars.sentence;
    return line.words > SHORT_WORDS ? bars.phrase : bars.line;
  };
  const lineGone = (piece: Piece): boolean => {
    if (piece.whole === undefined) return false;
    if (passes(piece.whole, barOf(piece.line))) return true;
    return (
      piece.label > 0 && !NEWS_VERB.test(piece.words[0]?.key ?? '') && passes(labelHash(piece), bars.label)
    );
  };

  const prune = () => {
    if (runs.size <= MOST_RUNS) return;
    const byWeight = [...runs].sort((a, b) => faded(a[1]) - faded(b[1]));
    for (const [key] of byWeight.slice(0, runs.size - KEPT_RUNS)) {
      runs.delete(key);
      changed(key, undefined);
    }
  };

  return {
    learn(told) {
      const pieces = piecesOf(told);
      if (retells(recent, { title: told.title, pieces }, lineGone)) return 'retold';
      const tie = tieIn(pieces, told.title, isFrame);
      memory.told += 1;
      const seen = new Set<number>();
      let grown = false;
      /** Returns whether the run was known before. */
      const count = (key: number, bar: Bar, text: () => string, piece: Piece): boolean => {
        const before = runs.get(key);
        if (seen.has(key)) return before !== undefined && before.articles > 1;
        seen.add(key);
        const knewIt = passes(key, bar);
        const kept = before === undefined ? 0 : fade ** (memory.told - before.last);
        const weight = (before?.weight ?? 0) * kept + 1;
        const asks = (before?.articles ?? 0) >= 2 && weight >= ASKED_SHARE * whole();
        const mean = before === undefined || before.ties < 0 ? undefined : before.ties / before.weight;
        // What was not asked is taken to be as what was.
        const part = asks ? tie(text(), piece) : mean;
        const run: Run = {
          articles: (before?.articles ?? 0) + 1,
          weight,
          ties: part === undefined ? UNASKED : (mean ?? part) * (weight - 1) + part,
          last: memory.told,
        };
        runs.set(key, run);
        changed(key, run);
        grown ||= !knewIt && passes(key, bar);
        return before !== undefined;
      };
      const countEdge = (piece: Piece, place: 'start' | 'end') => {
        const { text } = piece.line;
        for (const [index, hash] of edgeHashes(piece, place).entries()) {
          const k = index + SHORTEST_RUN;
          const run = () =>
            place === 'start'
              ? text.slice(0, piece.words[k - 1]?.end)
              : text.slice(piece.words[piece.words.length - k]?.start);
          // Longer runs are counted once a shorter one came back: prose seldom begins twice with the same words.
          if (!count(hash, bars.marked, run, piece) && index === 0) break;
        }
      };
      const { first, last } = edges(pieces, lineGone);
      for (const piece of first) countEdge(piece, 'start');
      for (const piece of last) countEdge(piece, 'end');
      for (const piece of pieces) {
        const { line, words, label } = piece;
        if (piece.whole !== undefined) count(piece.whole, barOf(line), () => line.text, piece);
        if (label > 0)
          count(labelHash(piece), bars.label, () => line.text.slice(0, words[label - 1]?.end), piece);
      }
      prune();
      return grown ? 'grown' : 'counted';
    },

    repeated(lines, title) {
      const pieces = piecesOf({ title, lines });
      const rests = new Map<Piece, Rest>();
      for (const piece of pieces) if (lineGone(piece)) rests.set(piece, { from: 0, to: 0 });
      const { first, last } = edges(pieces, (piece) => rests.has(piece));
      for (const [index, piece] of first.entries()) {
        const from = startOf(piece, index === 0);
        if (from > 0) rests.set(piece, { from, to: piece.line.text.length });
      }
      for (const [index, piece] of last.entries()) {
        const to = endOf(piece, index === 0);
        const from = rests.get(piece)?.from ?? 0;
        if (to < piece.line.text.length && to > from) rests.set(piece, { from, to });
      }
      return pieces.map((piece) => rests.get(piece));
    },
  };

  /** Where the news begins after what the outlet puts before it; 0 when it does at once. */
  function startOf(piece: Piece, outermost: boolean): number {
    const { words, line } = piece;
    const opener = words[0]?.key ?? '';
    const verb = NEWS_VERB.test(opener) || /^و[يتا]/u.test(opener);
    const hashes = edgeHashes(piece, 'start');
    for (let index = hashes.length - 1; index >= 0; index -= 1) {
      const k = index + SHORTEST_RUN;
      const next = words[k];
      if (next === undefined || THAT.has(next.key)) continue;
      if (!isCommon(hashes[index])) continue;
      const marked = endsInMark(line.text, next.start);
      if (!marked && (!outermost || k < SHORTEST_GLUED)) continue;
      if (!passes(hashes[index], verb ? bars.verb : marked ? bars.marked : bars.glued)) continue;
      if (Math.max(weigh(hashes[index + 1]), weigh(piece.whole)) > DROP * weigh(hashes[index])) continue;
      // The dateline's own rule reads the day off it.
      return findDate(line.text.slice(0, next.start)) === undefined ? next.start : 0;
    }
    return 0;
  }

  /** Where the news ends before what the outlet puts after it. */
  function endOf(piece: Piece, outermost: boolean): number {
    const { words, line } = piece;
    const { text } = line;
    const hashes = edgeHashes(piece, 'end');
    for (let index = hashes.length - 1; index >= 0; index -= 1) {
      const k = index + SHORTEST_RUN;
      const word = words[words.length - k];
      const before = words[words.length - k - 1];
      if (word === undefined || before === undefined || !isCommon(hashes[index])) continue;
      const marked =
        endsInMark(text, word.start) || OPENING_MARK.test(text.slice(before.end, word.start + 1).trimStart());
      // A full stop without one before it ends the news itself.
      if (!marked && (!outermost || line.ends || k < SHORTEST_GLUED)) continue;
      if (!passes(hashes[index], marked ? bars.marked : bars.glued)) continue;
      if (Math.max(weigh(hashes[index + 1]), weigh(piece.whole)) > DROP * weigh(hashes[index])) continue;
      let end = word.start;
      while (end > 0 && BETWEEN.test(text[end - 1] ?? '')) end -= 1;
      return end;
    }
    return text.length;
  }
}

/** With fewer articles an outlet teaches nothing by itself. */
const FEW = 4;

type StreamLearner = {
  /** Learn from one article of this outlet; undefined where nothing names it. */
  learn(outlet: string | undefined, told: Told): void;
  /** What this outlet repeats; for one unknown or hardly seen, what the mixture of all such does. */
  repeatedBy(outlet: string | undefined): Repeated;
};

/** A learner over a closed collection of articles of any outlets, which is read through before it is cleaned. */
export function createStreamLearner(): StreamLearner {
  const outlets = new Map<string, { readonly learner: Learner; told: number }>();
  const mixture = createLearner(emptyMemory(), { bars: STREAM_BARS, fades: false });
  return {
    learn(outlet, told) {
      if (outlet === undefined) {
        mixture.learn(told);
        return;
      }
      const own = outlets.get(outlet) ?? { learner: createLearner(emptyMemory(), { fades: false }), told: 0 };
      outlets.set(outlet, own);
      if (own.told < FEW) mixture.learn(told);
      if (own.learner.learn(told) !== 'retold') own.told += 1;
    },
    repeatedBy(outlet) {
      const own = outlet === undefined ? undefined : outlets.get(outlet);
      return own === undefined || own.told < FEW ? mixture.repeated : own.learner.repeated;
    },
  };
}
