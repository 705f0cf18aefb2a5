import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStream } from '../../adapters/event-stream.ts';
import type { Warehouse } from '../../adapters/redshift-data.ts';

/** Between two probes. */
const probeEveryMs = 200;
/** Between two looks at the view: what a probe's time is good to. */
const lookEveryMs = 100;

/** How long a probe may take before the measurement is given up. */
const longestMs = 5 * 60_000;

const probeEvent = (caseNo: string) => {
  const now = new Date().toISOString().slice(0, 19).replace('T', ' ');
  return {
    case_no: caseNo,
    create_timestamp: now,
    last_modified_timestamp: now,
    created_employee_key: '200001',
    call_center_id: 'C-101',
    status: 'Open',
    category: 'CAT1',
    sub_category: 'SCAT1',
    communication_mode: 'Call',
    country_cd: 'IN',
    product_code: '900001',
  };
};

/**
 * Puts a case of its own into the stream every 200 ms among all others, and looks for it in care.member_case: the view of single
 * cases that costs the cores least, and shows a case with the same commit as care.kpi_last_hour and all others.
 * @param run digits that no other case_no begins with
 * @returns milliseconds from before the put until a query has shown it, one for each probe
 */
export const probeFreshness = async (
  stream: EventStream,
  warehouse: Warehouse,
  run: string,
  seconds: number,
): Promise<number[]> => {
  const sentAt = new Map<string, number>();
  const took: number[] = [];
  const ends = performance.now() + seconds * 1000;
  let isSending = true;
  const send = async (): Promise<void> => {
    for (let n = 0; performance.now() < ends; n++) {
      const caseNo = `${run}${String(n).padStart(6, '0')}`;
      sentAt.set(caseNo, performance.now());
      await stream.put([
        { data: Buffer.from(JSON.stringify(probeEvent(caseNo))), partitionKey: caseNo },
      ]);
      await sleep(probeEveryMs);
    }
    isSending = false;
  };
  const look = async (): Promise<void> => {
    while (isSending || sentAt.size > 0) {
      if (performance.now() > ends + longestMs) {
        throw new Error(`${sentAt.size} probes were not seen ${longestMs / 1000} s after the last`);
      }
      const first = [...sentAt.keys()].sort()[0] ?? `${run}~`;
      const rows = await warehouse.query(
        'SELECT c.case_no FROM care.member_case c WHERE c.case_no >= :first AND c.case_no < :after',
        { first, after: `${run}~` },
      );
      const seenAt = performance.now();
      for (const row of rows) {
        const caseNo = String(row['case_no']);
        const at = sentAt.get(caseNo);
        if (at === undefined || !sentAt.delete(caseNo)) continue;
        took.push(seenAt - at);
      }
      await sleep(lookEveryMs);
    }
  };
  await Promise.all([send(), look()]);
  return took;
};
