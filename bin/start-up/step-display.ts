import { Listr, type ListrTask, PRESET_TIMER } from 'listr2';
import type { Progress } from '../../domain/progress.ts';
import type { StepEvent } from '../../local/copy/steps.ts';

export type StepDisplay = {
  readonly tell: (event: StepEvent) => void;
  /** Fulfilled when the last step is drawn, or one that failed. */
  readonly shown: Promise<unknown>;
};

const progressText = ({ step, done, total, unit }: Progress): string => {
  const count = done.toLocaleString('en');
  const of = total === undefined ? '' : ` of ${total.toLocaleString('en')}`;
  return `${step}: ${count}${of} ${unit}`;
};

/** What happens to one step: a promise for the list, a place for its progress. */
class Step {
  readonly ended = Promise.withResolvers<void>();
  /** Draws its progress; set when the list has come to it. */
  draw: (text: string) => void = () => undefined;

  constructor() {
    // The list looks at a step when its turn comes; one that failed before is no loose end.
    this.ended.promise.catch(() => undefined);
  }
}

const movingList = (steps: readonly (readonly string[])[]): StepDisplay => {
  const byName = new Map(steps.flat().map((name) => [name, new Step()]));
  const task = (title: string): ListrTask => ({
    title,
    task: async (_, wrapper) => {
      const step = byName.get(title);
      if (!step) return;
      step.draw = (text) => {
        wrapper.output = text;
      };
      await step.ended.promise;
    },
  });
  const list = new Listr(
    steps.map(([first = '', ...others]) =>
      others.length === 0
        ? task(first)
        : {
            title: [first, ...others].join(', '),
            task: (_, group) => group.newListr([first, ...others].map(task), { concurrent: true }),
          },
    ),
    {
      // The sentence on what went wrong comes once, at the end.
      rendererOptions: { timer: PRESET_TIMER, showErrorMessage: false, collapseErrors: false },
      registerSignalListeners: false,
    },
  );
  return {
    tell: (event) => {
      const step = byName.get(event.step);
      if (event.state === 'done') step?.ended.resolve();
      else if (event.state === 'failed') step?.ended.reject(new Error(event.message));
      else if ('progress' in event) step?.draw(progressText(event.progress));
    },
    shown: list.run().catch(() => undefined),
  };
};

/** A line for each step when it ends. */
const plainLines = (): StepDisplay => {
  const startsMs = new Map<string, number>();
  return {
    tell: ({ step, state }) => {
      const startMs = startsMs.get(step) ?? performance.now();
      startsMs.set(step, startMs);
      const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
      if (state === 'done') console.log(`✔ ${step} (${seconds} s)`);
      if (state === 'failed') console.log(`✖ ${step}`);
    },
    shown: Promise.resolve(),
  };
};

/**
 * Shows the steps of a start as they go: on a terminal a list that moves, elsewhere a line each.
 * @param steps in order; those of one list run side by side.
 */
export const showSteps = (steps: readonly (readonly string[])[]): StepDisplay =>
  process.stdout.isTTY ? movingList(steps) : plainLines();
