/** The table that `npm run eval` prints: each figure beside its baseline, measured in the same run. */

export type Row = {
  /** What is measured, on what. */
  readonly measure: string;
  readonly ours: string;
  /** The same figure for something simple; '–' where there is none. */
  readonly baseline: string;
  /** How many cases. */
  readonly cases: number;
  /** The bar, as words; '' where none is set. */
  readonly bar: string;
  /** Whether the bar is reached; undefined without a bar. */
  readonly met: boolean | undefined;
};

/** A measure over the evaluation folder. */
export type Measure = (folder: string) => Promise<readonly Row[]>;
