/*
 * npm run bench                    every benchmark, at the company's size
 * npm run bench -- warehouse       those whose name begins so
 * npm run bench -- --full          the large sizes too
 * npm run bench -- --save NAME     into bench/results/NAME.json instead of latest.json
 */
import { styleText } from 'node:util';
import { Command } from 'commander';
import { benchmarks, benchmarksNamed } from './benchmarks.ts';
import { surroundings } from './runner/machine.ts';
import { resultTable } from './runner/report.ts';
import { keepResult } from './runner/results-file.ts';
import { runBenchmark } from './runner/run-benchmark.ts';

const command = new Command('npm run bench --')
  .description('Measures CasePulse beside what one would use instead, and beside the limit.')
  .argument(
    '[names...]',
    `what to run, by the beginning of its name: ${benchmarks.map(({ name }) => name).join(', ')}`,
  )
  .option('--full', 'the large sizes too, as long as it takes', false)
  .option('--save <name>', 'name of the file in bench/results', 'latest')
  .parse();
const { full: isFull, save } = command.opts<{ full: boolean; save: string }>();
const isProfile = process.env['BENCH_PROFILE'] !== undefined;

for (const benchmark of benchmarksNamed(command.args)) {
  console.log(`\n${styleText('bold', benchmark.name)}: ${benchmark.about}`);
  const before = surroundings();
  const rows = await runBenchmark(benchmark, { isFull, isProfile });
  console.log(resultTable(rows));
  if (isProfile) continue;
  const path = keepResult(save, benchmark.name, { surroundings: before, isFull, rows });
  console.log(`written to ${path}`);
}
// Clients of the SDK keep sockets and timers that nobody waits for any more.
process.exit(0);
