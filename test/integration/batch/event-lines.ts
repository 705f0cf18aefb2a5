/** Case events as producers write them, one JSON text each. */
export const caseLine = (number: number, values: Readonly<Record<string, string>> = {}): string =>
  JSON.stringify({
    case_no: String(number),
    create_timestamp: '2026-03-01 10:00:00',
    last_modified_timestamp: '2026-03-01 10:00:00',
    created_employee_key: '1',
    call_center_id: 'C-101',
    status: 'Open',
    category: 'CAT1',
    sub_category: 'SCAT1',
    communication_mode: 'Call',
    country_cd: 'IN',
    product_code: '1',
    ...values,
  });

export const closedLine = (number: number): string =>
  caseLine(number, { status: 'Closed', last_modified_timestamp: '2026-03-01 12:00:00' });

export const surveyLine = (number: number, values: Readonly<Record<string, string>> = {}): string =>
  JSON.stringify({
    survey_id: `S-${number}`,
    case_no: String(number),
    survey_timestamp: '2026-03-02 10:00:00',
    Q1: '9',
    Q2: 5,
    Q3: '6',
    Q4: 'Y',
    Q5: 8,
    ...values,
  });
