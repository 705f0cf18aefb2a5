import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { caseLine, closedLine, surveyLine } from '../event-lines.ts';
import type { Layers } from '../speed-and-batch.ts';

/** What the stream brings while readers poll. */
const rounds = 8;
const casesPerRound = 15;
/** Cases that the history has, numbered from here on. */
const historyFrom = 100_000;
const historyCases = 20;

/** How many cases and surveys each view shows, in one statement and so of one moment. */
const everyView = [
  `SELECT 'fact_case' AS view_name, COUNT(*) AS cases, COUNT(DISTINCT case_no) AS again FROM care.fact_case`,
  `SELECT 'fact_survey', COUNT(DISTINCT survey_id), COUNT(*) FROM care.fact_survey`,
  ...['overview', 'hourly', 'daily', 'weekly', 'monthly', 'business_week'].map(
    (view) =>
      `SELECT 'kpi_${view}', SUM(cases_received), SUM(cases_open + received_and_closed) FROM care.kpi_${view}`,
  ),
  `SELECT 'kpi_priority_severity', SUM(cases_received), SUM(cases_received) FROM care.kpi_priority_severity`,
  ...['call_center', 'agent', 'channel', 'category', 'product_department', 'country'].map(
    (view) =>
      `SELECT 'kpi_by_${view}', SUM(cases_received), SUM(cases_open + received_and_closed) FROM care.kpi_by_${view}`,
  ),
  `SELECT 'surveys of kpi_daily', SUM(surveys), SUM(surveys) FROM care.kpi_daily`,
  `SELECT 'surveys of kpi_by_channel', SUM(surveys), SUM(surveys) FROM care.kpi_by_channel`,
  `SELECT 'Q1 of kpi_question', SUM(answers), SUM(answers) FROM care.kpi_question WHERE question_id = 'Q1'`,
].join('\nUNION ALL\n');

type Poll = {
  /** Cases that were loaded before the poll, and cases sent until it ended. */
  readonly atLeast: number;
  readonly atMost: number;
  readonly cases: readonly number[];
  readonly surveys: readonly number[];
};

/** On layers that nobody has used: what the views have stored is of the events of these tests alone. */
export const describePublishWhileRead = (started: () => Layers) =>
  describe('a reader', () => {
    let layers: Layers;
    beforeAll(() => {
      layers = started();
    });

    it('sees each case and survey once in every view, while the stream flows and runs publish', async () => {
      let sent = historyCases;
      let loaded = 0;
      let isFlowing = true;
      const polls: Poll[] = [];

      const stream = async () => {
        let position = 0;
        for (let round = 0; round < rounds; round++) {
          const numbers = Array.from(
            { length: casesPerRound },
            (_, i) => round * casesPerRound + i,
          );
          const lines = numbers.flatMap((number) => [
            caseLine(number),
            // Every second one is closed, one of three of those late, in the round after; copies are normal.
            ...(number % 2 === 0 && number % 3 !== 0 ? [closedLine(number), caseLine(number)] : []),
            ...(number >= casesPerRound && number % 6 === 0
              ? [closedLine(number - casesPerRound)]
              : []),
            surveyLine(number),
            surveyLine(number),
          ]);
          sent += casesPerRound;
          await layers.send(lines, position);
          position += lines.length;
          await layers.load();
          loaded += casesPerRound;
        }
        isFlowing = false;
      };
      const runs: string[] = [];
      /** Waits until a count changes, or the stream has ended. */
      const another = async (count: () => number): Promise<void> => {
        const before = count();
        while (isFlowing && count() === before) await sleep(20);
      };
      const batch = async () => {
        const history = Array.from({ length: historyCases }, (_, i) => caseLine(historyFrom + i));
        await layers.convert(await layers.history(history));
        do {
          const full = runs.length % 2 === 1;
          // Between the list of what a run covers and its publishing a load commits that is not on the list: the
          // first one after it may be.
          await layers.stepwise({ only: 'facts', full }, async (step) => {
            for (const _ of step === 'fold' ? ['on the list', 'not on it'] : []) {
              await another(() => loaded);
            }
            return true;
          });
          if (runs.length === 0) loaded += historyCases;
          runs.push(full ? 'full' : 'incremental');
          // The next run would heal what this one did wrong.
          await another(() => polls.length);
        } while (isFlowing || runs.length < 2);
      };
      const read = async () => {
        while (isFlowing || runs.length < 2) {
          const atLeast = loaded;
          const rows = await layers.warehouse.query(everyView);
          const of = (isWanted: (view: string) => boolean) =>
            rows
              .filter(({ view_name }) => isWanted(String(view_name)))
              .flatMap(({ cases, again }) => [Number(cases ?? 0), Number(again ?? 0)]);
          const isOfSurveys = (view: string) => /survey|Q1/.test(view);
          polls.push({
            atLeast,
            atMost: sent,
            cases: of((view) => !isOfSurveys(view)),
            surveys: of(isOfSurveys),
          });
        }
      };
      await Promise.all([stream(), batch(), read()]);

      for (const { atLeast, atMost, cases, surveys } of polls) {
        const [shown = -1] = cases;
        expect(cases).toEqual(cases.map(() => shown));
        expect(surveys).toEqual(surveys.map(() => surveys[0]));
        expect(shown).toBeGreaterThanOrEqual(atLeast);
        expect(shown).toBeLessThanOrEqual(atMost);
      }
      const shown = polls.map(({ cases }) => cases[0] ?? -1);
      expect(shown).toEqual([...shown].sort((a, b) => a - b));
      // Something was published between two looks, both ways.
      expect(new Set(shown).size).toBeGreaterThan(2);
      expect(runs).toEqual(expect.arrayContaining(['incremental', 'full']));
    });

    it('finds the same after a last run, incremental or from the whole archive', async () => {
      await layers.publish();
      const incremental = await layers.batchFacts();
      expect(incremental['batch.fact_case']).toHaveLength(rounds * casesPerRound + historyCases);
      await layers.publish({ full: true });
      expect(await layers.batchFacts()).toEqual(incremental);
    });
  });
