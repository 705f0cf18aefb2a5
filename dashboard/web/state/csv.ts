/** A table as it is shown or written to a file. */
export type Sheet = {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** A text that a spreadsheet would take for a formula is quoted: https://owasp.org/www-community/attacks/CSV_Injection */
const cell = (value: string | number | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** https://www.rfc-editor.org/rfc/rfc4180 */
const csvText = ({ header, rows }: Sheet): string =>
  [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** Gives the reader a file. */
export const saveCsv = (name: string, sheet: Sheet): void => {
  const url = URL.createObjectURL(new Blob([csvText(sheet)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `casepulse-${name}.csv`;
  link.click();
  URL.revokeObjectURL(url);
};
