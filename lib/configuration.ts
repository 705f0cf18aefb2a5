import type { Node } from 'constructs';
import * as z from 'zod';
import { ConfigurationError } from '../domain/errors.ts';
import { reconcileIntervalSeconds } from '../lambdas/event-source-settings.ts';

const wholeNumber = (min: number, max: number, otherwise: number) => {
  const rule = `must be a whole number from ${min} to ${max}`;
  return z.number(rule).int(rule).min(min, rule).max(max, rule).default(otherwise);
};

/** Not the short names: IST is India's to some, and Israel's to Redshift. Nor an offset, which a scheduler refuses. */
const isTimezone = (name: string): boolean => {
  if (name !== 'UTC' && !/^[A-Z]\w+\//.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const timezoneRule = 'must be UTC or an IANA time zone such as Asia/Kolkata';
const settingsRule = 'must be an object of settings';
const stageRule = 'must be 1 to 16 lower-case letters, digits or dashes and begin with a letter';
const rpuRule = 'must be 4, a multiple of 8 up to 512, or a multiple of 32 up to 1024';
const cidrRule = 'must be an IPv4 range such as 10.0.0.0/16';
const networkRule = 'must be an IPv4 range of 1024 to 65536 addresses, such as 10.40.0.0/20';
const secretRule = "must be the ARN of a Secrets Manager secret with the database's address";
const keyRule = 'must be the ARN of a KMS key';
const zonesRule = 'must name three different zones of one region, such as us-east-1a';
const emailRule = 'must be an e-mail address';
const principalRule = 'must be the ARN of a QuickSight user or group';
const budgetRule = 'must be a number of US dollars above 0';

/** What CloudWatch Logs offers: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
] as const;

/** The steps of a workgroup's base capacity: https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-capacity.html */
const isCapacity = (rpus: number): boolean =>
  rpus === 4 || (rpus >= 8 && rpus <= 1024 && rpus % (rpus <= 512 ? 8 : 32) === 0);

const rangesRule = 'must be how many ranges, such as {"employee": 8}';

const isZoneTriple = (zones: readonly unknown[]): boolean => {
  const names = new Set(zones.map(String));
  const regions = new Set([...names].map((name) => name.slice(0, -1)));
  const areNames = [...names].every((name) => /^[a-z-]+\d[a-z]$/.test(name));
  return areNames && zones.length === 3 && names.size === 3 && regions.size === 1;
};

const sourceDatabase = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('create') }),
    z.strictObject({
      kind: z.literal('existing'),
      /** Secret with host, port, username, password and dbname, as RDS writes it. */
      secretArn: z
        .string(secretRule)
        .regex(/^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:.+$/, secretRule),
      /** Key that the secret is encrypted with. @default AWS' own for secrets */
      keyArn: z
        .string(keyRule)
        .regex(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/.+$/, keyRule)
        .optional(),
      /** Addresses of the network that the database is in; a route to it is its owner's to make. */
      peerCidr: z.cidrv4(cidrRule),
    }),
  ],
  `must be {"kind": "create"} or {"kind": "existing", "secretArn": …, "peerCidr": …}`,
);

const settings = z.strictObject(
  {
    /** Part of the stack's name: several stages can live in one account. */
    stage: z
      .string(stageRule)
      .regex(/^[a-z][a-z0-9-]{0,15}$/, stageRule)
      .default('production'),
    /** Zone that the events' timestamps are in. */
    businessTimezone: z.string(timezoneRule).refine(isTimezone, timezoneRule).default('UTC'),
    /** Freshness against cost: each load keeps the warehouse awake. */
    loadIntervalSeconds: wholeNumber(1, 900, 60),
    /** How often what was counted apart is compared: the sooner a loss shows against the warehouse's sleep. */
    reconcileIntervalMinutes: wholeNumber(15, 1440, reconcileIntervalSeconds / 60),
    /** Hour of the business day at which the batch runs. */
    batchHour: wholeNumber(0, 23, 3),
    /** Large dimensions that are read in ranges of their keys, and in how many. @default none: one snapshot of all tables */
    keyRanges: z.strictObject({ employee: wholeNumber(2, 1000, 8) }, rangesRule).optional(),
    /** Quarantined records in five minutes from which on somebody is told. */
    quarantineAlarmRecords: wholeNumber(1, 1_000_000, 100),
    warehouse: z
      .strictObject(
        {
          /** Redshift processing units. */
          baseRpus: z.number(rpuRule).refine(isCapacity, rpuRule).default(8),
          /** RPU hours a day after which the warehouse stops answering until the next day, UTC. */
          maxRpuHoursPerDay: wholeNumber(1, 100_000, 240),
          /** How long a daily snapshot is kept. */
          snapshotDays: wholeNumber(1, 3653, 14),
        },
        settingsRule,
      )
      .prefault({}),
    retention: z
      .strictObject(
        {
          logDays: z
            .literal(logRetentionDays, `must be one of ${logRetentionDays.join(', ')}`)
            .default(90),
          /** Manifests of loads and what batch runs leave behind. */
          stagingDays: wholeNumber(7, 3653, 30),
          /** Age at which archive objects move to a cheaper class. */
          infrequentAccessAfterDays: wholeNumber(30, 3653, 90),
        },
        settingsRule,
      )
      .prefault({}),
    sourceDatabase: sourceDatabase.prefault({ kind: 'create' }),
    /** Addresses of the stack's own network; they must not overlap with a network that it is peered with. */
    networkCidr: z
      .cidrv4(networkRule)
      .refine((range) => /[/](1[6-9]|2[0-2])$/.test(range), networkRule)
      .default('10.40.0.0/20'),
    /** The zones to use. @default the first three of the region */
    availabilityZones: z
      .array(z.unknown(), zonesRule)
      .refine(isZoneTriple, zonesRule)
      .pipe(z.array(z.string()))
      .optional(),
    /** An instance through which Session Manager forwards psql and BI tools to the warehouse. */
    portForward: z.boolean('must be true or false').default(false),
    /** The QuickSight user or group who gets the dashboard. @default none: nothing of QuickSight is made */
    quicksightPrincipal: z
      .string(principalRule)
      .regex(/^arn:[\w-]+:quicksight:[\w-]+:\d{12}:(user|group)\/[^/]+\/.+$/, principalRule)
      .optional(),
    /** Who gets the alarms. @default nobody: the topic is there to subscribe to */
    alarmEmail: z.email(emailRule).optional(),
    /** Where a month's forecast exceeds it, the topic is told. @default no budget */
    monthlyBudgetUsd: z.number(budgetRule).positive(budgetRule).optional(),
  },
  settingsRule,
);

type Range = { readonly first: number; readonly last: number };

const rangeOf = (cidr: string): Range => {
  const [address = '', bits = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  const number = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const first = number - (number % size);
  return { first, last: first + size - 1 };
};

/** A network can't be peered with one that has addresses of its own. */
const isApart = ({ networkCidr, sourceDatabase: database }: z.infer<typeof settings>): boolean => {
  if (database.kind === 'create') return true;
  const [own, peer] = [rangeOf(networkCidr), rangeOf(database.peerCidr)];
  return own.last < peer.first || peer.last < own.first;
};

const schema = settings.refine(isApart, {
  path: ['sourceDatabase', 'peerCidr'],
  error: "must have no address of networkCidr, the stack's own network (10.40.0.0/20 by default)",
});

/** What a deployment can choose; docs/deploy.md describes each. */
export type Configuration = z.infer<typeof schema>;

/** The key in cdk.json's context. */
const contextKey = 'casepulse';

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );

const sentence = (input: unknown, issue: z.core.$ZodIssue): string => {
  const name = [contextKey, ...issue.path].join('.');
  if (issue.code === 'unrecognized_keys') return `${name} has no setting ${issue.keys.join(', ')}`;
  return `${name} ${issue.message}, got ${JSON.stringify(valueAt(input, issue.path)) ?? 'nothing'}`;
};

/**
 * The configuration out of a context value.
 * @throws ConfigurationError with every fault.
 */
export const parseConfiguration = (input: unknown): Configuration => {
  const result = schema.safeParse(input ?? {});
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => sentence(input, issue));
  throw new ConfigurationError(`In cdk.json ${faults.join('; ')}; see docs/deploy.md`);
};

/** The configuration of an app: `casepulse` in cdk.json's context, or `-c casepulse='{…}'`, as JSON. */
export const readConfiguration = (node: Node): Configuration => {
  const value: unknown = node.tryGetContext(contextKey);
  if (typeof value !== 'string') return parseConfiguration(value);
  try {
    return parseConfiguration(JSON.parse(value));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new ConfigurationError(
      `-c ${contextKey}=… must be a JSON object, got ${value}; see docs/deploy.md`,
      { cause },
    );
  }
};
