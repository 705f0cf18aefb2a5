import { type Command, InvalidArgumentError } from 'commander';
import { port, positiveNumber } from '../options.ts';

type Options = {
  detach?: true;
  rate: number;
  simulator: boolean;
  empty?: true;
  port?: number;
  now?: string;
};

/** Ports that the servers take from --port on. */
const portCount = 6;

const firstPort = (text: string): number => {
  const first = port(text);
  if (first + portCount - 1 > 65_535) {
    throw new InvalidArgumentError(
      `The servers take ${portCount} ports from this one on: it must be at most ${65_536 - portCount}.`,
    );
  }
  return first;
};

/** 'YYYY-MM-DD HH:MM:SS' that is a date. */
const moment = (text: string): string => {
  const date = new Date(`${text.replace(' ', 'T')}Z`);
  const isMoment =
    /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().slice(0, 19).replace('T', ' ') === text;
  if (!isMoment) {
    throw new InvalidArgumentError("It must be a moment 'YYYY-MM-DD HH:MM:SS', UTC.");
  }
  return text;
};

export const register = (program: Command): void => {
  program
    .command('up')
    .description('start every part on this machine, and show the KPIs as events arrive')
    .option('--detach', 'return when all is ready; `down` stops it')
    .option('--rate <n>', 'live events a second, cases and surveys together', positiveNumber, 5)
    .option('--no-simulator', 'no live events')
    .option('--empty', 'no generated data at all: no reference data, history or live events')
    .option(
      '--port <p>',
      `the servers take ${portCount} ports from this one on (default: the last ones, or free ones)`,
      firstPort,
    )
    .option('--now <time>', "fix the clock to 'YYYY-MM-DD HH:MM:SS', UTC", moment)
    .option('--yes', 'install what is missing (MariaDB, through sudo) without asking')
    .addHelpText(
      'after',
      `
The first start on a data folder (CASEPULSE_HOME, .casepulse by default) fills it with generated
reference data and ten days of history. MYSQL_URL: use this MySQL in place of a MariaDB of its own.

Examples:
  npm start
  npm run -s casepulse -- up --detach --rate 50
  npm run -s casepulse -- up --empty --now '2026-03-10 12:00:00'`,
    )
    .action(async (options: Options) => {
      const copyOptions = {
        rate: options.rate,
        simulator: options.simulator,
        empty: options.empty === true,
        port: options.port ?? null,
        now: options.now ?? null,
      };
      if (options.detach) {
        const { startDetached } = await import('../start-up/start-detached.ts');
        await startDetached(copyOptions);
      } else {
        const { runInForeground } = await import('../start-up/run-copy.ts');
        await runInForeground(copyOptions);
      }
    });
};
