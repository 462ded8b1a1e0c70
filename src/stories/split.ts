/** Taking a story apart when what held its articles together is gone. */
import type { Article } from '../news/article.ts';
import { askedIn, contradict, likeness, type Read } from './likeness.ts';
import { read } from './reads.ts';

/** Larger stories are left as they are: so many articles are held together by more than one. */
const LOOKED_AT_MOST = 40;
/** Log-odds from which two articles hold together; the same as joins them, at its most generous: no window makes it more. */
const HOLDS_FROM = 0;
/** Mean log-odds between two groups below which nothing is left of what made them one. */
const SPLIT_BELOW = -3;

const NO_WINDOW = { articles: 0, of: new Map<string, number>() };

/** The log-odds of each two, by their places. */
function oddsOf(reads: readonly Read[]): number[][] {
  const asked = reads.map((one) => askedIn(NO_WINDOW, one.profile));
  const odds = reads.map(() => reads.map(() => 0));
  for (const [at, one] of reads.entries()) {
    for (let other = 0; other < at; other += 1) {
      const [two, window] = [reads[other], asked[at]];
      const [row, column] = [odds[at], odds[other]];
      if (two === undefined || window === undefined || row === undefined || column === undefined) continue;
      const found = likeness(one, two, window);
      row[other] = found;
      column[at] = found;
    }
  }
  return odds;
}

/** The places of those that hold together, directly or through others, in order of their first. */
function groupsOf(odds: readonly (readonly number[])[]): number[][] {
  const groups: number[][] = [];
  const seen = new Set<number>();
  for (const start of odds.keys()) {
    if (seen.has(start)) continue;
    const group = [start];
    seen.add(start);
    for (const at of group) {
      for (const [other, found] of (odds[at] ?? []).entries()) {
        if (seen.has(other) || found < HOLDS_FROM) continue;
        seen.add(other);
        group.push(other);
      }
    }
    groups.push(group.sort((a, b) => a - b));
  }
  return groups;
}

/**
 * The groups of a story's articles (earliest first) that belong to it no more: what held them to the rest was corrected or
 * went elsewhere, no article of theirs is like one of the rest, and the two contradict one another or share next to
 * nothing. The largest group stays, of equal ones the earlier. Such a group never joins the rest again by itself, since
 * joining asks for an article that is like one of the other's.
 */
export function leavers(articles: readonly Article[]): readonly (readonly Article[])[] {
  if (articles.length < 2 || articles.length > LOOKED_AT_MOST) return [];
  const reads = articles.map(read);
  const odds = oddsOf(reads);
  const [stays = [], ...others] = groupsOf(odds).sort(
    (a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0),
  );
  const readsAt = (places: readonly number[]) => reads.filter((_, at) => places.includes(at));
  return others
    .filter((group) => {
      const between = group.flatMap((a) => stays.map((b) => odds[a]?.[b] ?? 0));
      const mean = between.reduce((sum, value) => sum + value, 0) / between.length;
      return mean < SPLIT_BELOW || contradict(readsAt(group), readsAt(stays));
    })
    .map((group) => readsAt(group).map(({ article }) => article));
}
