import countries from 'i18n-iso-countries';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import type { Row } from '../../domain/table.ts';

countries.registerLocale(english);

/**
 * ISO 3166 codes that are no member state of the United Nations: territories, and a few states.
 * What remains are the 193 members (https://www.un.org/en/about-us/member-states), as many as the
 * source has.
 */
const noMemberStates = new Set(
  (
    'AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO ' +
    'MP MQ MS NC NF NU PF PM PN PR PS RE SH SJ SX TC TF TK TW UM VA VG VI WF XK YT'
  ).split(' '),
);

/** Upper-case two-letter codes, in order. */
export const countryCodes: readonly string[] = Object.keys(countries.getAlpha2Codes())
  .filter((code) => !noMemberStates.has(code))
  .sort();

export const countryRows = (): Row[] =>
  countryCodes.map((code, i) => ({
    id: i + 1,
    name: countries.getName(code, 'en') ?? code,
    alpha_2: code.toLowerCase(),
    alpha_3: (countries.alpha2ToAlpha3(code) ?? '').toLowerCase(),
  }));
