import * as z from 'zod/mini';
import { type Dimension, dimensions } from '../../domain/dimensions.ts';

/**
 * Part of a dimension, by its integer key: from `from` to below `to`; null: no bound. The part without a lower
 * bound has the rows without a key too.
 */
export const keyRangeSchema = z.object({
  dimension: z.string(),
  /** From 0. */
  part: z.int(),
  from: z.nullable(z.int()),
  to: z.nullable(z.int()),
});
export type KeyRange = z.infer<typeof keyRangeSchema>;

/** In how many ranges which dimensions are read. */
export type KeyRanges = Readonly<Record<string, number>>;

/** More would be more connections and files than a table is worth. */
const mostParts = 1000;

/** MySQL's name of the integer column that alone is a dimension's key; null where there is none to split by. */
export const integerKey = ({ key, columns, sourceColumns }: Dimension): string | null => {
  const at = columns.findIndex(({ name }) => name === key[0]);
  const isInteger = key.length === 1 && columns[at]?.type === 'integer';
  return (isInteger && sourceColumns[at]) || null;
};

const isPart = (text: string): boolean => {
  const [, name, parts] = /^(\w+):(\d{1,4})$/.exec(text) ?? [];
  const dimension = dimensions.find((each) => each.name === name);
  if (!dimension || integerKey(dimension) === null) return false;
  return Number(parts) >= 2 && Number(parts) <= mostParts;
};

const splittable = dimensions.filter((each) => integerKey(each) !== null).map(({ name }) => name);
const rule = `must be dimension:ranges (${splittable.join(' or ')}; 2 to ${mostParts}), several with commas, or none`;

/** Every table is read whole. */
const none = 'none';

/** 'employee:8' and the like, or 'none'. @default 'none' */
export const keyRangesSetting = () =>
  z.pipe(
    z._default(
      z.string().check(z.refine((text) => text === none || text.split(',').every(isPart), rule)),
      none,
    ),
    z.transform(
      (text: string): KeyRanges =>
        Object.fromEntries(
          (text === none ? [] : text.split(',')).map((each) => {
            const [name, parts] = each.split(':');
            return [name, Number(parts)];
          }),
        ),
    ),
  );

/**
 * Ranges of about equal width that together hold every row, wherever between them it is written meanwhile.
 * @param bounds the least and the greatest key; null for a table without keys, which is one range
 */
export const splitKeys = (
  dimension: string,
  parts: number,
  bounds: { readonly least: number; readonly greatest: number } | null,
): KeyRange[] => {
  if (bounds === null) return [{ dimension, part: 0, from: null, to: null }];
  const { least, greatest } = bounds;
  const boundAfter = (part: number): number =>
    Math.ceil(least + ((greatest + 1 - least) * part) / parts);
  return Array.from({ length: parts }, (_, part) => ({
    dimension,
    part,
    from: part === 0 ? null : boundAfter(part),
    to: part === parts - 1 ? null : boundAfter(part + 1),
  }));
};
