/** How much one invocation takes at most; what is left comes in the next. */
export const batchLimits = {
  /** Ten rows for each record of Lambda's largest batch, and some 100 MB of memory. */
  maxRows: 100_000,
  /** Some seconds of reading, and several times as much memory. */
  maxTextBytes: 64 * 1024 * 1024,
} as const;
