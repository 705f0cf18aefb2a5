import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { ConfigurationError } from '../../domain/errors.ts';
import { parseConfiguration, readConfiguration } from '../../lib/configuration.ts';

const existing = {
  kind: 'existing',
  secretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:mysql-AbCdEf',
};

const refusal = (settings: unknown): string => {
  try {
    parseConfiguration(settings);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return 'nothing refused';
};

describe('the configuration of a deployment', () => {
  it('has a default for everything', () => {
    expect(parseConfiguration(undefined)).toMatchObject({
      stage: 'production',
      businessTimezone: 'UTC',
      loadIntervalSeconds: 60,
      warehouse: { baseRpus: 8 },
      retention: { logDays: 90 },
      sourceDatabase: { kind: 'create' },
    });
  });

  it('takes what cdk.json brings', () => {
    expect(() => parseConfiguration(cdkJson.context.casepulse)).not.toThrow();
  });

  it.each([
    [{ stage: 'Production' }, /casepulse\.stage must be 1 to 16 lower-case .*, got "Production"/],
    [
      { businessTimezone: 'Mars/Base' },
      /businessTimezone must be UTC or an IANA time zone .*"Mars\/Base"/,
    ],
    [{ businessTimezone: 'IST' }, /businessTimezone must be UTC or an IANA time zone .*"IST"/],
    [{ businessTimezone: '+05:30' }, /businessTimezone must be UTC or an IANA time zone/],
    [{ loadIntervalSeconds: 0 }, /loadIntervalSeconds must be a whole number from 1 to 900, got 0/],
    [{ loadIntervalSeconds: '60' }, /loadIntervalSeconds must be a whole number .*, got "60"/],
    [{ batchHour: 24 }, /batchHour must be a whole number from 0 to 23, got 24/],
    [{ warehouse: { baseRpus: 12 } }, /warehouse\.baseRpus must be 4, a multiple of 8 .*got 12/],
    [
      { warehouse: { baseRpus: 520 } },
      /warehouse\.baseRpus .* a multiple of 32 up to 1024, got 520/,
    ],
    [
      { sourceDatabase: { ...existing, peerCidr: '10.0.0.0/16', keyArn: 'alias/mysql' } },
      /sourceDatabase\.keyArn must be the ARN of a KMS key, got "alias\/mysql"/,
    ],
    [{ retention: { logDays: 42 } }, /retention\.logDays must be one of 1, 3, .*, got 42/],
    [{ sourceDatabase: { kind: 'none' } }, /sourceDatabase\.kind must be \{"kind": "create"\} or/],
    [
      { sourceDatabase: { kind: 'existing', secretArn: 'mysql', peerCidr: '10.0.0.0/16' } },
      /sourceDatabase\.secretArn must be the ARN of a Secrets Manager secret .*got "mysql"/,
    ],
    [
      { availabilityZones: ['eu-west-1a', 'eu-west-1a', 'eu-west-1b'] },
      /availabilityZones must name three different zones/,
    ],
    [
      { quicksightPrincipal: 'care-leads' },
      /quicksightPrincipal must be the ARN of a QuickSight user or group, got "care-leads"/,
    ],
    [{ availabilityZones: [1, 2, 3] }, /availabilityZones must name three different zones .*1,2,3/],
    [{ networkCidr: '10.0.0.0/8' }, /networkCidr must be an IPv4 range of 1024 to 65536 addresses/],
    [
      { sourceDatabase: { ...existing, peerCidr: '999.0.0.0/40' } },
      /sourceDatabase\.peerCidr must be an IPv4 range .*"999\.0\.0\.0\/40"/,
    ],
    [
      { sourceDatabase: { ...existing, peerCidr: '10.40.15.128/25' } },
      /sourceDatabase\.peerCidr must have no address of networkCidr.*"10\.40\.15\.128\/25"/,
    ],
    [{ warehouse: 8 }, /casepulse\.warehouse must be an object of settings, got 8/],
    [{ retention: [] }, /casepulse\.retention must be an object of settings, got \[\]/],
    ['production', /casepulse must be an object of settings, got "production"/],
    [{ keyRanges: 8 }, /keyRanges must be how many ranges, such as .*, got 8/],
    [{ portForward: 'yes' }, /portForward must be true or false, got "yes"/],
    [{ quarantineAlarmRecords: 0 }, /quarantineAlarmRecords must be a whole number from 1/],
    [{ alarmEmail: 'me' }, /alarmEmail must be an e-mail address, got "me"/],
    [{ monthlyBudgetUsd: 0 }, /monthlyBudgetUsd must be a number of US dollars above 0, got 0/],
    [{ region: 'eu-west-1' }, /casepulse has no setting region/],
  ])('refuses %j in one sentence', (settings, sentence) => {
    const message = refusal(settings);
    expect(message).toMatch(sentence);
    expect(message).toMatch(/^In cdk\.json .*; see docs\/deploy\.md$/);
  });

  it('names every fault at once', () => {
    const message = refusal({ stage: '', batchHour: -1 });
    expect(message).toContain('casepulse.stage');
    expect(message).toContain('casepulse.batchHour');
  });

  it('can be given on the command line as JSON', () => {
    const app = new App({ context: { casepulse: '{"stage":"test"}' } });
    expect(readConfiguration(app.node).stage).toBe('test');
    const broken = new App({ context: { casepulse: 'stage=test' } });
    expect(() => readConfiguration(broken.node)).toThrow(/must be a JSON object, got stage=test/);
  });
});
