import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CasePulseCopy } from './casepulse-command.ts';

type Status = { supervisor: number; parts: { name: string; pid: number | null }[] };

/** Cases registered and closed an hour ago, two events each, as JSON Lines. */
const caseEvents = (first: number, count: number): string =>
  Array.from({ length: count }, (_, i) => {
    const event = {
      case_no: String(first + i),
      create_timestamp: '2026-03-10 11:10:00',
      category: 'CAT1',
      sub_category: 'SCAT1',
    };
    const open = { ...event, status: 'Open', last_modified_timestamp: '2026-03-10 11:10:00' };
    const closed = { ...event, status: 'Closed', last_modified_timestamp: '2026-03-10 11:40:00' };
    return `${JSON.stringify(open)}\n${JSON.stringify(closed)}\n`;
  }).join('');

const up = ['up', '--detach', '--empty', '--now', '2026-03-10 12:00:00'];

describe('after kill -9 and a new start', () => {
  let copy: CasePulseCopy;
  let cases = 0;

  beforeAll(async () => {
    copy = await CasePulseCopy.create();
    await copy.ok(up);
  });
  afterAll(() => copy.remove());

  const sendCases = async (count: number) => {
    await copy.ok(['send', '-'], caseEvents(cases, count));
    cases += count;
  };

  const expectEveryCaseOnce = async () => {
    await copy.ok(['wait', '--timeout', '60s']);
    expect(
      await copy.rows('SELECT cases_received, cases_closed, backlog FROM care.kpi_last_hour'),
    ).toEqual([{ cases_received: cases, cases_closed: cases, backlog: 0 }]);
    expect(
      await copy.rows(
        "SELECT rows_loaded, rows_quarantined FROM care.pipeline_freshness WHERE source LIKE '%case%'",
      ),
    ).toEqual([{ rows_loaded: 2 * cases, rows_quarantined: 0 }]);
  };

  it('nothing is lost or counted twice where the running process was killed', async () => {
    await sendCases(300);
    const { supervisor } = JSON.parse(await copy.ok(['status', '--json'])) as Status;
    process.kill(supervisor, 'SIGKILL');
    await copy.ok(up);
    await sendCases(10);
    await expectEveryCaseOnce();
  });

  it('nothing is lost or counted twice where every part was killed at once', async () => {
    await sendCases(300);
    const { supervisor, parts } = JSON.parse(await copy.ok(['status', '--json'])) as Status;
    const processes = [supervisor, ...parts.flatMap(({ pid }) => (pid === null ? [] : [pid]))];
    for (const pid of new Set(processes)) process.kill(pid, 'SIGKILL');
    await copy.ok(up);
    await sendCases(10);
    await expectEveryCaseOnce();
  });
});
