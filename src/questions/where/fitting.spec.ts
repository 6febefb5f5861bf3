import { setImmediate as aTurn } from 'node:timers/promises';
import { holds } from './evaluate.js';
import { fittingAmong } from './fitting.js';
import { parseWhere } from './parser.js';

/** A time that no clock in Vienna showed, which takes longest to be found: some tens of milliseconds for each of whom it is asked. */
const NEVER = 'datetime("2026-03-29T02:30")';
const costly = parseWhere(Array.from({ length: 80 }, () => `${NEVER} > ${NEVER}`).join(' or '));
const asked = { property: () => undefined, now: new Date('2026-03-01'), timeZone: 'Europe/Vienna' };

describe('who fits a condition', () => {
  it('are those of whom it is true, in their order', async () => {
    expect(await fittingAmong([3, 1, 2], (number) => number > 1, aTurn)).toEqual([3, 2]);
  });

  it('is looked at by turns where that takes long, so that others are served in between', async () => {
    let turns = 0;
    const others = setInterval(() => (turns += 1), 1);
    await fittingAmong(Array.from({ length: 12 }), () => holds(costly, asked), aTurn);
    clearInterval(others);
    expect(turns).toBeGreaterThan(3);
  });

  it('ends with what a turn throws', async () => {
    const stopped = fittingAmong(
      Array.from({ length: 12 }),
      () => holds(costly, asked),
      async () => Promise.reject(new Error('stopping')),
    );
    await expect(stopped).rejects.toThrow('stopping');
  });
});
