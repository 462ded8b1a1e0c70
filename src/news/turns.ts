/** Turns at work that takes memory: how many have one at once, and in which order the others follow. */

/** So many may work at once; the others wait. */
export type Turns = {
  /** Waits for a turn; those who came first are first. */
  take(): Promise<void>;
  /** Ends a turn that was taken. */
  give(): void;
};

/** @param most turns at once. */
export function createTurns(most: number): Turns {
  let free = most;
  const waiting: (() => void)[] = [];
  return {
    async take() {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    give() {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}
