import { createLogUpdate } from 'log-update';
import type { Progress, Report } from '../domain/progress.ts';

/** How often a step is redrawn, milliseconds: more often no eye can follow. */
const redrawMs = 100;

const bar = (share: number): string => {
  const width = 24;
  const filled = Math.round(Math.min(1, share) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
};

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const duration = (seconds: number): string =>
  seconds < 100 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;

/** How much of the step is done, 0 to 1; null where nobody knows. */
const share = ({ done, total, bytes, totalBytes }: Progress): number | null => {
  if (total !== undefined) return total === 0 ? 1 : done / total;
  return totalBytes ? (bytes ?? 0) / totalBytes : null;
};

/**
 * How far a step is, in one line.
 * @param elapsedMs since the step began: as fast as so far is how fast it goes on; null where it has ended
 */
export const progressLine = (progress: Progress, elapsedMs: number | null): string => {
  const { step, done, total, unit, bytes } = progress;
  const part = share(progress);
  const texts = [
    `${done.toLocaleString('en')}${total === undefined ? '' : ` of ${total.toLocaleString('en')}`} ${unit}`,
  ];
  if (bytes !== undefined) texts.push(megabytes(bytes));
  if (elapsedMs !== null && part !== null && part > 0 && part < 1) {
    texts.push(`${duration((elapsedMs / 1000) * (1 / part - 1))} left`);
  }
  return `${part === null ? '' : `${bar(part)} `}${step}: ${texts.join(', ')}`;
};

/**
 * Progress on standard error: on a terminal one line a step that moves, elsewhere one plain line a step
 * when the next one begins. `end` finishes the last line.
 */
export const progressLines = (): { report: Report; end: () => void } => {
  const terminal = process.stderr.isTTY === true;
  const drawing = createLogUpdate(process.stderr);
  let current: Progress | undefined;
  let drawnAt = 0;
  let beganAt = 0;
  const finish = () => {
    if (!current) return;
    const text = progressLine(current, null);
    if (terminal) {
      drawing(text);
      drawing.done();
    } else {
      console.error(text);
    }
    current = undefined;
  };
  const report: Report = (progress) => {
    if (current?.step !== progress.step) {
      finish();
      beganAt = Date.now();
    }
    current = progress;
    if (terminal && Date.now() - drawnAt >= redrawMs) {
      drawnAt = Date.now();
      drawing(progressLine(progress, drawnAt - beganAt));
    }
  };
  return { report, end: finish };
};
