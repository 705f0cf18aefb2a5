import { currentCases } from './current-version.ts';
import { type Dimensions, oneOfEach } from './dimensions.ts';
import type { CaseVersion } from './events.ts';
import { hourSeconds, type LocalSeconds } from './local-time.ts';
import { type Priority, prioritiesOf } from './priorities.ts';

/** The dimension rows that a case leads to; null where its key is unknown. */
type Members = {
  readonly callCenter: Dimensions['call_center'][number] | null;
  /** Key of the employee, as text. */
  readonly agent: string | null;
  readonly category: Dimensions['case_category'][number] | null;
  readonly country: { readonly code: string; readonly name: string | null } | null;
  readonly product: Dimensions['product'][number] | null;
};

/** A current case with what it counts for at `now`. */
export type CaseFact = CaseVersion & {
  readonly members: Members;
  readonly priority: Priority | null;
  readonly closedAt: LocalSeconds | null;
  readonly slaDueAt: LocalSeconds | null;
  readonly isSlaMet: boolean;
  readonly isSlaBreached: boolean;
};

const memberFinder = (dimensions: Dimensions) => {
  const callCenters = oneOfEach(
    dimensions.call_center,
    (row) => row.call_center_id,
    (row) => [row.call_center_vendor, row.location, row.country],
  );
  const agents = new Set(dimensions.employee.map((row) => String(row.emp_key)));
  const categoryKey = (...keys: readonly string[]): string => JSON.stringify(keys);
  const categories = oneOfEach(
    dimensions.case_category,
    (row) => categoryKey(row.category_key, row.sub_category_key),
    (row) => [row.category_description, row.sub_category_description, row.priority],
  );
  const countries = oneOfEach(
    dimensions.case_country,
    (row) => row.alpha_2.toUpperCase(),
    (row) => [row.name, row.id],
  );
  const products = oneOfEach(
    dimensions.product,
    (row) => row.product_id,
    (row) => [row.department, row.brand, row.commodity_desc, row.sub_commodity_desc],
  );
  return (version: CaseVersion): Members => {
    const code = version.country?.toUpperCase() ?? '';
    const country = countries.get(code);
    return {
      callCenter: callCenters.get(version.callCenterId ?? '') ?? null,
      agent: agents.has(version.employeeKey ?? '') ? version.employeeKey : null,
      category:
        categories.get(categoryKey(version.category ?? '', version.subCategory ?? '')) ?? null,
      country: country ? { code, name: country.name } : null,
      product: products.get(version.product ?? '') ?? null,
    };
  };
};

/** The current cases with everything that the KPIs ask of a case. */
export const caseFactsOf = (
  versions: readonly CaseVersion[],
  dimensions: Dimensions,
  now: LocalSeconds,
): CaseFact[] => {
  const priorities = prioritiesOf(dimensions);
  const membersOf = memberFinder(dimensions);
  return currentCases(versions).map((version) => {
    const members = membersOf(version);
    const priority = priorities.get(members.category?.priority ?? '') ?? null;
    const closedAt = version.isClosed ? version.modifiedAt : null;
    const slaHours = priority?.slaHours ?? null;
    const slaDueAt = slaHours === null ? null : version.createdAt + slaHours * hourSeconds;
    return {
      ...version,
      members,
      priority,
      closedAt,
      slaDueAt,
      isSlaMet: slaDueAt !== null && closedAt !== null && closedAt <= slaDueAt,
      isSlaBreached: slaDueAt !== null && (closedAt ?? now) > slaDueAt,
    };
  });
};
