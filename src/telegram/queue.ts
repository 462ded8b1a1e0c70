/** One after another where order matters, side by side elsewhere. */

/** Tasks that wait for one another under a key. */
export type Queue = {
  /** Runs a task once those before it under the same key are over; gives what it gives. Keys that are idle take no memory. */
  readonly run: <T>(key: number, task: () => Promise<T>) => Promise<T>;
  /** How many tasks wait under the key, beside the one that runs. */
  readonly waiting: (key: number) => number;
};

/** A queue with nothing in it. */
export function createQueue(): Queue {
  const lines = new Map<number, { last: Promise<unknown>; length: number }>();
  return {
    async run(key, task) {
      const line = lines.get(key) ?? { last: Promise.resolve(), length: 0 };
      lines.set(key, line);
      const mine = line.last.then(task, task);
      line.last = mine;
      line.length += 1;
      try {
        return await mine;
      } finally {
        line.length -= 1;
        if (line.length === 0) lines.delete(key);
      }
    },
    waiting: (key) => Math.max(0, (lines.get(key)?.length ?? 0) - 1),
  };
}
