import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A V8 CPU profile: https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
type CpuProfile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
    };
  }[];
  readonly samples: readonly number[];
  /** Microseconds between a sample and the one before it. */
  readonly timeDeltas: readonly number[];
};

/** A function and the time spent in it, without what it called. */
export type HotFunction = {
  readonly place: string;
  readonly selfMs: number;
  readonly share: number;
};

const root = fileURLToPath(new URL('../../', import.meta.url));

const placeOf = ({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']) => {
  const file = url.startsWith('file:') ? relative(root, fileURLToPath(url)) : url;
  const name = functionName || '(anonymous)';
  return file === '' ? name : `${name} ${file}:${lineNumber + 1}`;
};

/** The functions of a profile that took most of the time in which the process had work. */
export const hottest = (path: string, count: number): HotFunction[] => {
  const profile = JSON.parse(readFileSync(path, 'utf8')) as CpuProfile;
  const places = new Map(profile.nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const selfMs = new Map<string, number>();
  profile.samples.forEach((id, index) => {
    const place = places.get(id) ?? '';
    if (place === '(idle)') return;
    selfMs.set(place, (selfMs.get(place) ?? 0) + (profile.timeDeltas[index] ?? 0) / 1000);
  });
  const total = [...selfMs.values()].reduce((sum, ms) => sum + ms, 0);
  return [...selfMs]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([place, ms]) => ({ place, selfMs: ms, share: ms / total }));
};
