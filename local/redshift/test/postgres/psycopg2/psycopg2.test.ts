import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { PASSWORDS, startPostgresWarehouse } from '../postgres-client.ts';

const script = fileURLToPath(new URL('talk.py', import.meta.url));

/** Where Debian's python3-psycopg2 lies; its own Python finds it, another on the PATH does not. */
const PACKAGE = '/usr/lib/python3/dist-packages/psycopg2/__init__.py';
const hasPsycopg2 = existsSync('/etc/debian_version') || existsSync(PACKAGE);

it.skipIf(!hasPsycopg2)(
  'talks to psycopg2: values, named cursors, refused COPY, sessions',
  async () => {
    const warehouse = await startPostgresWarehouse();
    try {
      const { stdout } = await promisify(execFile)('/usr/bin/python3', [script], {
        env: {
          PGHOST: '127.0.0.1',
          PGPORT: String(warehouse.port),
          PGUSER: 'admin',
          PGPASSWORD: PASSWORDS.admin,
          PGDATABASE: 'dev',
        },
      });
      expect(JSON.parse(stdout)).toEqual({
        version: 80002,
        values: [["it's 100%", '1.50', null, '2026-01-02', true]],
        sum: 499_500,
        'copy out': ['42601', 'syntax error at or near "STDOUT"'],
        'copy in': ['0A000', expect.stringContaining('LOAD source is not supported.')],
        automatic: [[1000]],
        'after reset': [[1]],
      });
    } finally {
      await warehouse.stop();
    }
  },
);
