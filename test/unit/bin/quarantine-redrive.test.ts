import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { register } from '../../../bin/commands/quarantine.ts';
import { fixedBytes } from '../../../bin/quarantine/fix.ts';

const refusal = async (...words: readonly string[]): Promise<string> => {
  let said = '';
  const program = new Command().exitOverride().configureOutput({
    writeErr: (text) => {
      said += text;
    },
  });
  register(program);
  const parsing = program.parseAsync(['quarantine', ...words], { from: 'user' });
  await expect(parsing).rejects.toMatchObject({ exitCode: 1, name: 'CommanderError' });
  return said.trim();
};

describe('the options of a redrive', () => {
  it.each([
    ['dead-letters', 'since', '2026-03-10', 'records and given-up'],
    ['objects', 'reason', 'not_json', 'records and given-up'],
    ['given-up', 'fix', './fix.js', 'records'],
  ])('refuses what %s do not know, before anything is done', async (of, name, value, suited) => {
    expect(await refusal('redrive', '--of', of, `--${name}`, value)).toBe(
      `error: --${name} is for --of ${suited}, got --of ${of}`,
    );
  });

  it('refuses a reason that no record has, and names those that there are', async () => {
    expect(await refusal('list', '--reason', 'missing')).toMatch(
      /^error: --reason must be one of .*missing_value, .*, got missing$/,
    );
  });
});

it('a fix that fails names the record, and that nothing was sent', async () => {
  const row = { reason_code: 'not_json', field: null, kind: 'unknown' };
  const fix = () => {
    throw new TypeError('no fields');
  };
  await expect(fixedBytes({ id: 'stream/shard/1.0.0', row, content: 'x' }, fix)).rejects.toThrow(
    /^The fix must take every record, and failed on stream\/shard\/1\.0\.0: TypeError: no fields; nothing was sent: /,
  );
});
