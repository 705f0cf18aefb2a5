import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CasePulseCopy } from '../../e2e/casepulse-command.ts';
import { artifacts } from './artifacts.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures/worked-example');

const lines = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const caseEvent = (case_no: string, create_timestamp: string, more: object): object => ({
  case_no,
  create_timestamp,
  last_modified_timestamp: create_timestamp,
  created_employee_key: '2',
  call_center_id: 'C-102',
  status: 'Open',
  category: 'CAT1',
  sub_category: 'SCAT1',
  communication_mode: 'Chat',
  country_cd: 'IN',
  product_code: '100',
  ...more,
});

const closed = (last_modified_timestamp: string): object => ({
  status: 'Closed',
  last_modified_timestamp,
});

/**
 * The day before the worked example, which its numbers do not count: three breaches in C-102, two of P1 (the example
 * has a third) and one of P8; and two surveys, of which 2 answers of 10 are positive, against 7 of 10 in C-101, for which the hour
 * before the last has one survey, all positive.
 */
const before: readonly object[] = [
  caseEvent('11', '2026-03-09 08:00:00', {
    ...closed('2026-03-09 20:00:00'),
    category: 'CAT2',
    sub_category: 'SCAT8',
    communication_mode: 'Email',
  }),
  caseEvent('12', '2026-03-09 09:00:00', closed('2026-03-09 11:30:00')),
  caseEvent('13', '2026-03-09 10:00:00', closed('2026-03-09 12:30:00')),
  {
    survey_id: 'S-11',
    case_no: '11',
    survey_timestamp: '2026-03-09 21:00:00',
    Q1: 1,
    Q2: 1,
    Q3: 1,
    Q4: 'N',
    Q5: 1,
  },
  {
    survey_id: 'S-12',
    case_no: '12',
    survey_timestamp: '2026-03-09 13:00:00',
    Q1: 9,
    Q2: 9,
    Q3: 3,
    Q4: 'N',
    Q5: 2,
  },
  {
    survey_id: 'S-5',
    case_no: '5',
    survey_timestamp: '2026-03-10 10:50:00',
    Q1: 9,
    Q2: 9,
    Q3: 9,
    Q4: 'Y',
    Q5: 9,
  },
];

/** The worked example and the day before it, with two call centres, in a copy of its own. */
export class ExampleCopy {
  readonly copy: CasePulseCopy;
  readonly url: string;
  /** Its parts as they were started first. */
  #parts: readonly { readonly name: string; readonly pid: number }[] | undefined;

  private constructor(copy: CasePulseCopy, url: string) {
    this.copy = copy;
    this.url = url;
  }

  static async start(): Promise<ExampleCopy> {
    const copy = await CasePulseCopy.create();
    const dimensions = await mkdtemp(join(tmpdir(), 'casepulse-dimensions-'));
    await cp(resolve(fixtures, 'dimensions'), dimensions, { recursive: true });
    const write = (name: string, rows: readonly string[][]) =>
      writeFile(
        join(dimensions, `futurecart_${name}_details.txt`),
        rows.map((row) => `${row.join('\t')}\n`).join(''),
      );
    await write('call_center', [
      ['call_center_id', 'call_center_vendor', 'location', 'country'],
      ['C-101', 'Alpha', 'Pune', 'in'],
      ['C-102', 'Beta', 'Cork', 'ie'],
    ]);
    await write('case_country', [
      ['id', 'Name', 'Alpha_2', 'Alpha_3'],
      ['356', 'India', 'in', 'ind'],
    ]);
    const started = await copy.ok(['up', '--detach', '--empty', '--now', '2026-03-10 12:00:00']);
    await copy.ok(['seed-dimensions', '--from', dimensions]);
    await copy.ok(['batch', '--only', 'dimensions']);
    const today = await readFile(resolve(fixtures, 'events.jsonl'), 'utf8');
    await copy.ok(['send', '-'], today + lines(before));
    await copy.ok(['wait', '--timeout', '60s']);
    const example = new ExampleCopy(copy, /Dashboard: (\S+)/.exec(started)?.[1] ?? '');
    await rm(dimensions, { recursive: true, force: true });
    return example;
  }

  /** Sends one more case of the last hour. */
  async sendCase(case_no: string): Promise<void> {
    await this.copy.ok(['send', '-'], lines([caseEvent(case_no, '2026-03-10 11:30:00', {})]));
  }

  /** Kills a part, once, which is started again by itself. */
  async kill(name: string): Promise<void> {
    this.#parts ??= (
      JSON.parse(await this.copy.ok(['status', '--json'])) as {
        parts: { name: string; pid: number }[];
      }
    ).parts;
    const part = this.#parts.find((candidate) => candidate.name === name);
    if (!part) throw new Error(`There must be a part ${name}`);
    process.kill(part.pid, 'SIGKILL');
  }

  /** @param hasFailed keeps the logs of its parts among the artifacts */
  async close(hasFailed: boolean): Promise<void> {
    if (hasFailed) await this.copy.keepLogs(join(artifacts, 'logs'));
    await this.copy.remove();
  }
}
