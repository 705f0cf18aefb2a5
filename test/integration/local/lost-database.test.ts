import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Warehouse } from '../../../adapters/redshift-data.ts';
import { freePort, loopback } from '../../../local/loopback.ts';
import { startPartProcess } from '../../../local/parts/part-process.ts';
import { SupervisedPart } from '../../../local/parts/supervised-part.ts';

const rowsAStatement = 100_000;
/** Bytes of ten random doubles in each of these rows, which nothing compresses. */
const statementBytes = rowsAStatement * 10 * 8;
/** DuckDB writes a checkpoint when its log has reached this: https://duckdb.org/docs/stable/configuration/pragmas (wal_autocheckpoint) */
const checkpointBytes = 16 * 1024 * 1024;

let folder: string;
let part: SupervisedPart;
let client: RedshiftDataClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casepulse-lost-'));
  const passwordFile = join(folder, 'pgpass');
  writeFileSync(passwordFile, '*:*:*:*:local\n');
  const [port, postgresPort] = [await freePort(), await freePort()];
  const options = {
    dataDir: join(folder, 'warehouse'),
    port,
    database: 'casepulse',
    now: null,
    objectsUrl: `http://${loopback}:1`,
    region: 'us-east-1',
    postgresPort,
    passwordFile,
  };
  const log = join(folder, 'warehouse.log');
  const launch = () => startPartProcess('warehouse', options, {}, log);
  part = new SupervisedPart('warehouse', null, launch, () => undefined);
  await part.start();
  client = new RedshiftDataClient({
    endpoint: `http://${loopback}:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'casepulse-admin', secretAccessKey: 'local' },
    maxAttempts: 20,
  });
});

afterAll(async () => {
  client?.destroy();
  await part?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Linux has the command, with util-linux. */
const maySetLimits = spawnSync('prlimit', ['--version']).status === 0;

it.runIf(maySetLimits)(
  'a warehouse whose engine gives its database up is started again, and no statement is lost',
  async () => {
    const warehouse = new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, client);
    const columns = Array.from({ length: 10 }, (_, i) => `c${i}`);
    await warehouse.query('CREATE TABLE one_row AS SELECT 1 AS n');
    for (let doubled = 1; doubled < 512; doubled *= 2) {
      await warehouse.query('INSERT INTO one_row SELECT n FROM one_row');
    }
    await warehouse.query(`CREATE TABLE noise (${columns.map((c) => `${c} FLOAT8`).join(', ')})`);
    // The log fits in, and the first checkpoint of the table; the second one finds no room.
    const mostBytes = checkpointBytes + statementBytes;
    execFileSync('prlimit', ['--pid', String(part.status.pid), `--fsize=${mostBytes}`]);
    const random = columns.map(() => 'RANDOM()').join(', ');
    const fill = `INSERT INTO noise SELECT ${random} FROM one_row a, one_row b LIMIT ${rowsAStatement}`;
    let statements = 0;
    while (part.status.restarts === 0 && statements < 20) {
      await warehouse.query(fill);
      statements += 1;
    }
    expect(part.status).toMatchObject({ state: 'running', restarts: 1 });
    expect(await warehouse.query('SELECT COUNT(*) AS held FROM noise')).toEqual([
      { held: statements * rowsAStatement },
    ]);
    const said = readFileSync(join(folder, 'warehouse.log'), 'utf8').trim().split('\n');
    expect(said).toEqual([expect.stringMatching(/database is lost.*Checkpoint failed/)]);
  },
);
