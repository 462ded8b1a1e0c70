/** What the network reader declines. */

/** An expected refusal, with the words for the operator and, where there was an answer, what it said. */
export class Refusal extends Error {
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, status?: number, retryAfterMs?: number) {
    super(message);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}
