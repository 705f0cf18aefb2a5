import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The long tests, whose subjects shorter ones touch too: `.ci/run` runs them (ALL_TESTS=1), and so does whoever
 * names one; `npm test` is to stay under five minutes on two cores.
 */
const longTests = [
  'local/redshift/test/durability.test.ts',
  'local/redshift/test/isolation.test.ts',
  'test/dashboard/browser/browser.test.ts',
  'test/e2e/kill-and-resume.test.ts',
  'test/e2e/supplied-servers.test.ts',
  'test/integration/batch/dimensions.test.ts',
  'test/integration/batch/facts.test.ts',
  'test/integration/batch/killed-runs.test.ts',
  'test/integration/kpis/access.test.ts',
  'test/integration/kpis/drill-down.test.ts',
  'test/integration/kpis/personal-data.test.ts',
  'test/integration/kpis/time-zone.test.ts',
  'test/integration/local/lost-database.test.ts',
  'test/integration/local/older-folder.test.ts',
  'test/integration/local/up.test.ts',
  'test/integration/speed/reconcile.test.ts',
  'test/integration/speed/recovery.test.ts',
  'test/integration/speed/redrive.test.ts',
  'test/integration/speed/replay.test.ts',
  'test/integration/speed/throttling.test.ts',
];
/** Those that take minutes in `.ci/run`, longest first: begun last, they would run alone while a core has nothing to do. */
const longest = [
  'test/faults/',
  'test/property/',
  'test/e2e/',
  'test/integration/local/up.test.ts',
  'test/integration/batch/',
  'test/integration/speed/',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((part) => moduleId.includes(part));
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/**
 * Tests of code that keeps nothing between them, so that files may share a process: without, each of the stack's loads the
 * CDK and the schemas of CloudFormation anew, 7 of its 8 seconds.
 */
const stateless = ['test/oracle/**/*.test.ts', 'test/stack/**/*.test.ts', 'test/unit/**/*.test.ts'];
const everything = ['test/**/*.test.ts', 'local/redshift/test/**/*.test.ts'];

/** `vitest run FILE` and `npm test -- FILE`. */
const isNamed = process.argv.slice(2).some((word) => word.includes('test/'));
const left = process.env['ALL_TESTS'] || isNamed ? [] : longTests;

/** Of both projects. */
const common = {
  // Real servers start inside the tests: generous for a loaded two-core machine, no test waits this long.
  testTimeout: 240_000,
  hookTimeout: 300_000,
};

export default defineConfig({
  test: {
    // One more than the cores that we count on: tests wait for servers, windows and time-outs.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...common,
          name: 'on its own',
          globalSetup: ['test/migrated-warehouse/make-template.ts'],
          include: everything,
          exclude: [...stateless, ...left],
        },
      },
      {
        test: { ...common, name: 'stateless', include: stateless, isolate: false },
      },
    ],
  },
});
