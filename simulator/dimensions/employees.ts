import type { Row } from '../../domain/table.ts';
import { dateText, daySeconds } from '../local-time.ts';
import { seededFaker, seededRandom } from '../random.ts';

const firstKey = 100_001;
/** People that report to one manager. */
const teamSize = 8;
const longestServiceDays = 25 * 365;

/** Key of the employee at a position, from 0. A smaller company has the first of a larger one's. */
export const employeeKey = (position: number): number => firstKey + position;

/** Lower-case ASCII letters of a name, for addresses. */
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

/** The manager of the first is nobody; all others form a tree of teams. */
const manager = (position: number): string | null =>
  position === 0 ? null : String(employeeKey(Math.floor((position - 1) / teamSize)));

/** @param nowSeconds the present, in local seconds: nobody is hired later. */
export function* employeeRows(count: number, seed: number, nowSeconds: number): Generator<Row> {
  const faker = seededFaker(seed, 'employees');
  const random = seededRandom(seed, 'employees');
  for (let position = 0; position < count; position += 1) {
    const female = random.uniform() < 0.5;
    const firstName = faker.person.firstName(female ? 'female' : 'male');
    const lastName = faker.person.lastName();
    // The key makes them unique.
    const ldap = `${plain(firstName).slice(0, 1)}${plain(lastName)}${employeeKey(position)}`;
    yield {
      emp_key: employeeKey(position),
      first_name: firstName,
      last_name: lastName,
      email: `${plain(firstName)}.${plain(lastName)}.${employeeKey(position)}@futurecart.example`,
      gender: female ? 'F' : 'M',
      ldap,
      hire_date: dateText(nowSeconds - random.integer(1, longestServiceDays) * daySeconds),
      manager: manager(position),
    };
  }
}
