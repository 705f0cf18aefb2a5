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
/** The engine writes a checkpoint when its log has reached this: local/redshift/engine/engine.ts. */
const checkpointBytes = 64 * 1024 * 1024;

let folder: string;
let part: SupervisedPart;
let client: RedshiftDataClient;
let warehouse: Warehouse;

const columns = Array.from({ length: 10 }, (_, i) => `c${i}`);
const random = columns.map(() => 'RANDOM()').join(', ');
const fill = `INSERT INTO noise SELECT ${random} FROM one_row a, one_row b LIMIT ${rowsAStatement}`;
const count = 'SELECT COUNT(*) AS held FROM noise';

/** How large the files of the warehouse's process may become: the soft limit, which can be lifted again. */
const limitFiles = (bytes: number | 'unlimited') =>
  execFileSync('prlimit', ['--pid', String(part.status.pid), `--fsize=${bytes}:`]);

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
  warehouse = new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, client);
  await warehouse.query('CREATE TABLE one_row AS SELECT 1 AS n');
  for (let doubled = 1; doubled < 512; doubled *= 2) {
    await warehouse.query('INSERT INTO one_row SELECT n FROM one_row');
  }
  await warehouse.query(`CREATE TABLE noise (${columns.map((c) => `${c} FLOAT8`).join(', ')})`);
});

afterAll(async () => {
  client?.destroy();
  await part?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Linux has the command, with util-linux. */
const maySetLimits = spawnSync('prlimit', ['--version']).status === 0;

it.runIf(maySetLimits)(
  'a statement that finds no room says that the disk is full, changes nothing, and the warehouse goes on',
  async () => {
    limitFiles(statementBytes / 2);
    await expect(warehouse.query(fill)).rejects.toThrow(/Disk Full/);
    limitFiles('unlimited');
    expect(await warehouse.query(count)).toEqual([{ held: 0 }]);
    expect(part.status).toMatchObject({ state: 'running', restarts: 0 });
  },
);

it.runIf(maySetLimits)(
  'a warehouse whose engine gives its database up is started again, and no statement is lost',
  async () => {
    // The log fits in, and the first checkpoint of the table; the second one finds no room.
    limitFiles(checkpointBytes + statementBytes);
    let statements = 0;
    while (part.status.restarts === 0 && statements < 40) {
      await warehouse.query(fill);
      statements += 1;
    }
    expect(part.status).toMatchObject({ state: 'running', restarts: 1 });
    expect(await warehouse.query(count)).toEqual([{ held: statements * rowsAStatement }]);
    const said = readFileSync(join(folder, 'warehouse.log'), 'utf8').trim().split('\n');
    expect(said).toEqual([expect.stringMatching(/database is lost.*Checkpoint failed/)]);
  },
);
