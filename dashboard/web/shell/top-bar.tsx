import { type MouseEvent, useState } from 'react';
import { dashboard } from '../../definition/dashboard.ts';
import type { Page } from '../../definition/types.ts';
import { type Address, go, hrefOf, useAddress } from '../state/address.ts';
import { ConnectionStatus } from './connection-status.tsx';

type Theme = 'system' | 'light' | 'dark';
const themes: readonly Theme[] = ['system', 'light', 'dark'];
const symbols: Readonly<Record<Theme, string>> = { system: '◐', light: '○', dark: '●' };
const stored = 'casepulse-theme';

/** The theme that the reader chose last; the system's without one. */
export const storedTheme = (): Theme =>
  themes.find((theme) => theme === localStorage.getItem(stored)) ?? 'system';

/** Shows the page in a theme from now on. */
export const applyTheme = (theme: Theme): void => {
  document.documentElement.dataset['theme'] = theme;
  localStorage.setItem(stored, theme);
};

const PageLink = ({ page, address }: { readonly page: Page; readonly address: Address }) => {
  const next = { page, behind: null };
  const open = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(next);
  };
  return (
    <a
      href={hrefOf({ ...address, ...next })}
      aria-current={page.id === address.page.id ? 'page' : undefined}
      title={page.purpose}
      onClick={open}
    >
      {page.title}
    </a>
  );
};

/** Name, pages, freshness and theme. */
export const TopBar = () => {
  const address = useAddress();
  const [theme, setTheme] = useState(storedTheme);
  return (
    <header className="top">
      <a className="skip" href="#main">
        To the figures
      </a>
      <p className="brand">
        <img src="/icon.svg" alt="" width="26" height="26" /> {dashboard.title}
      </p>
      <nav aria-label="Pages">
        {dashboard.pages.map((page) => (
          <PageLink key={page.id} page={page} address={address} />
        ))}
      </nav>
      <ConnectionStatus />
      <button
        type="button"
        className="theme"
        title={`Theme: ${theme}`}
        onClick={() => {
          const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
          setTheme(next);
          applyTheme(next);
        }}
      >
        <span aria-hidden="true">{symbols[theme]}</span>
        <span className="hidden">Theme: {theme}; changes it</span>
      </button>
    </header>
  );
};
