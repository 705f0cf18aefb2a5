import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { ConfigurationError } from '../../domain/errors.ts';
import { parseConfiguration, readConfiguration } from '../../lib/configuration.ts';

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
      /businessTimezone must be an IANA time zone .*"Mars\/Base"/,
    ],
    [{ loadIntervalSeconds: 0 }, /loadIntervalSeconds must be a whole number from 1 to 900, got 0/],
    [{ loadIntervalSeconds: '60' }, /loadIntervalSeconds must be a whole number .*, got "60"/],
    [{ batchHour: 24 }, /batchHour must be a whole number from 0 to 23, got 24/],
    [{ warehouse: { baseRpus: 12 } }, /warehouse\.baseRpus must be 4, or a multiple of 8 .*got 12/],
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
