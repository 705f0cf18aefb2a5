/** Settings that a client is told of at the start and at every change, with Redshift's values. */
const REPORTED: Readonly<Record<string, { name: string; value: string }>> = {
  // Redshift descends from PostgreSQL 8.0.2 and says so; psql and JDBC choose their catalogue queries by it.
  server_version: { name: 'server_version', value: '8.0.2' },
  server_encoding: { name: 'server_encoding', value: 'UNICODE' },
  client_encoding: { name: 'client_encoding', value: 'UTF8' },
  datestyle: { name: 'DateStyle', value: 'ISO, MDY' },
  timezone: { name: 'TimeZone', value: 'UTC' },
  integer_datetimes: { name: 'integer_datetimes', value: 'on' },
  standard_conforming_strings: { name: 'standard_conforming_strings', value: 'on' },
  is_superuser: { name: 'is_superuser', value: 'off' },
  session_authorization: { name: 'session_authorization', value: '' },
};

/** Settings that a client may ask for and is not told of: https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_ConfigurationRef.html */
const OTHERS: Readonly<Record<string, string>> = {
  application_name: '',
  extra_float_digits: '0',
  statement_timeout: '0',
  query_group: 'unset',
  enable_case_sensitive_identifier: 'off',
  transaction_isolation: 'serializable',
  transaction_read_only: 'off',
  default_transaction_read_only: 'off',
};

/** What stays as it is whatever a client sets: results are UTF-8, ISO dates and UTC here. */
const FIXED = new Set([
  'server_version',
  'server_encoding',
  'client_encoding',
  'datestyle',
  'timezone',
  'integer_datetimes',
  'standard_conforming_strings',
  'is_superuser',
  'session_authorization',
]);

/** The settings of one connection. */
export class ClientSettings {
  private readonly values = new Map<string, string>(Object.entries(OTHERS));

  constructor(user: string, isSuperuser: boolean) {
    for (const [key, { value }] of Object.entries(REPORTED)) this.values.set(key, value);
    this.values.set('session_authorization', user);
    this.values.set('is_superuser', isSuperuser ? 'on' : 'off');
  }

  /** What the client is told when its session begins. */
  reported(): [name: string, value: string][] {
    return Object.entries(REPORTED).map(([key, { name }]) => [name, this.get(key) ?? '']);
  }

  get(name: string): string | undefined {
    return this.values.get(name.toLowerCase());
  }

  /** @param name `all` stands for each of them, which RESET ALL takes back */
  set(name: string, value: string): void {
    const key = name.toLowerCase();
    if (FIXED.has(key)) return;
    if (key === 'all') {
      for (const [other, initial] of Object.entries(OTHERS)) this.values.set(other, initial);
      return;
    }
    if (value.toLowerCase() !== 'default') this.values.set(key, value);
    else if (OTHERS[key] === undefined) this.values.delete(key);
    else this.values.set(key, OTHERS[key]);
  }
}
