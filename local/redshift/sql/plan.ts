import type { ColumnType } from './column-type.ts';
import type { RelationName } from './parse/token-cursor.ts';

/** A relation that a statement touches, and what the caller needs there. */
export interface RelationUse {
  relation: RelationName;
  privilege: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  /** The columns, where the statement names them and this relation alone. */
  columns?: string[];
}

export interface ColumnDefinition {
  name: string;
  type: ColumnType;
  isNotNull: boolean;
  /** The default as an engine expression. */
  defaultSql?: string;
  identity?: { seed: number; step: number; isByDefault: boolean };
}

/** A key, which nothing enforces: tools and the planner read it. */
export interface KeyDefinition {
  kind: 'primary' | 'unique' | 'foreign';
  /** Undefined where the warehouse names it. */
  name?: string | undefined;
  columns: string[];
  /** What a foreign key points to; without columns, the primary key there. */
  target?: { relation: RelationName; columns: string[] };
}

/** How a file is compressed. */
type Compression = 'none' | 'gzip' | 'zstd';

export interface CopyOptions {
  source: string;
  format: 'PARQUET' | 'CSV' | 'JSON' | 'TEXT';
  isManifest: boolean;
  compression: Compression;
  /** JSON: 'auto' or 'auto ignorecase'. */
  jsonMode?: string;
  delimiter?: string;
  quote?: string;
  ignoreHeader: number;
  isFillRecord: boolean;
  nullAs?: string;
  isBlanksAsNull: boolean;
  isEmptyAsNull: boolean;
  isTrimBlanks: boolean;
  isTruncateColumns: boolean;
  isRoundDecimals: boolean;
  isEscape: boolean;
  isRemoveQuotes: boolean;
  isAcceptAnyDate: boolean;
  /** What stands for each byte of a character that is no UTF-8; undefined where such a character is an error. */
  invalidCharacter?: string;
  dateFormat?: string;
  timeFormat?: string;
  /** Rows that may be left out: the next one ends the load. */
  errorsAllowed: number;
  /** True where the files are checked and nothing is loaded. */
  isNoLoad: boolean;
}

/** What a Redshift statement comes down to. SQL texts in it are the engine's, parameter marks included. */
export type Plan =
  | {
      kind: 'query' | 'explain';
      sql: string;
      uses: RelationUse[];
      /** True where it sorts the rows of one relation and holds no other query. */
      sortsOne?: boolean;
    }
  | {
      kind: 'write';
      verb: 'INSERT' | 'UPDATE' | 'DELETE';
      sql: string;
      target: RelationName;
      uses: RelationUse[];
      insertColumns?: string[] | undefined;
      /** Values of the first row of VALUES. */
      valueCount?: number | undefined;
      /**
       * The statement with the texts of VALUES as the engine reads them, by its columns' engine types: dates,
       * and the texts of SUPER columns.
       */
      typedSql?: ((columnTypes: readonly string[]) => string) | undefined;
      /** True where VALUES hold texts that may be dates in a form of Redshift's own. */
      hasDates?: boolean;
    }
  | { kind: 'merge'; sql: string; duplicateSql: string; target: RelationName; uses: RelationUse[] }
  | {
      kind: 'merge-remove-duplicates';
      target: RelationName;
      source: string;
      onSql: string;
      uses: RelationUse[];
    }
  | { kind: 'create-schema'; name: string; isIfNotExists: boolean; owner?: string | undefined }
  | { kind: 'drop-schema'; names: string[]; isIfExists: boolean; isCascade: boolean }
  | {
      kind: 'create-table';
      relation: RelationName;
      isTemporary: boolean;
      isIfNotExists: boolean;
      columns: ColumnDefinition[];
      keys: KeyDefinition[];
      like?: { source: RelationName; isWithDefaults: boolean }[];
    }
  | {
      kind: 'create-table-as';
      relation: RelationName;
      isTemporary: boolean;
      isIfNotExists: boolean;
      columnNames: string[];
      querySql: string;
      uses: RelationUse[];
    }
  | {
      kind: 'create-view';
      relation: RelationName;
      isOrReplace: boolean;
      isLateBinding: boolean;
      isMaterialized: boolean;
      columnNames: string[];
      querySql: string;
      /** True where a star stands for columns of the view's. */
      hasStar: boolean;
      definition: string;
      uses: RelationUse[];
    }
  | {
      kind: 'drop-relation';
      relations: RelationName[];
      what: 'table' | 'view' | 'materialized view';
      isIfExists: boolean;
      isCascade: boolean;
    }
  | {
      kind: 'alter-table';
      relation: RelationName;
      sql: string;
      action: string;
      column?: ColumnDefinition;
      key?: KeyDefinition;
    }
  | { kind: 'refresh-view'; relation: RelationName }
  | { kind: 'truncate'; target: RelationName }
  | { kind: 'lock'; relations: RelationName[] }
  | {
      kind: 'comment';
      on: 'TABLE' | 'VIEW' | 'COLUMN' | 'SCHEMA' | 'DATABASE' | 'OTHER';
      relation: RelationName;
      column?: string;
      text: string | null;
    }
  | { kind: 'copy'; target: RelationName; columns: string[]; options: CopyOptions }
  | { kind: 'unload'; querySql: string; uses: RelationUse[]; options: UnloadOptions }
  | { kind: 'transaction'; action: 'begin' | 'commit' | 'rollback' }
  | { kind: 'set'; name: string; value: string }
  | { kind: 'show'; name: string }
  | { kind: 'show-view'; relation: RelationName }
  | { kind: 'show-table'; relation: RelationName }
  | { kind: 'access'; command: AccessCommand }
  | { kind: 'nothing' };

export interface UnloadOptions {
  target: string;
  format: 'PARQUET' | 'CSV' | 'JSON' | 'TEXT';
  isParallel: boolean;
  isManifest: boolean;
  isManifestVerbose: boolean;
  isHeader: boolean;
  compression: Compression;
  /** What the names of the files end in, behind the dot. */
  extension?: string;
  isEscape: boolean;
  isAllowOverwrite: boolean;
  isCleanPath: boolean;
  delimiter?: string;
  isAddQuotes: boolean;
  nullAs?: string;
}

export type AccessCommand =
  | { do: 'create-user'; name: string; isSuperuser: boolean }
  | { do: 'create-role' | 'create-group'; name: string }
  | { do: 'drop-user' | 'drop-role' | 'drop-group'; names: string[]; isIfExists: boolean }
  | { do: 'alter-user'; name: string; isSuperuser?: boolean }
  | { do: 'grant-role' | 'revoke-role'; roles: string[]; grantees: Grantee[] }
  | {
      do: 'grant' | 'revoke';
      privileges: string[];
      /** Tables one by one, all that are there now, or all that are there and will be. */
      on: 'table' | 'schema' | 'all-tables' | 'scoped-tables' | 'database';
      relations: RelationName[];
      columns: string[];
      grantees: Grantee[];
    }
  | {
      do: 'default-privileges';
      isGrant: boolean;
      privileges: string[];
      schemas: string[];
      owner?: string;
      grantees: Grantee[];
    }
  | { do: 'owner'; what: 'table' | 'schema'; relation: RelationName; owner: string }
  | {
      do: 'create-masking-policy';
      name: string;
      columns: string[];
      /** Redshift expressions over the columns. */
      expressions: string[];
      isIfNotExists: boolean;
    }
  | { do: 'drop-masking-policy'; name: string; isCascade: boolean }
  | {
      do: 'attach-masking-policy' | 'detach-masking-policy';
      name: string;
      relation: RelationName;
      outputs: string[];
      inputs: string[];
      grantee: Grantee;
      priority: number;
    };

export interface Grantee {
  kind: 'user' | 'role' | 'group' | 'public';
  name: string;
}
