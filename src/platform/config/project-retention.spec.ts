import { readConfig } from './config.js';

const DAY = 86_400_000;

describe('PROJECT_RETENTION', () => {
  it.each(['60d', '75d', '90d'])('may be %s', (PROJECT_RETENTION) => {
    expect(readConfig({ PROJECT_RETENTION }).values.PROJECT_RETENTION).toBe(Number.parseInt(PROJECT_RETENTION) * DAY);
  });

  it.each(['59d', '91d', '0s', '1439h', '2161h'])(
    'may not be %s, since it is promised otherwise',
    (PROJECT_RETENTION) => {
      expect(() => readConfig({ PROJECT_RETENTION })).toThrow(/PROJECT_RETENTION must be from 60d to 90d/);
    },
  );

  it('is 90 days where nobody says otherwise', () => {
    expect(readConfig({}).values.PROJECT_RETENTION).toBe(90 * DAY);
  });
});
