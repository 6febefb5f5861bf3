import {
  optedOutAmong,
  refusalOf,
  strongest,
  WHATEVER_COMES,
  type Standing,
  type SuppressionReason,
} from './admission.js';

const standing = (reasons: Record<string, SuppressionReason>, ...optedIn: string[]): Standing => ({
  reasons: new Map(Object.entries(reasons)),
  optedOut: new Set(Object.keys(reasons).filter((id) => reasons[id] === 'opt-out')),
  optedIn: new Set(optedIn),
});
const optedOutByDefault = { optedOutByDefault: true, dropsSignalled: false };
const dropsSignalled = { optedOutByDefault: false, dropsSignalled: true };

describe('whose data is taken in', () => {
  it('is whoever nothing stands against', () => {
    expect(refusalOf(['u', '$device:d'], standing({}), WHATEVER_COMES)).toBeNull();
    expect(refusalOf(['u', '$device:d'], standing({ other: 'opt-out' }), WHATEVER_COMES)).toBeNull();
  });

  it('is nobody one of whose ids is refused, for the reason they can do least about', () => {
    const known = standing({ u: 'opt-out', '$device:d': 'gpc', e: 'deletion' }, 'u');
    expect(refusalOf(['new', '$device:d'], known, WHATEVER_COMES)).toBe('gpc');
    expect(refusalOf(['u', '$device:d'], known, WHATEVER_COMES)).toBe('opt-out');
    expect(refusalOf(['u', 'e'], known, WHATEVER_COMES)).toBe('deletion');
    expect(strongest(['gpc', 'deleted', 'opt-out'])).toBe('deleted');
    expect(strongest([])).toBeNull();
  });

  it('is by default nobody before they opted in, and nobody’s data is nobody’s choice', () => {
    expect(refusalOf(['u', '$device:d'], standing({}), optedOutByDefault)).toBe('default');
    expect(refusalOf(['u', '$device:d'], standing({}, '$device:d'), optedOutByDefault)).toBeNull();
    expect(refusalOf(['u', '$device:d'], standing({}, 'u'), optedOutByDefault)).toBeNull();
    expect(refusalOf(['u', '$device:d'], standing({ u: 'opt-out' }, '$device:d'), optedOutByDefault)).toBe('opt-out');
    expect(refusalOf([], standing({}), optedOutByDefault)).toBeNull();
  });

  it('is with the signal no device that did not opt in itself', () => {
    expect(refusalOf(['u', '$device:d'], standing({}), dropsSignalled)).toBe('gpc');
    expect(refusalOf(['u', '$device:d'], standing({}, 'u'), dropsSignalled)).toBe('gpc');
    expect(refusalOf(['u', '$device:d'], standing({}, '$device:d'), dropsSignalled)).toBeNull();
    expect(refusalOf(['u'], standing({}, 'u'), dropsSignalled)).toBeNull();
    expect(refusalOf([], standing({}), dropsSignalled)).toBe('gpc');
  });

  it('is told by dropped records to the opt-outs of whoever they name, but for people who are erased and did not opt out', () => {
    const known = standing({ u: 'deleted', '$device:d': 'deletion', v: 'opt-out', e: 'deleted', w: 'gpc' });
    const both = { ...known, optedOut: new Set(['u', 'v']) };
    expect(optedOutAmong(['u', '$device:d', 'new'], both)).toEqual(['u']);
    expect(optedOutAmong(['u', 'v', 'w'], both)).toEqual(['u', 'v']);
    expect(optedOutAmong(['u', 'e'], both)).toEqual([]);
    expect(optedOutAmong(['$device:d', 'w'], both)).toEqual([]);
    expect(optedOutAmong(['u', 'v'], known)).toEqual([]);
  });
});
