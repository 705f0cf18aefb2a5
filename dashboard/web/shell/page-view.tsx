import { useEffect } from 'react';
import { dashboard } from '../../definition/dashboard.ts';
import type { Behind, Page } from '../../definition/types.ts';
import { useAddress } from '../state/address.ts';
import { BehindPanel } from './behind.tsx';
import { VisualCard } from './visual-card.tsx';

/** The rows behind the measure that the page shows. */
const behindOf = (page: Page, chosen: string | null): Behind => {
  const measures = page.visuals.flatMap((visual) =>
    'measures' in visual ? [...visual.measures] : [],
  );
  return measures.find(({ id }) => id === chosen)?.behind ?? 'received';
};

/** The visuals of the page that the address names. */
export const PageView = () => {
  const { page, measure, filters } = useAddress();
  useEffect(() => {
    document.title = `${page.title} · ${dashboard.title}`;
  }, [page]);
  const isChosen = Object.keys(filters).length > 0;
  return (
    <main id="main" className={`page page-${page.id}`} tabIndex={-1}>
      <h1 className="hidden">{page.title}</h1>
      {page.visuals.map((visual) => (
        <VisualCard key={visual.id} visual={visual} page={page} />
      ))}
      {page.controls.measure && isChosen && <BehindPanel of={behindOf(page, measure)} />}
    </main>
  );
};
