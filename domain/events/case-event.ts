import { caseFields } from '../facts.ts';
import { type CaseVersion, caseVersionKey } from '../version-key.ts';
import type { Slots } from './event-fields.ts';
import {
  columnAndSlot,
  faultOfFuture,
  optionalText,
  requiredStatus,
  requiredText,
  requiredTimestamp,
} from './field-values.ts';
import { Fault } from './reasons.ts';
import type { RowPlace } from './row-place.ts';

/** A case event that can be used: its fields as the archive has them. */
type CaseEvent = CaseVersion & { readonly case_no: string; readonly version_key: string };

const field = <T>(name: string, reader: (column: (typeof caseFields)[number]) => T) => {
  const { column, slot } = columnAndSlot(caseFields, name);
  return { slot, read: reader(column) };
};

const caseNo = field('case_no', requiredText);
const created = field('create_timestamp', requiredTimestamp);
const modified = field('last_modified_timestamp', requiredTimestamp);
const employeeKey = field('created_employee_key', optionalText);
const callCenterId = field('call_center_id', optionalText);
const status = field('status', requiredStatus);
const category = field('category', optionalText);
const subCategory = field('sub_category', optionalText);
const mode = field('communication_mode', optionalText);
const country = field('country_cd', optionalText);
const product = field('product_code', optionalText);

/** A row of the archive; `place`: where the event came from. */
type CaseRow = CaseEvent & RowPlace;

/** The case event in `slots` as a row, or its first fault. `latest`: the latest timestamp that its arrival allows. */
export const readCase = (slots: Slots, latest: string, place: RowPlace): CaseRow | Fault => {
  const case_no = caseNo.read(slots[caseNo.slot]);
  if (case_no instanceof Fault) return case_no;
  const create_timestamp = created.read(slots[created.slot]);
  if (create_timestamp instanceof Fault) return create_timestamp;
  const last_modified_timestamp = modified.read(slots[modified.slot]);
  if (last_modified_timestamp instanceof Fault) return last_modified_timestamp;
  const statusValue = status.read(slots[status.slot]);
  if (statusValue instanceof Fault) return statusValue;
  const created_employee_key = employeeKey.read(slots[employeeKey.slot]);
  if (created_employee_key instanceof Fault) return created_employee_key;
  const call_center_id = callCenterId.read(slots[callCenterId.slot]);
  if (call_center_id instanceof Fault) return call_center_id;
  const categoryKey = category.read(slots[category.slot]);
  if (categoryKey instanceof Fault) return categoryKey;
  const sub_category = subCategory.read(slots[subCategory.slot]);
  if (sub_category instanceof Fault) return sub_category;
  const communication_mode = mode.read(slots[mode.slot]);
  if (communication_mode instanceof Fault) return communication_mode;
  const country_cd = country.read(slots[country.slot]);
  if (country_cd instanceof Fault) return country_cd;
  const product_code = product.read(slots[product.slot]);
  if (product_code instanceof Fault) return product_code;

  const early = faultOfFuture('create_timestamp', create_timestamp, latest);
  if (early !== null) return early;
  const late = faultOfFuture('last_modified_timestamp', last_modified_timestamp, latest);
  if (late !== null) return late;
  if (last_modified_timestamp < create_timestamp) {
    return new Fault(
      'modified_before_created',
      'last_modified_timestamp',
      `last_modified_timestamp must not be before create_timestamp ${create_timestamp}, got ${last_modified_timestamp}`,
    );
  }
  // Written out, each field once: copying one object into the next costs more than the rules.
  const row = {
    case_no,
    create_timestamp,
    last_modified_timestamp,
    created_employee_key,
    call_center_id,
    status: statusValue,
    category: categoryKey,
    sub_category,
    communication_mode,
    country_cd,
    product_code,
    source: place.source,
    shard_id: place.shard_id,
    sequence_number: place.sequence_number,
    sub_sequence_number: place.sub_sequence_number,
    element: place.element,
    arrived_at: place.arrived_at,
    version_key: '',
    archive_key: place.archive_key,
  };
  row.version_key = caseVersionKey(row);
  return row;
};
