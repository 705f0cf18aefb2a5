import { expect, it } from 'vitest';
import { Turns } from '../../dashboard/api/turns.ts';

/** Work that ends when it is told to. */
const piece = () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = async (): Promise<number> => {
    const number = begun.length;
    begun.push(number);
    await new Promise<void>((end) => ends.push(end));
    return number;
  };
  return { begun, end: (at: number) => ends[at]?.(), work };
};
const soon = () => new Promise((done) => setImmediate(done));

it('begins no more pieces than may run, and the others in their order', async () => {
  const turns = new Turns(1);
  const [a, b, c] = [piece(), piece(), piece()];
  const answers = [turns.run('a', a.work), turns.run('b', b.work), turns.run('c', c.work)];
  await soon();
  expect([a, b, c].map(({ begun }) => begun.length)).toEqual([1, 0, 0]);
  a.end(0);
  await soon();
  expect([a, b, c].map(({ begun }) => begun.length)).toEqual([1, 1, 0]);
  b.end(0);
  await soon();
  c.end(0);
  expect(await Promise.all(answers)).toEqual([0, 0, 0]);
});

it('shares a piece that waits, and does not give what began before it was asked for', async () => {
  const turns = new Turns(1);
  const { begun, end, work } = piece();
  const first = turns.run('same', work);
  const second = turns.run('same', work);
  const third = turns.run('same', work);
  await soon();
  expect(begun).toEqual([0]);
  end(0);
  await soon();
  end(1);
  expect(await Promise.all([first, second, third])).toEqual([0, 1, 1]);
  expect(begun).toEqual([0, 1]);
});

it('goes on after a piece that failed', async () => {
  const turns = new Turns(1);
  const failing = turns.run('failing', () => Promise.reject(new Error('no')));
  const next = turns.run('next', async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
