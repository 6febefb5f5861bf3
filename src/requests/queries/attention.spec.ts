import { attentionOf } from './attention.js';

const trouble = (collection: string, code: string) => ({
  collection,
  code,
  message: `${code}.`,
  sweep: null,
  again: true,
});
const codesOf = (...troubles: ReturnType<typeof trouble>[]) =>
  attentionOf({ attentionSince: new Date('2026-11-29T10:00:00Z'), troubles }, []).map(({ code }) => code);

describe('what a person should see to', () => {
  it('is what stands in the way, without what merely waits for a store beside it', () => {
    const refused = trouble('ledger', 'store-refused');
    expect(codesOf(refused, trouble('feed', 'older-snapshot'), trouble('events', 'mutation'))).toEqual([
      'store-refused',
    ]);
    expect(codesOf(refused, trouble('letters', 'unforeseen'))).toEqual(['store-refused', 'unforeseen']);
  });

  it('is a wait that has lasted too long, where there is nothing else', () => {
    expect(codesOf(trouble('feed', 'older-snapshot'))).toEqual(['older-snapshot']);
  });

  it('is nothing as long as nobody need look', () => {
    const troubles = [trouble('feed', 'older-snapshot')];
    expect(attentionOf({ attentionSince: null, troubles }, [])).toEqual([]);
  });
});
