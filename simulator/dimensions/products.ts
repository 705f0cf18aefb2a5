import type { Row } from '../../domain/table.ts';
import { seededFaker } from '../random.ts';

const firstKey = 1_000_001;
const brandCount = 600;

/** Key of the product at a position, from 0. A smaller shop has the first of a larger one's. */
export const productKey = (position: number): string => String(firstKey + position);

export function* productRows(count: number, seed: number): Generator<Row> {
  const faker = seededFaker(seed, 'products');
  const brands = Array.from({ length: brandCount }, () => faker.company.name());
  for (let position = 0; position < count; position += 1) {
    const commodity = faker.commerce.product();
    yield {
      product_id: productKey(position),
      department: faker.commerce.department(),
      brand: faker.helpers.arrayElement(brands),
      commodity_desc: commodity,
      sub_commodity_desc: `${faker.commerce.productAdjective()} ${faker.commerce.productMaterial()} ${commodity}`,
    };
  }
}
