import { HabeasError } from '../../../platform/index.js';
import type { ClickHouseEngine } from '../engine.js';
import { evaluate } from './cleared-row.js';

const failing = (code: string) => {
  const query = () => Promise.reject(new HabeasError('unavailable', code, 'as a server does'));
  return evaluate({ query } as unknown as ClickHouseEngine, new Map([['email', "''"]]), 'notEmpty(email)');
};

describe('a condition over a row that is cleared', () => {
  it.each(['store-refused', 'store-busy'])('cannot be told where the server says %s', async (code) => {
    expect(await failing(code)).toBeNull();
  });

  it('is no answer of a server that is silent', async () => {
    await expect(failing('store-unavailable')).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});
