import { firstPaid, readPlans } from './plans.js';
import { readConfig } from './config.js';

describe('the plans of an instance', () => {
  it('are a free one and a paid one where nothing is set', () => {
    expect(readConfig({}).values.PLANS).toEqual([
      { name: 'free', mostReplayDays: 30 },
      { name: 'paid', mostReplayDays: 366 },
    ]);
  });

  it('are those that the operator names, and a new project is on the first that is not free', () => {
    const plans = readPlans('free:7, growth:90, enterprise:366') ?? [];
    expect(plans.map(({ name, mostReplayDays }) => [name, mostReplayDays])).toEqual([
      ['free', 7],
      ['growth', 90],
      ['enterprise', 366],
    ]);
    expect(firstPaid(plans)).toBe('growth');
  });

  it.each([
    '',
    'free:30',
    'paid:30',
    'free:30,paid',
    'free:30,paid:0',
    'free:30,paid:367',
    'free:30,a:1,a:2',
    'free:30,Ä:9',
  ])('cannot be %j', (text) => {
    expect(readPlans(text)).toBeNull();
    expect(() => readConfig({ PLANS: text })).toThrow(/PLANS must be/);
  });
});
