import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dimension, dimensions } from '../../domain/dimensions.ts';
import { ConfigurationError } from '../../domain/errors.ts';

const extension = '.txt';
const known = dimensions.map(({ source }) => source + extension);

/**
 * The dimension files of a folder, any of the eight; files of other names don't matter.
 * @throws ConfigurationError where there is no such folder or no such file, or one with a name
 * that is nearly right.
 */
export const dimensionFiles = async (
  folder: string,
): Promise<{ dimension: Dimension; path: string }[]> => {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (cause) {
    throw new ConfigurationError(
      `The folder of dimension files must be readable, got ${folder}; mend --from`,
      { cause },
    );
  }
  const misnamed = names.find(
    (name) => /^futurecart_.*\.txt$/i.test(name) && !known.includes(name),
  );
  if (misnamed !== undefined) {
    throw new ConfigurationError(
      `A dimension file must be named ${known.join(', ')}, got ${misnamed}; rename it or take it out of ${folder}`,
    );
  }
  const found = dimensions.filter(({ source }) => names.includes(source + extension));
  if (found.length === 0) {
    throw new ConfigurationError(
      `The folder must hold at least one of ${known.join(', ')}, got none in ${folder}; mend --from`,
    );
  }
  return found.map((dimension) => ({
    dimension,
    path: join(folder, dimension.source + extension),
  }));
};
