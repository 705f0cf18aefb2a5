import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BehindDialog } from './shell/behind.tsx';
import { FilterBar } from './shell/filter-bar.tsx';
import { PageView } from './shell/page-view.tsx';
import { applyTheme, storedTheme, TopBar } from './shell/top-bar.tsx';
import { startListening } from './state/live.ts';

applyTheme(storedTheme());
startListening();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <TopBar />
      <FilterBar />
      <PageView />
      <BehindDialog />
    </StrictMode>,
  );
}
