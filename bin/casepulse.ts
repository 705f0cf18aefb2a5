import { Command, CommanderError } from 'commander';
import { CasePulseError } from '../domain/errors.ts';
import { register as batch } from './commands/batch.ts';
import { register as check } from './commands/check.ts';
import { register as demo } from './commands/demo.ts';
import { register as down } from './commands/down.ts';
import { register as generateHistory } from './commands/generate-history.ts';
import { register as kpis } from './commands/kpis.ts';
import { register as quarantine } from './commands/quarantine.ts';
import { register as query } from './commands/query.ts';
import { register as replay } from './commands/replay.ts';
import { register as reset } from './commands/reset.ts';
import { register as seedDimensions } from './commands/seed-dimensions.ts';
import { register as send } from './commands/send.ts';
import { register as simulate } from './commands/simulate.ts';
import { register as status } from './commands/status.ts';
import { register as up } from './commands/up.ts';
import { register as wait } from './commands/wait.ts';
import { addStackOption } from './deployed/stack-option.ts';

/** Exit codes: 0 done, 1 failed, 2 wrong usage. */
const failed = 1;
const wrongUsage = 2;

const program = new Command('casepulse')
  .description('Customer-care KPIs over stream and batch as one.')
  .helpOption('-h, --help', 'show help')
  .helpCommand('help [command]', 'show help for a command')
  .showSuggestionAfterError()
  .exitOverride();

const registrations = [
  up,
  down,
  status,
  reset,
  query,
  kpis,
  send,
  simulate,
  wait,
  quarantine,
  replay,
  batch,
  check,
  seedDimensions,
  generateHistory,
  demo,
];
for (const register of registrations) register(program);
addStackOption(program, [
  'query',
  'kpis',
  'send',
  'simulate',
  'wait',
  'quarantine',
  'replay',
  'batch',
  'check',
  'status',
]);

/** One sentence for what a person can mend; the whole error for what is our own fault. */
const explain = (error: unknown): string => {
  if (error instanceof CasePulseError) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') {
    return 'A part of CasePulse does not answer: see `npm run -s casepulse -- status`';
  }
  if (path !== undefined && (code === 'EACCES' || code === 'EPERM')) {
    return `${path} must be yours to read and write, got ${code}; run as its owner, or name another data folder in CASEPULSE_HOME`;
  }
  if (error instanceof Error && process.env['CASEPULSE_DEBUG']) return error.stack ?? error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
};

// `query … | head` closes the pipe: nothing more to say, nothing gone wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed what there is to say: help asked for ends with 0, all else is wrong usage.
    process.exitCode = error.exitCode === 0 ? 0 : wrongUsage;
  } else {
    console.error(`casepulse: ${explain(error)}`);
    process.exitCode = failed;
  }
}
