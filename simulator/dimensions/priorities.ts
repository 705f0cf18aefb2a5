import type { Row } from '../../domain/table.ts';

/** Levels from the most to the least urgent; the source spells the last one so. */
const levels = ['Highest', 'High', 'Medium', 'Low', 'Loweset'];
const severities = ['Critical', 'High', 'Moderate', 'Minor', 'None'];
/** Hours by how far level and severity together are from the most urgent; beyond the last, none. */
const slaHours = [1, 2, 4, 8, 24, 48, 72];

/**
 * Every level with every severity, P1 to P25, from the most urgent down: P1 is Highest and
 * Critical, P8 Medium and High with an SLA of 8 hours, P24 has none.
 */
export const priorityRows = (): Row[] => {
  const rows: Row[] = [];
  for (let distance = 0; distance <= levels.length + severities.length - 2; distance += 1) {
    for (const [i, severity] of severities.entries()) {
      const level = levels[distance - i];
      if (level === undefined) continue;
      rows.push({
        priority_key: `P${rows.length + 1}`,
        priority: level,
        severity,
        sla: String(slaHours[distance] ?? 'NA'),
      });
    }
  }
  return rows;
};
