import { answerMeasures, measures } from '../measures.ts';
import type { Page } from '../types.ts';

/** What customers answer. */
export const surveyPage: Page = {
  id: 'survey',
  title: 'Survey',
  purpose: 'What customers answer, question by question.',
  controls: { period: true, grain: true, filters: true, measure: false },
  visuals: [
    {
      id: 'questions',
      kind: 'stacked-bars',
      title: 'Answers by question',
      note: 'Shares of positive, neutral and negative answers.',
      view: 'kpi_question',
      time: null,
      category: { filter: null, key: 'question_id', label: 'label' },
      followsGrain: false,
      measures: [answerMeasures.positive, answerMeasures.neutral, answerMeasures.negative],
      asShares: true,
    },
    {
      id: 'nps',
      kind: 'line',
      title: 'Net promoter score',
      note: 'Percent of answers 9 and 10 to Q5 less percent of 1 to 6.',
      view: 'kpi_daily',
      time: 'period_start',
      followsGrain: true,
      measures: [measures.nps],
      fromZero: true,
    },
    {
      id: 'scores',
      kind: 'histogram',
      title: 'Distribution of the answers',
      note: 'How often each answer was given, by its class.',
      view: 'survey_score_distribution',
      panel: { filter: null, key: 'question_id', label: 'question_id' },
      values: ['score', 'choice'],
      measure: answerMeasures.answers,
      classColumn: 'response_class',
    },
    {
      id: 'csat-resolution',
      kind: 'scatter',
      title: 'CSAT against resolution time',
      note: 'A dot for each call centre; its size tells its surveys.',
      view: 'kpi_by_call_center',
      category: { filter: 'call_center', key: 'member_key', label: 'label' },
      x: measures.averageResolution,
      y: measures.csat,
      size: measures.surveys,
    },
  ],
};
