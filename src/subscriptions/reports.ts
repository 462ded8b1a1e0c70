/** What readers report of a story, for the operators and as material for evaluation. */

/** What is wrong with it. */
export const reportReasons = ['wrong', 'repeated', 'not-news', 'other'] as const;
/** What a reader may report. */
export type ReportReason = (typeof reportReasons)[number];

/** What a reader saw, as it stood then. */
export type Reported = {
  readonly storyId: number;
  readonly reason: ReportReason;
  readonly headline: string;
  readonly sentences: readonly string[];
  readonly articles: readonly {
    readonly publisher: string | undefined;
    readonly title: string | undefined;
    readonly url: string | undefined;
    readonly published: string | undefined;
  }[];
};

type Report = Reported & {
  readonly id: number;
  /** A number that tells chats apart and nobody's name; undefined once the chat was forgotten. */
  readonly chatId: number | undefined;
  /** Epoch ms. */
  readonly at: number;
};

/** `full`: the chat has reported as much in a day as is taken. */
type ReportTaken = 'taken' | 'repeated' | 'full';

export interface ReportStore {
  /** Keep a report: one of a chat for a story and reason, twenty of a chat a day, the newest five thousand in all; no longer than stories are
   * kept, nor after what it shows was taken out. */
  add(chatId: number, reported: Reported, now: number): Promise<ReportTaken>;
  /** All that is kept, the newest first. */
  list(): Promise<readonly Report[]>;
}
