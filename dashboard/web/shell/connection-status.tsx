import type { Severity } from '../../definition/types.ts';
import type { Row } from '../state/answer.ts';
import { timeOf, write, writeTime } from '../state/format.ts';
import { type Connection, useLive } from '../state/live.ts';
import { SeverityMark } from '../visuals/severity-mark.tsx';

/** A pipeline that loads nothing for longer than this is worth a look, seconds. */
const staleAfterSeconds = 300;

const states: Readonly<Record<Connection, { severity: Severity; text: string }>> = {
  connecting: { severity: 'none', text: 'Connecting …' },
  live: { severity: 'good', text: 'Live' },
  polling: { severity: 'warning', text: 'Updates every few seconds' },
  'no-warehouse': { severity: 'critical', text: 'The warehouse does not answer' },
  'cut-off': { severity: 'critical', text: 'Cut off' },
};

const secondsSince = (row: Row, column: string): number | null => {
  const [then, now] = [row[column], row['utc_now']];
  if (typeof then !== 'string' || typeof now !== 'string') return null;
  return Math.max(0, Math.round((timeOf(now) - timeOf(then)) / 1000));
};

/** Whether the figures are fresh, and how many records wait in quarantine: always in sight. */
export const ConnectionStatus = () => {
  const { connection, commit } = useLive();
  const { severity, text } = states[connection];
  const isAway = connection === 'cut-off' || connection === 'no-warehouse';
  const row = commit?.row ?? {};
  const sinceLoad = secondsSince(row, 'last_loaded_at');
  const isStale = sinceLoad !== null && sinceLoad > staleAfterSeconds;
  const quarantined = Number(row['rows_quarantined'] ?? 0);
  return (
    <div className="status">
      <p role="status" data-connection={connection}>
        <SeverityMark severity={severity} /> {text}
        {commit && isAway && `, figures as of ${writeTime(String(row['business_now']), 'second')}`}
      </p>
      {commit && (
        <>
          <p title="The clock of the business, by which all figures go">
            <span className="unit">Business time</span>{' '}
            {writeTime(String(row['business_now']), 'moment')}
          </p>
          <p title="Time since the speed layer committed a load">
            {isStale && <SeverityMark severity="warning" />} <span className="unit">Last load</span>{' '}
            {sinceLoad === null ? 'none yet' : `${write(sinceLoad, 'seconds')} ago`}
          </p>
          <p title="Records that could not be used: see Pipeline">
            {quarantined > 0 && <SeverityMark severity="warning" />}{' '}
            <a href="/pipeline#quarantine-reasons">{write(quarantined, 'count')} in quarantine</a>
          </p>
        </>
      )}
    </div>
  );
};
