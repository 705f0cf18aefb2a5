import { type Command, Option } from 'commander';
import { reasonCodes } from '../../domain/events/reasons.ts';
import { positiveInteger, utcTimestamp } from '../options.ts';
import { type ResultFormat, resultFormats } from '../result-formats.ts';

/** What can wait for a person, by where it waits. */
const places = ['records', 'objects', 'dead-letters', 'given-up'] as const;
type Place = (typeof places)[number];

type Filter = { reason?: string; since?: string };
type ListOptions = Filter & { of: Place; limit: number; format: ResultFormat };
type RedriveOptions = Filter & {
  of: Place;
  id?: string;
  fix?: string;
  again?: true;
  dryRun?: true;
  limit: number;
};

const placeOption = () =>
  new Option(
    '--of <what>',
    'records that could not be used, archive objects that COPY can not read, wake-ups whose loads failed (dead-letters), batches that a stream mapping gave up on (given-up)',
  )
    .choices(places)
    .default('records');

const reasonOption = () =>
  new Option(
    '--reason <code>',
    'records with this reason code, or batches given up for this condition of Lambda',
  );
const sinceOption = () =>
  new Option(
    '--since <time>',
    'records that arrived, or batches that were given up, at this time or later, UTC',
  ).argParser(utcTimestamp);

const actions = () => import('../quarantine/actions.ts');

/** What can be chosen among at each place. An object or a dead letter has no reason of these, and is loaded as it is. */
const choicesOf: Readonly<Record<Place, readonly string[]>> = {
  records: ['reason', 'since', 'id', 'fix', 'again'],
  objects: [],
  'dead-letters': [],
  'given-up': ['reason', 'since', 'again'],
};

/** Refuses an option that the place knows nothing of, and a reason that no record has. */
const checkChoices = (command: Command, of: Place, options: Filter): void => {
  const { reason } = options;
  if (of === 'records' && reason !== undefined && !reasonCodes.includes(reason)) {
    command.error(`error: --reason must be one of ${reasonCodes.join(', ')}, got ${reason}`);
  }
  const wrong = choicesOf.records.find((name) => name in options && !choicesOf[of].includes(name));
  if (wrong === undefined) return;
  const suited = places.filter((place) => choicesOf[place].includes(wrong)).join(' and ');
  command.error(`error: --${wrong} is for --of ${suited}, got --of ${of}`);
};

const registerList = (quarantine: Command): void => {
  quarantine
    .command('list')
    .description('what waits for a person, records newest first, with id, reason and redrive')
    .addOption(placeOption())
    .addOption(reasonOption())
    .addOption(sinceOption())
    .option('--limit <n>', 'how many records at most', positiveInteger, 50)
    .addOption(
      new Option('--format <format>', 'how to print the rows')
        .choices(resultFormats)
        .default('table'),
    )
    .addHelpText(
      'after',
      `
Examples:
  npm run -s casepulse -- quarantine list
  npm run -s casepulse -- quarantine list --reason missing_value --since 2026-03-10 --format json
  npm run -s casepulse -- quarantine list --of given-up`,
    )
    .action(async ({ of, format, ...options }: ListOptions, command: Command) => {
      checkChoices(command, of, options);
      const { list } = await actions();
      console.log(await list(of, options, format));
    });
};

const registerShow = (quarantine: Command): void => {
  quarantine
    .command('show')
    .description('one quarantined record: its row, and its original bytes as they came')
    .argument('<id>', 'as `quarantine list` shows it')
    .option('--raw', 'the original bytes of the whole record only, to standard output')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s casepulse -- quarantine show 'casepulse-case-events/shardId-000000000000/4959….0.0'
  npm run -s casepulse -- quarantine show '…' --raw > record.bin`,
    )
    .action(async (id: string, { raw }: { raw?: true }) => {
      const { show } = await actions();
      await show(id, raw === true);
    });
};

const registerRedrive = (quarantine: Command): void => {
  quarantine
    .command('redrive')
    .description('send again what was quarantined, after a fix')
    .addOption(placeOption())
    .addOption(reasonOption())
    .addOption(sinceOption())
    .option('--id <id>', 'one record')
    .option('--fix <file>', 'module whose default export mends each record')
    .option('--again', 'also what was redriven before')
    .option('--dry-run', 'show what would be sent, and what the consumer would make of it')
    .option('--limit <n>', 'how many records at most', positiveInteger, 1000)
    .addHelpText(
      'after',
      `
A fix is a module: export default (event, { id, reasonCode, field, kind }) => event. It gets each
record as an object, or as text or bytes where it could not be parsed, and gives what to send, or
null to leave the record in quarantine. What is sent is marked, and not sent a second time without
--again. What still can't be used comes back to quarantine and tells both reasons.

Examples:
  npm run -s casepulse -- quarantine redrive --reason missing_value --fix ./fix.js --dry-run
  npm run -s casepulse -- quarantine redrive --reason missing_value --fix ./fix.js
  npm run -s casepulse -- quarantine redrive --of given-up`,
    )
    .action(async ({ of, ...options }: RedriveOptions, command: Command) => {
      checkChoices(command, of, options);
      const { redrive } = await actions();
      console.log(await redrive(of, options));
    });
};

export const register = (program: Command): void => {
  const quarantine = program
    .command('quarantine')
    .description('records, objects and batches that could not be used: list, show, redrive');
  registerList(quarantine);
  registerShow(quarantine);
  registerRedrive(quarantine);
};
