import { escapeId } from 'mysql2';
import type { Dimension } from '../../domain/dimensions.ts';
import type { Column } from '../../domain/table.ts';

/** Redshift's VARCHAR counts bytes, of which a character has up to four; MySQL's counts characters. */
const bytesPerCharacter = 4;

/** Longest text that MySQL's column takes, in characters. */
export const maxCharacters = (column: Column & { type: 'varchar' }): number =>
  column.maxBytes / bytesPerCharacter;

/** The source has one column of fixed length; all other texts are VARCHAR. */
const fixedLength = new Set(['geo_region_cd']);

const mysqlType = (column: Column): string => {
  if (column.type === 'varchar') {
    const type = fixedLength.has(column.name) ? 'CHAR' : 'VARCHAR';
    return `${type}(${maxCharacters(column)})`;
  }
  return column.type === 'integer' ? 'INT' : column.type.toUpperCase();
};

/**
 * MySQL's statement that makes a dimension's table where it is missing, with the source's own names
 * and types. The source has no keys, so there are none; its engine must know transactions.
 */
export const createTableStatement = (dimension: Dimension): string => {
  const columns = dimension.columns.map(
    (column, i) => `  ${escapeId(dimension.sourceColumns[i] ?? '')} ${mysqlType(column)}`,
  );
  return `CREATE TABLE IF NOT EXISTS ${escapeId(dimension.source)} (\n${columns.join(',\n')}\n) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4`;
};
