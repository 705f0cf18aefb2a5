import type { Row } from '../../domain/table.ts';
import { seededFaker } from '../random.ts';

/** Where the call centres are, with the country's two-letter code as the source writes it. */
const locations: readonly (readonly [string, string])[] = [
  ['Bengaluru', 'in'],
  ['Hyderabad', 'in'],
  ['Pune', 'in'],
  ['Manila', 'ph'],
  ['Cebu City', 'ph'],
  ['Austin', 'us'],
  ['Phoenix', 'us'],
  ['Tampa', 'us'],
  ['Toronto', 'ca'],
  ['Guadalajara', 'mx'],
  ['San José', 'cr'],
  ['Bogotá', 'co'],
  ['São Paulo', 'br'],
  ['Buenos Aires', 'ar'],
  ['Dublin', 'ie'],
  ['Glasgow', 'gb'],
  ['Lisbon', 'pt'],
  ['Leipzig', 'de'],
  ['Kraków', 'pl'],
  ['Cluj-Napoca', 'ro'],
  ['Cairo', 'eg'],
  ['Casablanca', 'ma'],
  ['Cape Town', 'za'],
  ['Kuala Lumpur', 'my'],
  ['Melbourne', 'au'],
];

/** Keys of the 25 call centres: C-101 to C-125. */
export const callCenterKeys: readonly string[] = locations.map((_, i) => `C-${101 + i}`);

const vendorCount = 6;

export const callCenterRows = (seed: number): Row[] => {
  const faker = seededFaker(seed, 'call centres');
  const vendors = Array.from({ length: vendorCount }, () => faker.company.name().slice(0, 50));
  return locations.map(([location, country], i) => ({
    call_center_id: callCenterKeys[i] ?? '',
    call_center_vendor: faker.helpers.arrayElement(vendors),
    location,
    country,
  }));
};
