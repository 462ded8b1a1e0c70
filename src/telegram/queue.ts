/** One after another where order matters, side by side elsewhere. */

/** Runs a task once those before it under the same key are over; gives what it gives. Keys that are idle take no memory. */
export type Queue = <T>(key: number, task: () => Promise<T>) => Promise<T>;

/** A queue with nothing in it. */
export function createQueue(): Queue {
  const last = new Map<number, Promise<unknown>>();
  return async (key, task) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(task, task);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
