import { refusedObject, refusedPrefix } from '../../domain/archive-layout.ts';
import { type Kind, kinds } from '../../domain/facts.ts';
import { loadKind } from '../../lambdas/load-facts/load-kind.ts';
import type { Loader } from '../../lambdas/load-facts/loader.ts';

/** An archive object that COPY could not read. */
export type SetAside = {
  readonly kind: Kind;
  readonly key: string;
  readonly mark: string;
  /** What COPY said. */
  readonly error: string;
};

/** `archive/<kind>/<partition>/<name>` */
const partitionOf = (key: string): string =>
  key.slice(key.indexOf('origin='), key.lastIndexOf('/'));

export const setAsideObjects = async ({ staging }: Loader): Promise<SetAside[]> => {
  const found: SetAside[] = [];
  for (const kind of kinds) {
    for await (const { key: mark } of staging.list(refusedPrefix(kind))) {
      const text = new TextDecoder().decode((await staging.get(mark)) ?? undefined);
      const { error = '' } = JSON.parse(text === '' ? '{}' : text) as { error?: string };
      found.push({ kind, key: refusedObject(kind, mark), mark, error });
    }
  }
  return found;
};

/**
 * Loads set-aside objects: each one's mark is taken away, and what COPY still can't read is set aside anew.
 * @returns how many objects were loaded
 */
export const redriveSetAside = async (
  objects: readonly SetAside[],
  loader: Loader,
): Promise<number> => {
  let loaded = 0;
  for (const [kind, group] of Map.groupBy(objects, (object) => object.kind)) {
    for (const { mark } of group) await loader.staging.delete(mark);
    const partitions = new Set(group.map(({ key }) => partitionOf(key)));
    loaded += await loadKind(kind, [...partitions], loader);
  }
  return loaded;
};
