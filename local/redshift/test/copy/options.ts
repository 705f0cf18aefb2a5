const DATA_CONVERSION =
  'https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-conversion.html';
const DATA_FORMAT =
  'https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html';
const DATA_LOAD = 'https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-load.html';
const LOAD_ERRORS = 'https://docs.aws.amazon.com/redshift/latest/dg/r_Load_Error_Reference.html';

type Row = (string | number | boolean | null)[];

/** A file, a COPY of it, and what the documentation says comes of that. */
export interface CopyCase {
  name: string;
  page: string;
  columns: string;
  body: string | Buffer;
  options: string;
  /** In the order of the file; undefined where the COPY fails. */
  rows?: Row[];
  /** The load errors: line, column, value, code. */
  faults?: Row[];
}

const ID_AND_TEXT = 'id INT, s VARCHAR(40)';

export const COPY_CASES: readonly CopyCase[] = [
  {
    name: 'delimited by a pipe, \\N is null, an empty text is none',
    page: DATA_CONVERSION,
    columns: ID_AND_TEXT,
    body: '1|a\n\\N|\\N\n|\n',
    options: '',
    rows: [
      [1, 'a'],
      [null, null],
      [null, ''],
    ],
  },
  {
    name: 'DELIMITER by an octal number, NULL AS a text',
    page: DATA_FORMAT,
    columns: ID_AND_TEXT,
    body: '1\tnone\n2\tsome\n',
    options: "DELIMITER '\\011' NULL AS 'none'",
    rows: [
      [1, null],
      [2, 'some'],
    ],
  },
  {
    name: 'IGNOREHEADER leaves out the first lines',
    page: DATA_CONVERSION,
    columns: ID_AND_TEXT,
    body: 'some\nlines\n3|c\n',
    options: 'IGNOREHEADER 2',
    rows: [[3, 'c']],
  },
  {
    name: 'EMPTYASNULL makes an empty text null, BLANKSASNULL one of blanks',
    page: DATA_CONVERSION,
    columns: 'a VARCHAR(4), b VARCHAR(4), c VARCHAR(4)',
    body: '|   | x \n',
    options: 'EMPTYASNULL BLANKSASNULL',
    rows: [[null, null, ' x ']],
  },
  {
    name: 'TRIMBLANKS takes the blanks off the end',
    page: DATA_CONVERSION,
    columns: ID_AND_TEXT,
    body: '1| x  \n',
    options: 'TRIMBLANKS',
    rows: [[1, ' x']],
  },
  {
    name: 'TRUNCATECOLUMNS cuts a text to the bytes of its column',
    page: DATA_CONVERSION,
    columns: 's VARCHAR(5)',
    body: 'Zoë12\n',
    options: 'TRUNCATECOLUMNS',
    rows: [['Zoë1']],
  },
  {
    name: 'FILLRECORD fills the columns that a record lacks',
    page: DATA_CONVERSION,
    columns: 'a INT, b INT, c INT',
    body: '1|2|3\n4\n',
    options: 'FILLRECORD',
    rows: [
      [1, 2, 3],
      [4, null, null],
    ],
  },
  {
    name: 'the documentation’s example of decimals: 20.259 is cut to 20.25',
    page: DATA_CONVERSION,
    columns: 'd DECIMAL(8,2), w DECIMAL(8,0)',
    body: '20.259|1.9\n',
    options: '',
    rows: [['20.25', '1']],
  },
  {
    name: 'ROUNDEC rounds it to 20.26',
    page: DATA_CONVERSION,
    columns: 'd DECIMAL(8,2)',
    body: '20.259\n',
    options: 'ROUNDEC',
    rows: [['20.26']],
  },
  {
    name: 'ESCAPE takes the character behind a backslash as it is',
    page: DATA_CONVERSION,
    columns: ID_AND_TEXT,
    body: '1|The quick brown fox\\\njumped\n2|A\\\\B\\\\C\n3|A \\| B \\| C\n4|\\N\n5|\\012\n',
    options: 'ESCAPE',
    rows: [
      [1, 'The quick brown fox\njumped'],
      [2, 'A\\B\\C'],
      [3, 'A | B | C'],
      [4, null],
      [5, '012'],
    ],
  },
  {
    name: 'REMOVEQUOTES removes the quotation marks around a text, not one that ESCAPE keeps',
    page: DATA_CONVERSION,
    columns: ID_AND_TEXT,
    body: "1|'A Midsummer Night\\'s Dream'\n2|\"a|b\"\n3|plain\n",
    options: 'ESCAPE REMOVEQUOTES',
    rows: [
      [1, "A Midsummer Night's Dream"],
      [2, 'a|b'],
      [3, 'plain'],
    ],
  },
  {
    name: 'ACCEPTINVCHARS puts as many characters there as the invalid one has bytes',
    page: DATA_CONVERSION,
    columns: ID_AND_TEXT,
    body: Buffer.concat([Buffer.from('1|a'), Buffer.from([0xff, 0xfe]), Buffer.from('é\n')]),
    options: "ACCEPTINVCHARS AS '^'",
    rows: [[1, 'a^^é']],
  },
  {
    name: 'an invalid character is an error without it',
    page: LOAD_ERRORS,
    columns: ID_AND_TEXT,
    body: Buffer.concat([Buffer.from('1|a\n2|'), Buffer.from([0xff]), Buffer.from('\n')]),
    options: '',
    faults: [[2, null, null, 1220]],
  },
  {
    name: 'DATEFORMAT and TIMEFORMAT',
    page: DATA_CONVERSION,
    columns: 'd DATE, t TIMESTAMP',
    body: 'Jan-02-1999|02.03.2026 17:30\n',
    options: "DATEFORMAT 'MON-DD-YYYY' TIMEFORMAT 'DD.MM.YYYY HH:MI'",
    rows: [['1999-01-02', '2026-03-02 17:30:00']],
  },
  {
    name: "TIMEFORMAT 'epochsecs'",
    page: DATA_CONVERSION,
    columns: 't TIMESTAMP',
    body: '1700000000\n',
    options: "TIMEFORMAT AS 'epochsecs'",
    rows: [['2023-11-14 22:13:20']],
  },
  {
    name: "TIMEFORMAT 'epochmillisecs'",
    page: DATA_CONVERSION,
    columns: 't TIMESTAMP',
    body: '1700000000250\n',
    options: "TIMEFORMAT 'epochmillisecs'",
    rows: [['2023-11-14 22:13:20.25']],
  },
  {
    name: "TIMEFORMAT 'auto' knows several formats, one in each row",
    page: 'https://docs.aws.amazon.com/redshift/latest/dg/automatic-recognition.html',
    columns: 't TIMESTAMP',
    body: '2019-02-11T05:09:12.195Z\n19960108 040809\n1996.008\n1996-01-08 04:05:06.789\n',
    options: "TIMEFORMAT 'auto'",
    rows: [
      ['2019-02-11 05:09:12.195'],
      ['1996-01-08 04:08:09'],
      ['1996-01-08 00:00:00'],
      ['1996-01-08 04:05:06.789'],
    ],
  },
  {
    name: 'ACCEPTANYDATE makes a date in another format null',
    page: DATA_CONVERSION,
    columns: 'd DATE',
    body: '00/00/00 00:00:00\n2026-01-02\n',
    options: "ACCEPTANYDATE DATEFORMAT 'YYYY-MM-DD'",
    rows: [[null], ['2026-01-02']],
  },
  {
    name: 'CSV with quotes inside of quotes, a line break, and QUOTE',
    page: DATA_FORMAT,
    columns: ID_AND_TEXT,
    body: '1,%A %%quoted%% "word"\nof two lines%\n2,b\n',
    options: "CSV QUOTE AS '%'",
    rows: [
      [1, 'A %quoted% "word"\nof two lines'],
      [2, 'b'],
    ],
  },
  {
    name: 'the codes of what no column takes, and the place of each',
    page: LOAD_ERRORS,
    columns:
      'i INT, b BIGINT, s SMALLINT, d DATE, t TIMESTAMP, n DECIMAL(8,2), f FLOAT, o BOOLEAN, c CHAR(2) NOT NULL, v VARCHAR(2)',
    body: [
      '1|1|1|2026-01-01|2026-01-01 00:00:00|1.5|1.5|t|ab|cd',
      'x|1|1|2026-01-01|2026-01-01 00:00:00|1.5|1.5|t|ab|cd',
      '1.5|1|1|2026-01-01|2026-01-01 00:00:00|1.5|1.5|t|ab|cd',
      '1|1|70000|2026-01-01|2026-01-01 00:00:00|1.5|1.5|t|ab|cd',
      '1|1|1|2026-02-30|2026-01-01 00:00:00|1.5|1.5|t|ab|cd',
      '1|1|1|2026-01-01|noon|1.5|1.5|t|ab|cd',
      '1|1|1|2026-01-01|2026-01-01 00:00:00|1,5|1.5|t|ab|cd',
      '1|1|1|2026-01-01|2026-01-01 00:00:00|1.5|one|t|ab|cd',
      '1|1|1|2026-01-01|2026-01-01 00:00:00|1.5|1.5|maybe|ab|cd',
      '1|1|1|2026-01-01|2026-01-01 00:00:00|1.5|1.5|t|\\N|cd',
      '1|1|1|2026-01-01|2026-01-01 00:00:00|1.5|1.5|t|ab|cdé',
      '1|1|1|2026-01-01|2026-01-01 00:00:00|1.5|1.5|t|ab|cd|more',
      '1|1|1',
    ].join('\n'),
    options: 'MAXERROR 13',
    rows: [[1, 1, 1, '2026-01-01', '2026-01-01 00:00:00', '1.50', 1.5, true, 'ab', 'cd']],
    faults: [
      [2, 'i', 'x', 1207],
      [3, 'i', '1.5', 1207],
      [4, 's', '70000', 1222],
      [5, 'd', '2026-02-30', 1205],
      [6, 't', 'noon', 1206],
      [7, 'n', '1,5', 1209],
      [8, 'f', 'one', 1208],
      [9, 'o', 'maybe', 1210],
      [10, 'c', null, 1213],
      [11, 'v', 'cdé', 1204],
      [12, null, null, 1202],
      [13, null, null, 1214],
    ],
  },
  {
    name: 'MAXERROR leaves out fewer rows than it says',
    page: DATA_LOAD,
    columns: ID_AND_TEXT,
    body: '1|a\nx|b\n3|c\n',
    options: 'MAXERROR AS 2',
    rows: [
      [1, 'a'],
      [3, 'c'],
    ],
  },
  {
    name: 'MAXERROR ends the load at as many as it says',
    page: DATA_LOAD,
    columns: ID_AND_TEXT,
    body: '1|a\nx|b\ny|c\n',
    options: 'MAXERROR 2',
    faults: [
      [2, 'id', 'x', 1207],
      [3, 'id', 'y', 1207],
    ],
  },
  {
    name: 'NOLOAD loads nothing',
    page: DATA_LOAD,
    columns: ID_AND_TEXT,
    body: '1|a\n',
    options: 'NOLOAD',
    rows: [],
  },
  {
    name: 'NOLOAD finds what is wrong',
    page: DATA_LOAD,
    columns: ID_AND_TEXT,
    body: 'x|a\n',
    options: 'NOLOAD',
    faults: [[1, 'id', 'x', 1207]],
  },
  {
    name: 'COMPUPDATE, COMPROWS, STATUPDATE and REGION change nothing of the rows',
    page: DATA_LOAD,
    columns: ID_AND_TEXT,
    body: '1|a\n',
    options: "COMPUPDATE PRESET COMPROWS 1000 STATUPDATE OFF REGION 'us-east-1'",
    rows: [[1, 'a']],
  },
  {
    name: 'JSON over several lines, names in their case, what is missing is null',
    page: 'https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-json.html',
    columns: ID_AND_TEXT,
    body: '{\n  "id": 1,\n  "s": "two\\nlines"\n}\n{"ID": 2, "s": {"a": [1]}}',
    options: "JSON 'auto'",
    rows: [
      [1, 'two\nlines'],
      [null, '{"a":[1]}'],
    ],
  },
  {
    name: 'a JSON value of the wrong type, by the number of its object',
    page: LOAD_ERRORS,
    columns: ID_AND_TEXT,
    body: '{"id": 1}\n{"id": "one"}\n',
    options: "JSON 'auto ignorecase'",
    faults: [[2, 'id', 'one', 1207]],
  },
  {
    name: 'what is no JSON',
    page: LOAD_ERRORS,
    columns: ID_AND_TEXT,
    body: '{"id": 1}\n{"id": oops}\n',
    options: "JSON 'auto'",
    faults: [[2, null, null, 1224]],
  },
];
