import { describe, expect, it } from 'vitest';
import { reconciliationText } from '../../../bin/reconciliation-text.ts';

const matched = {
  compared_at: '2026-03-10 12:00:00',
  records_in_stream: 22,
  records_covered: 20,
  records_given_up: 2,
  objects_in_archive: 1,
  receipts_missing: 0,
  objects_missing: 0,
  objects_not_loaded: 0,
  objects_with_other_rows: 0,
  differences: 0,
};

describe('the reconciliation as status tells it', () => {
  it('says when it was, what it compared, and what waits for a redrive', () => {
    expect(reconciliationText(matched).split('\n')).toEqual([
      'reconciliation at 2026-03-10 12:00:00 UTC: no difference in 22 records of the streams older than 15 minutes, and 1 archive object',
      'given up: 2 records of the streams, stored and not loaded: quarantine redrive --of given-up',
    ]);
  });

  it('names each kind of difference, and the runbook', () => {
    const text = reconciliationText({
      ...matched,
      records_covered: 17,
      receipts_missing: 1,
      objects_missing: 2,
      objects_not_loaded: 4,
      objects_with_other_rows: 5,
      differences: 15,
    });
    expect(text).toContain(
      'DIFFERENCES in 22 records of the streams older than 15 minutes, and 1 archive object: 3 records that nothing accounts for, 1 archive object without a receipt, 2 archive objects gone from the archive, 4 archive objects not loaded, 5 archive objects with other rows than were counted before; ',
    );
    expect(text).toContain('docs/deploy.md#reconciliation');
  });

  it('says that nothing was compared yet', () => {
    expect(reconciliationText(null)).toBe(
      'reconciliation: nothing was compared yet: status --reconcile',
    );
  });
});
