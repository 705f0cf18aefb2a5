import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('parse.py', import.meta.url));

/** Where Debian's python3-sqlglot lies; its own Python finds it, another on the PATH does not. */
const PACKAGE = '/usr/lib/python3/dist-packages/sqlglot/__init__.py';

/** False where the system has no Debian packages: there is then no second parser. */
export const hasSecondParser = existsSync('/etc/debian_version') || existsSync(PACKAGE);

/** A statement that the second parser is known not to take, and why that says nothing about Redshift. */
export interface KnownLimit {
  statement: RegExp;
  reason: string;
}

/**
 * What sqlglot 10.6, Debian's version, has no grammar for. Each is in Redshift's documentation.
 * `passed on` means that it takes the statement as an opaque command without looking inside.
 */
export const KNOWN_LIMITS: readonly KnownLimit[] = [
  { statement: /^CREATE (?:ROLE|USER|MASKING POLICY)\b/i, reason: 'passed on' },
  { statement: /^(?:GRANT|REVOKE)\b/i, reason: 'passed on' },
  { statement: /^ALTER DEFAULT PRIVILEGES\b/i, reason: 'passed on' },
  { statement: /^ALTER TABLE \S+ OWNER TO\b/i, reason: 'no OWNER TO' },
  { statement: /^COMMENT ON\b/i, reason: 'passed on' },
  { statement: /^(?:COPY|UNLOAD)\b/i, reason: 'no grammar for COPY and UNLOAD' },
  { statement: /^(?:SET|RESET|SHOW|REFRESH|TRUNCATE|EXPLAIN)\b/i, reason: 'passed on' },
  { statement: /^DROP \w+ (?:IF EXISTS )?[^\s,]+,/i, reason: 'no DROP of several' },
  { statement: /^LOCK\b/i, reason: 'no LOCK' },
  { statement: /^ATTACH MASKING POLICY\b/i, reason: 'no dynamic data masking' },
  { statement: /^MERGE\b.*\bREMOVE DUPLICATES$/is, reason: 'no MERGE … REMOVE DUPLICATES' },
  { statement: /\bAPPROXIMATE COUNT\b/i, reason: 'no APPROXIMATE' },
  { statement: /\bUNPIVOT (?:INCLUDE|EXCLUDE) NULLS\b/i, reason: 'no INCLUDE NULLS' },
  { statement: /^SELECT TOP \d+/i, reason: 'no TOP' },
  { statement: /\bMINUS SELECT\b/i, reason: 'no MINUS' },
  { statement: /\* EXCLUDE\b/i, reason: 'no EXCLUDE' },
  { statement: /\bCONVERT\(INT,/i, reason: 'takes the arguments of CONVERT as those of MySQL' },
  {
    statement: /^CREATE TABLE \S+ \([^)]*\b(?:DISTKEY|SORTKEY)\b/i,
    reason: 'no column attributes',
  },
  { statement: /\bSORTKEY AUTO\b/i, reason: 'no SORTKEY AUTO' },
  { statement: /\bIDENTITY(?:\(\d+, \d+\)| NOT NULL)/i, reason: 'no IDENTITY' },
  { statement: /(?:TABLE|INTO|FROM) #\w+/i, reason: 'no names that begin with #' },
  { statement: /\bIS UNKNOWN\b/i, reason: 'no IS UNKNOWN' },
  { statement: /\bSIMILAR TO '[^']*' ESCAPE\b/i, reason: 'no SIMILAR TO … ESCAPE' },
  { statement: /\bDEC\(/i, reason: 'no DEC for DECIMAL' },
  { statement: /\bBPCHAR\b/i, reason: 'no BPCHAR for CHAR(256)' },
  { statement: /\bDEFAULT VALUES$/i, reason: 'no DEFAULT VALUES' },
  { statement: /^ALTER TABLE \S+ RENAME COLUMN\b/i, reason: 'no RENAME COLUMN' },
  { statement: /\bAT index\b/i, reason: 'no index of an unnested SUPER value' },
  { statement: /\bWITH OFFSET AS \w+\(/i, reason: 'no UNNEST … WITH OFFSET of Redshift' },
  { statement: /, UNPIVOT \S+ AS \w+ AT\b/i, reason: 'no UNPIVOT of an object' },
];

function codeOf(statement: string): string {
  return statement.replace(/--[^\n]*/g, '').trim();
}

/** The limit that covers a statement. */
export function knownLimit(statement: string): KnownLimit | undefined {
  const code = codeOf(statement);
  return KNOWN_LIMITS.find((limit) => limit.statement.test(code));
}

/** What sqlglot says of each statement in Redshift's dialect; null where it parses. */
export function parseAgain(statements: readonly string[]): (string | null)[] {
  const { stdout, stderr, status } = spawnSync('/usr/bin/python3', [script], {
    input: JSON.stringify(statements),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    throw new Error(
      `python3-sqlglot must parse the statements, and did not: ${stderr.trim().split('\n').at(-1)}; apt-get install python3-sqlglot`,
    );
  }
  return JSON.parse(stdout) as (string | null)[];
}

/** Statements that the second parser refuses though no known limit covers them. */
export function refusedAgain(statements: readonly string[]): string[] {
  const open = statements.filter((statement) => !knownLimit(statement));
  const answers = parseAgain(open);
  return open.flatMap((statement, index) => {
    const answer = answers[index];
    return answer === null || answer === undefined ? [] : [`${answer}: ${codeOf(statement)}`];
  });
}
