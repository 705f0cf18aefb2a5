import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../../simulator/random.ts';
import { s3Error } from '../proxy/aws-refusals.ts';
import { type Fault, lasting } from './fault.ts';

/** Events of the run must not lie more than a day after an arrival: they would be quarantined, rightly. */
const longestJumpMs = 20 * 3_600_000;

const clockJump: Fault = {
  kind: 'the clock jumps, and back',
  strike: async (copy, random) => {
    copy.shiftClock(random.integer(-longestJumpMs, longestJumpMs));
    await sleep(lasting(random));
    copy.shiftClock(0);
  },
};

/** Takes a shard's checkpoint back to its beginning, or to where it was some time ago. */
const takeBack = (file: string, earlier: string | undefined): void => {
  if (earlier === undefined) rmSync(file);
  else writeFileSync(file, earlier);
};

const duplicateDeliveries: Fault = {
  kind: 'records are delivered again, in other batches',
  strike: async (copy, random) => {
    const earlier = new Map(
      copy.checkpointFiles().map((file) => [file, readFileSync(file, 'utf8')]),
    );
    await sleep(lasting(random));
    await copy.killPart('event-sources');
    for (const file of copy.checkpointFiles()) {
      const position = earlier.get(file);
      if (position !== undefined) takeBack(file, isRare(random) ? undefined : position);
    }
  },
};

/** Reading all of a stream again takes long where it holds much. */
const isRare = (random: Random): boolean => random.uniform() < 0.1;

const deploy: Fault = {
  kind: 'a deploy replaces the code',
  strike: async (copy, random) => {
    await sleep(random.integer(0, 1_000));
    copy.code.deploy();
    copy.killFunction('consume-events');
    copy.killFunction('load-facts');
  },
};

const fullDisk: Fault = {
  kind: 'the disk is full',
  strike: async (copy, random) => {
    if (copy.disk.isReal) copy.disk.fill();
    else copy.s3.behave(s3Error(507, 'InsufficientStorage'));
    await sleep(lasting(random));
    copy.disk.empty();
    copy.s3.behave();
  },
};

export const disturbances: readonly Fault[] = [clockJump, duplicateDeliveries, deploy, fullDisk];
