import { Listr, type ListrTask, type ListrTaskWrapper, PRESET_TIMER } from 'listr2';
import type { Progress } from '../../domain/progress.ts';
import type { StepEvent } from '../../local/copy/steps.ts';

type Task = Pick<ListrTaskWrapper<unknown, never, never>, 'output'>;

/** What happens to one step, as a promise for the list and a place for its progress. */
class Step {
  readonly ended = Promise.withResolvers<void>();
  task: Task | undefined;

  constructor() {
    // The list looks at a step when its turn comes; one that failed before is no loose end.
    this.ended.promise.catch(() => undefined);
  }
}

const progressText = ({ step, done, total, unit }: Progress): string => {
  const count = done.toLocaleString('en');
  const of = total === undefined ? '' : ` of ${total.toLocaleString('en')}`;
  return `${step}: ${count}${of} ${unit}`;
};

/**
 * Shows the steps of a start as they go: on a terminal a list that moves, elsewhere a line each.
 * @param steps in order; those of one list run side by side.
 */
export const showSteps = (steps: readonly (readonly string[])[]) => {
  const byName = new Map(steps.flat().map((name) => [name, new Step()]));
  const isTerminal = process.stdout.isTTY === true;
  const task = (title: string): ListrTask => ({
    title,
    task: async (_, wrapper) => {
      const step = byName.get(title);
      if (!step) return;
      step.task = wrapper as Task;
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
      renderer: isTerminal ? 'default' : 'simple',
      rendererOptions: { timer: PRESET_TIMER, collapseSubtasks: true },
      fallbackRendererOptions: { timer: PRESET_TIMER },
      registerSignalListeners: false,
    },
  );
  const shown = list.run().catch(() => undefined);
  return {
    tell: (event: StepEvent): void => {
      const step = byName.get(event.step);
      if (!step) return;
      if (event.state === 'done') step.ended.resolve();
      if (event.state === 'failed') step.ended.reject(new Error(event.message));
      // Lines that move are for a terminal; a log needs no thousand of them.
      if (isTerminal && 'progress' in event && step.task) {
        step.task.output = progressText(event.progress);
      }
    },
    /** Fulfilled when all steps are drawn, or one of them has failed. */
    shown,
  };
};
