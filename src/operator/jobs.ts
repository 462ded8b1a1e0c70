/** How the jobs of this process fare: when each was last done, and whether one is behind. */

/** How a job fares. */
export type JobState = {
  readonly name: string;
  /** Epoch ms; undefined before its first success in this process. */
  readonly lastSuccessAt: number | undefined;
  /** Since when it runs; undefined while it does not. */
  readonly runningSince: number | undefined;
  /** Since when it was to be done, and was not: it fails, or does not end. */
  readonly waitingSince: number | undefined;
  /** Why it failed last; undefined once it succeeded. */
  readonly failure: string | undefined;
  /** Whether it failed because the database could not be used. */
  readonly databaseFailed: boolean;
};

type Run = (signal: AbortSignal) => Promise<void>;

/** Watches jobs while they run. */
export type JobWatch = {
  /** The same job, watched. */
  watched(name: string, run: Run): Run;
  /** All that are watched, in the order they were given. */
  states(): readonly JobState[];
};

type Mutable = { -readonly [Key in keyof JobState]: JobState[Key] };

/** `now` gives epoch ms; `why` tells in one line, without secrets, what was thrown. */
export function createJobWatch(now: () => number, why: (error: unknown) => string): JobWatch {
  const states: Mutable[] = [];
  return {
    watched(name, run) {
      const state: Mutable = {
        name,
        lastSuccessAt: undefined,
        runningSince: undefined,
        waitingSince: undefined,
        failure: undefined,
        databaseFailed: false,
      };
      states.push(state);
      return async (signal) => {
        const began = now();
        state.runningSince = began;
        state.waitingSince ??= began;
        try {
          await run(signal);
          state.lastSuccessAt = now();
          state.waitingSince = undefined;
          state.failure = undefined;
          state.databaseFailed = false;
        } catch (error) {
          state.failure = why(error);
          state.databaseFailed = error instanceof Error && error.name === 'StorageError';
          throw error;
        } finally {
          state.runningSince = undefined;
        }
      };
    },
    states: () => states.map((state) => ({ ...state })),
  };
}
