import type { Sheet } from '../state/csv.ts';
import { write } from '../state/format.ts';

/** The data of a chart, for who would rather read it. */
export const SheetTable = ({ title, sheet }: { readonly title: string; readonly sheet: Sheet }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
  <section className="scroll sheet" aria-label={`Data of ${title}`} tabIndex={0}>
    <table className="rows">
      <thead>
        <tr>
          {sheet.header.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sheet.rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
          <tr key={i}>
            {row.map((value, at) => (
              <td key={sheet.header[at]} className={typeof value === 'number' ? 'number' : ''}>
                {typeof value === 'number'
                  ? write(value, 'rating')
                  : write(value, /^\d{4}-\d\d-\d\d /.test(String(value)) ? 'moment' : 'text')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
