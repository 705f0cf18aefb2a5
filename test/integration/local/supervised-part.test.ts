import { describe, expect, it, vi } from 'vitest';
import type { PartHandle } from '../../../local/parts/part-process.ts';
import { SupervisedPart } from '../../../local/parts/supervised-part.ts';

/** A part whose process a test ends as it likes. */
const part = () => {
  const ends: (() => void)[] = [];
  const launch = async (): Promise<PartHandle> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    ends.push(resolve);
    return {
      pid: ends.length,
      exited: promise,
      stop: async () => resolve(),
    };
  };
  const supervised = new SupervisedPart('part', null, launch, () => undefined, 1);
  return { supervised, crash: () => ends.at(-1)?.(), launches: () => ends.length };
};

describe('a supervised part', () => {
  it('is started again after a crash', async () => {
    const { supervised, crash } = part();
    await supervised.start();
    crash();
    await vi.waitFor(() =>
      expect(supervised.status).toMatchObject({ state: 'running', pid: 2, restarts: 1 }),
    );
    await supervised.stop();
    expect(supervised.status).toMatchObject({ state: 'stopped', pid: null });
  });

  it('is left alone when it crashes again and again', async () => {
    const { supervised, crash, launches } = part();
    await supervised.start();
    for (let launch = 1; launch <= 6; launch++) {
      await vi.waitFor(() => expect(launches()).toBe(launch));
      crash();
    }
    await vi.waitFor(() => expect(supervised.status.state).toBe('failed'));
    expect(launches()).toBe(6);
  });

  it('is not started again once it was told to stop', async () => {
    const { supervised, launches } = part();
    await supervised.start();
    await supervised.stop();
    expect(launches()).toBe(1);
    expect(supervised.status.state).toBe('stopped');
  });
});
