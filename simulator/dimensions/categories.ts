import type { Row } from '../../domain/table.ts';

/** Categories with their sub-categories, each with the number of its priority. */
const catalogue: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
  [
    'Payment',
    [
      ['Charged twice', 2],
      ['Payment refused', 5],
      ['Fraud suspected', 1],
      ['Gift card not accepted', 12],
    ],
  ],
  [
    'Delivery',
    [
      ['Parcel late', 8],
      ['Parcel lost', 4],
      ['Parcel damaged', 7],
      ['Wrong address', 11],
      ['Delivery slot missed', 14],
    ],
  ],
  [
    'Product',
    [
      ['Unsafe product', 3],
      ['Defective on arrival', 6],
      ['Wrong item', 9],
      ['Item missing', 10],
      ['Quality below expectation', 17],
    ],
  ],
  [
    'Returns and refunds',
    [
      ['Refund not received', 8],
      ['Return refused', 13],
      ['Exchange delayed', 18],
    ],
  ],
  [
    'Account',
    [
      ['Account taken over', 1],
      ['Cannot sign in', 9],
      ['Loyalty points missing', 20],
      ['Personal data request', 16],
    ],
  ],
  [
    'Shop',
    [
      ['Staff conduct', 15],
      ['Opening hours', 23],
      ['Price differs from shelf', 19],
    ],
  ],
  [
    'General',
    [
      ['Question on a product', 21],
      ['Praise or suggestion', 25],
      ['Other', 24],
    ],
  ],
];

/** The 27 sub-categories, SCAT1 to SCAT27, each with a priority. */
export const categoryRows = (): Row[] => {
  const rows: Row[] = [];
  for (const [i, [category, subCategories]] of catalogue.entries()) {
    for (const [subCategory, priority] of subCategories) {
      rows.push({
        category_key: `CAT${i + 1}`,
        sub_category_key: `SCAT${rows.length + 1}`,
        category_description: category,
        sub_category_description: subCategory,
        priority: `P${priority}`,
      });
    }
  }
  return rows;
};
