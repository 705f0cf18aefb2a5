import { filters, grains, periods } from './controls.ts';
import { breakdownsPage } from './pages/breakdowns.ts';
import { nowPage } from './pages/now.ts';
import { pipelinePage } from './pages/pipeline.ts';
import { surveyPage } from './pages/survey.ts';
import { trendsPage } from './pages/trends.ts';
import type { Dashboard } from './types.ts';

/** The one definition of the dashboard: the web page and the QuickSight analysis are both made from it. */
export const dashboard: Dashboard = {
  title: 'CasePulse',
  pages: [nowPage, trendsPage, breakdownsPage, surveyPage, pipelinePage],
  filters,
  grains,
  periods,
};
