import { notCovered, SqlError } from '../../sql/sql-error.ts';
import type { Outcome } from '../outcome.ts';
import { literal } from '../relations.ts';
import type { Session } from '../session.ts';

const DONE: Outcome = { rowCount: 0 };

interface Setting {
  value: string;
  isFixed?: true;
  isNumber?: true;
}

/**
 * Redshift's settings with their values here: https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_ConfigurationRef.html,
 * and those that clients set of their own accord. One that changes what a statement means is fixed.
 */
const SETTINGS: Readonly<Record<string, Setting>> = {
  analyze_threshold_percent: { value: '10' },
  application_name: { value: '' },
  cast_super_null_on_error: { value: 'on', isFixed: true },
  client_encoding: { value: 'UTF8' },
  client_min_messages: { value: 'notice' },
  datestyle: { value: 'ISO, MDY', isFixed: true },
  default_transaction_isolation: { value: 'serializable' },
  default_transaction_read_only: { value: 'off' },
  describe_field_name_in_uppercase: { value: 'off', isFixed: true },
  downcase_delimited_identifier: { value: 'on', isFixed: true },
  enable_case_sensitive_identifier: { value: 'off', isFixed: true },
  enable_case_sensitive_super_attribute: { value: 'off', isFixed: true },
  enable_numeric_rounding: { value: 'on', isFixed: true },
  enable_result_cache_for_session: { value: 'on' },
  enable_vacuum_boost: { value: 'off' },
  error_on_nondeterministic_update: { value: 'off', isFixed: true },
  extra_float_digits: { value: '0' },
  interval_forbid_composite_literals: { value: 'off', isFixed: true },
  json_serialization_enable: { value: 'off', isFixed: true },
  json_serialization_parse_nested_strings: { value: 'off', isFixed: true },
  max_concurrency_scaling_clusters: { value: '1' },
  max_cursor_result_set_size: { value: '0' },
  mv_enable_aqmv_for_session: { value: 'on' },
  navigate_super_null_on_error: { value: 'on', isFixed: true },
  parse_super_null_on_error: { value: 'off', isFixed: true },
  query_group: { value: 'unset' },
  seed: { value: '0', isFixed: true },
  server_version: { value: '8.0.2', isFixed: true },
  standard_conforming_strings: { value: 'on', isFixed: true },
  // Milliseconds; 0 is none.
  statement_timeout: { value: '0', isNumber: true },
  stored_proc_log_min_messages: { value: 'log' },
  timezone: { value: 'UTC', isFixed: true },
  transaction_isolation: { value: 'serializable', isFixed: true },
  transaction_read_only: { value: 'off', isFixed: true },
  use_fips_ssl: { value: 'off' },
  wlm_query_slot_count: { value: '1' },
};

/** Other words of the fixed values. */
const SAME: Readonly<Record<string, string>> = {
  true: 'on',
  false: 'off',
  iso: 'iso, mdy',
  'iso,mdy': 'iso, mdy',
  gmt: 'utc',
  'etc/utc': 'utc',
};

function normal(value: string): string {
  const text = value.trim().toLowerCase();
  return SAME[text] ?? text;
}

/** SET and RESET: https://docs.aws.amazon.com/redshift/latest/dg/r_SET.html */
export async function runSet(session: Session, name: string, value: string): Promise<Outcome> {
  if (name === 'search_path') return setSearchPath(session, value);
  // RESET ALL: drivers say it when a connection goes back to its pool.
  if (name === 'all' && value === 'default') {
    session.settings.clear();
    return setSearchPath(session, value);
  }
  // A context variable, which row-level security alone would read.
  if (/^[^.]+\.[^.]+$/.test(name)) return DONE;
  const setting = settingOf(name);
  const isDefault = ['default', normal(setting.value)].includes(normal(value));
  if (setting.isFixed && !isDefault) throw notCovered(`the value "${value}" of ${name}`);
  if (setting.isFixed) return DONE;
  if (setting.isNumber && !isDefault && !/^\d+$/.test(value.trim()))
    throw new SqlError(`invalid value for parameter "${name}": "${value}"`, '22023');
  if (value.trim().toLowerCase() === 'default') session.settings.delete(name);
  else session.settings.set(name, value.trim());
  return DONE;
}

function settingOf(name: string): Setting {
  const setting = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined;
  if (!setting) throw new SqlError(`unrecognized configuration parameter "${name}"`, '42704');
  return setting;
}

/** Schemas that hold no tables of users. */
const CATALOGUES = new Set(['pg_catalog', 'information_schema']);

/** https://docs.aws.amazon.com/redshift/latest/dg/r_search_path.html */
async function setSearchPath(session: Session, value: string): Promise<Outcome> {
  const { schemas } = await session.catalogue.register();
  const names = value === 'default' ? ['public'] : value.split(',');
  const path: string[] = [];
  for (const part of names) {
    const name = part.trim().toLowerCase();
    const schema = name === '$user' ? session.user.toLowerCase() : name;
    if (name === '' || CATALOGUES.has(schema) || (name === '$user' && !schemas.has(schema)))
      continue;
    if (!schemas.has(schema)) throw new SqlError(`schema "${schema}" does not exist`, '3F000');
    path.push(schema);
  }
  if (path.length === 0) path.push('public');
  const quoted = path.map((schema) => `"${schema.replaceAll('"', '""')}"`).join(',');
  session.hasState = true;
  await session.run(`SET search_path = ${literal(quoted)}`);
  session.searchPath = path;
  return DONE;
}

/** SHOW of one setting, or of all. */
export async function runShow(session: Session, name: string): Promise<Outcome> {
  const path = session.searchPath.join(', ');
  if (name === 'all') {
    const rows = [...Object.entries(SETTINGS), ['search_path', { value: path }] as const]
      .map(([key, { value }]) => [key, session.settings.get(key) ?? value] as const)
      .map(([key, value]) => `(${literal(key)}, ${literal(value)})`)
      .join(', ');
    const result = await session.query(
      `SELECT name, setting FROM (VALUES ${rows}) AS settings (name, setting) ORDER BY name`,
    );
    return { rowCount: result.rowCount, result };
  }
  const initial = name === 'search_path' ? path : settingOf(name).value;
  const value = session.settings.get(name) ?? initial;
  const result = await session.query(`SELECT ${literal(value)} AS "${name}"`);
  return { rowCount: 1, result };
}
