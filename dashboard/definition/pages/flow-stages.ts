import { count } from '../measures.ts';
import type { FlowStage, Measure } from '../types.ts';

const rate = (
  column: string,
  label: string,
  unit: string,
  better: Measure['better'],
  meaning: string,
): Measure => ({
  ...count(column, label, unit, { better, behind: null, meaning }),
  format: 'rate',
  aggregation: { kind: 'none' },
});

const lag = (...words: Parameters<typeof rate>): Measure => ({
  ...rate(...words),
  format: 'seconds',
});

/** The stages of the speed layer, as care.pipeline_flow has them. */
export const flowStages: readonly FlowStage[] = [
  {
    label: 'Sent',
    isSideArm: false,
    rate: rate(
      'sent_per_minute',
      'Sent',
      'events a minute',
      'neither',
      'Events and refused records by their arrival on the streams.',
    ),
    lag: lag(
      'seconds_since_sent',
      'Since the last event sent',
      'since the last one',
      'lower',
      'Time since the last arrival on a stream.',
    ),
  },
  {
    label: 'Quarantine',
    isSideArm: true,
    rate: rate(
      'refused_per_minute',
      'Refused',
      'records a minute',
      'lower',
      'Records that could not be used, by their arrival on the streams.',
    ),
    lag: lag(
      'seconds_since_refused',
      'Since the last record refused',
      'since the last one',
      'neither',
      'Time since the last arrival of a record that was refused.',
    ),
  },
  {
    label: 'Archived',
    isSideArm: false,
    rate: rate(
      'archived_per_minute',
      'Archived',
      'events a minute',
      'neither',
      'Events of the archive objects, by their arrival on the streams.',
    ),
    lag: lag(
      'collecting_seconds',
      'Collecting of the slowest object',
      'to collect the slowest object',
      'lower',
      'Longest time between the first and the last event of an archive object.',
    ),
  },
  {
    label: 'Loaded',
    isSideArm: false,
    rate: rate(
      'loaded_per_minute',
      'Loaded',
      'events a minute',
      'neither',
      'Events by the commit of their load.',
    ),
    lag: lag(
      'slowest_seconds',
      'Slowest event',
      'from arrival to commit at most',
      'lower',
      'Longest time from arrival on the stream to the commit of its load.',
    ),
  },
  {
    label: 'In the views',
    isSideArm: false,
    rate: rate(
      'changed_per_minute',
      'In the views',
      'cases and surveys a minute',
      'neither',
      'Cases and surveys whose current version arrived: several events of a case count once.',
    ),
    lag: lag(
      'seconds_since_loaded',
      'Since the last change',
      'since the last change',
      'lower',
      'Time since the last commit of cases or surveys, which the views show at once.',
    ),
  },
];
