import { createLogUpdate } from 'log-update';
import type { Progress, Report } from '../domain/progress.ts';

/** How often a step is redrawn, milliseconds: more often no eye can follow. */
const redrawMs = 100;

const bar = (share: number): string => {
  const width = 24;
  const filled = Math.round(Math.min(1, share) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
};

const line = ({ step, done, total, unit }: Progress): string => {
  const count = done.toLocaleString('en');
  if (total === undefined) return `${step}: ${count} ${unit}`;
  return `${bar(total === 0 ? 1 : done / total)} ${step}: ${count} of ${total.toLocaleString('en')} ${unit}`;
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
  const finish = () => {
    if (!current) return;
    if (terminal) {
      drawing(line(current));
      drawing.done();
    } else {
      console.error(line(current));
    }
    current = undefined;
  };
  const report: Report = (progress) => {
    if (current && current.step !== progress.step) finish();
    current = progress;
    if (terminal && Date.now() - drawnAt >= redrawMs) {
      drawnAt = Date.now();
      drawing(line(progress));
    }
  };
  return { report, end: finish };
};
