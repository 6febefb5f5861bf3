import { outcomeOf } from './deletion-outcomes.service.js';

const erase = { kind: 'erase' } as const;
const anonymize = { kind: 'anonymize', columns: ['email'] } as const;
const keep = { kind: 'keep', basis: 'tax law', until: null } as const;
const nothing = { rowsFoundIn: [], ambiguous: false, erasedBefore: false };

describe('the outcome of a subject of a deletion', () => {
  it('is erased where rows were erased, and names the basis of what is kept beside them', () => {
    expect(outcomeOf({ ...nothing, rowsFoundIn: [erase, keep] })).toEqual({ outcome: 'erased', detail: 'tax law' });
  });

  it('is anonymized where rows stay without the named columns', () => {
    expect(outcomeOf({ ...nothing, rowsFoundIn: [anonymize] })).toEqual({
      outcome: 'anonymized',
      detail: null,
    });
  });

  it('is not erased where less than Data was deleted, since the records stay', () => {
    expect(outcomeOf({ ...nothing, rowsFoundIn: [erase], partial: true }).outcome).toBe('anonymized');
  });

  it('is erased where less than Data was deleted and no record could be cleared, so that none is left', () => {
    const partial = { ...nothing, partial: true, cleared: false };
    expect(outcomeOf({ ...partial, rowsFoundIn: [erase] }).outcome).toBe('erased');
    expect(outcomeOf({ ...partial, rowsFoundIn: [erase, anonymize] }).outcome).toBe('anonymized');
    expect(outcomeOf({ ...partial, rowsFoundIn: [erase], cleared: true }).outcome).toBe('anonymized');
  });

  it('is kept, with its basis, where nothing else was held', () => {
    expect(outcomeOf({ ...nothing, rowsFoundIn: [keep] })).toEqual({
      outcome: 'kept',
      detail: 'tax law',
    });
  });

  it('is ambiguous where only a shared id was asked for', () => {
    expect(outcomeOf({ ...nothing, ambiguous: true }).outcome).toBe('ambiguous');
  });

  it('is already_erased where an earlier deletion ended so and nothing came after', () => {
    expect(outcomeOf({ ...nothing, erasedBefore: true }).outcome).toBe('already_erased');
  });

  it('is erased again where data came after an earlier deletion', () => {
    expect(outcomeOf({ ...nothing, rowsFoundIn: [erase], erasedBefore: true }).outcome).toBe('erased');
  });

  it('says that new data has come since, whatever became of the old', () => {
    const newData = 'new data arrived after the watermark';
    expect(outcomeOf({ ...nothing, newData: true })).toEqual({ outcome: 'not_found', detail: newData });
    expect(outcomeOf({ ...nothing, rowsFoundIn: [erase, keep], newData: true })).toEqual({
      outcome: 'erased',
      detail: `tax law; ${newData}`,
    });
  });

  it('is not_found where nothing was held', () => {
    expect(outcomeOf(nothing).outcome).toBe('not_found');
  });
});
