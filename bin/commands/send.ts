import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { ConfigurationError } from '../../domain/errors.ts';

type Options = { stream?: 'cases' | 'surveys' };

const openInput = async (file: string): Promise<NodeJS.ReadableStream> => {
  if (file === '-') return process.stdin;
  try {
    await access(file, constants.R_OK);
  } catch (cause) {
    throw new ConfigurationError(
      `The file to send must be readable, got ${file}; use - for standard input`,
      { cause },
    );
  }
  return createReadStream(file);
};

export const register = (program: Command): void => {
  program
    .command('send')
    .description('put the lines of a file into the streams as they are, one record a line')
    .argument('<file>', 'a file of events, one a line, or - for standard input')
    .addOption(
      new Option(
        '--stream <kind>',
        'send every line to this stream, whatever it looks like',
      ).choices(['cases', 'surveys']),
    )
    .addHelpText(
      'after',
      `
Lines that look like a survey go to the survey stream, all others to the case stream; broken
lines are sent too, and end in quarantine.

Examples:
  npm run -s casepulse -- send events.jsonl
  echo '{"case_no":"1"}' | npm run -s casepulse -- send -`,
    )
    .action(async (file: string, { stream }: Options) => {
      const { loadEnvironment, variable } = await import('../environment.ts');
      const input = await openInput(file);
      loadEnvironment();
      const { sendLines } = await import('../../simulator/send.ts');
      const streams = { cases: variable('CASE_STREAM'), surveys: variable('SURVEY_STREAM') };
      const sent = await sendLines({ input, streams, ...(stream && { stream }) });
      console.log(
        `sent ${sent.cases + sent.surveys} records: ${sent.cases} to ${streams.cases}, ${sent.surveys} to ${streams.surveys}`,
      );
    });
};
