/** A moment as 'YYYY-MM-DD HH:MM:SS', UTC: the fixed one of `up --now`, or this machine's. */
export const utcText = (fixed: string | null): string =>
  fixed ?? new Date().toISOString().slice(0, 19).replace('T', ' ');

/** The same as a clock. */
export const clock = (fixed: string | null): (() => Date) =>
  fixed === null ? () => new Date() : () => new Date(`${fixed.replace(' ', 'T')}Z`);
