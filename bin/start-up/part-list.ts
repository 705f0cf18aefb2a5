import type { PartStatus } from '../../local/parts/supervised-part.ts';

/** Where people look: printed before everything else. Empty where there is no dashboard. */
export const dashboardLine = (parts: readonly PartStatus[]): string => {
  const address = parts.find(({ name }) => name === 'dashboard')?.address;
  return address ? `Dashboard: ${address}\n\n` : '';
};

/** The parts as lines: name, state, address, what else a person should know. */
export const partList = (parts: readonly PartStatus[]): string => {
  const width = Math.max(...parts.map(({ name }) => name.length));
  return parts
    .map(({ name, state, address, pid, restarts }) => {
      const again = restarts > 0 ? ` (restarts: ${restarts})` : '';
      const where = address ?? (pid === null ? '' : `process ${pid}`);
      return `${name.padEnd(width)}  ${(state + again).padEnd(8)}  ${where}`.trimEnd();
    })
    .join('\n');
};
