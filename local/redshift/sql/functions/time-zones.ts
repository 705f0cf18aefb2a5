import { type Json, makeString, stringLiteral } from '../parse/ast.ts';
import { notCovered } from '../sql-error.ts';

/** Hours east of UTC: an abbreviation is a fixed offset, whatever the season. https://docs.aws.amazon.com/redshift/latest/dg/CONVERT_TIMEZONE.html */
const ABBREVIATIONS: Readonly<Record<string, number>> = {
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 1,
  bst: 1,
  cet: 1,
  cest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  jst: 9,
  kst: 9,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  akst: -9,
  akdt: -8,
  hst: -10,
};

/** The zone of a fixed offset; its name counts westwards, as POSIX does. */
function fixedZone(hoursWest: number): string {
  return hoursWest === 0 ? 'UTC' : `Etc/GMT${hoursWest > 0 ? '+' : ''}${hoursWest}`;
}

/** A zone's name that the engine takes for the same: names stay, abbreviations and POSIX forms are fixed offsets. */
export function engineZone(node: Json): Json {
  const name = stringLiteral(node);
  if (name === undefined || /^Etc\//i.test(name)) return node;
  const hours = ABBREVIATIONS[name.toLowerCase()];
  if (hours !== undefined) return makeString(fixedZone(-hours));
  const [, sign, west, minutes] = /^[A-Za-z/_]{3,}\s*([+-])?(\d{1,2})(:\d{2})?$/.exec(name) ?? [];
  if (west === undefined) return node;
  if (minutes !== undefined && minutes !== ':00') throw notCovered(`the time zone '${name}'`);
  return makeString(fixedZone(sign === '-' ? -Number(west) : Number(west)));
}
