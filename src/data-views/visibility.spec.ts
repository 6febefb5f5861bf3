import { type Role, ROLES } from '../access/index.js';
import { PROPERTY_CLASSES, type PropertyClass } from '../subject-data/index.js';
import { FIRST_VIEW, isShown, type Viewer, type ViewRule } from './visibility.js';

const person = (role: Role | null): Viewer => ({ kind: 'person', role });
const token = (role: Role | null, ...ids: string[]): Viewer => ({ kind: 'oauth-token', role, ids });
const account = (id: string): Viewer => ({ kind: 'service-account', id });
const secret: Viewer = { kind: 'api-secret' };
const nobody: Viewer = { kind: 'nobody' };
const NAMING: ViewRule = { roles: ['owner'], serviceAccounts: ['a1'], oauthTokens: ['t1'], apiSecret: true };

describe('what somebody who looks is shown', () => {
  it.each<[string, Viewer, ViewRule, boolean]>([
    ['an owner', person('owner'), FIRST_VIEW, true],
    ['an admin', person('admin'), FIRST_VIEW, true],
    ['a member', person('member'), FIRST_VIEW, false],
    ['somebody without a role', person(null), FIRST_VIEW, false],
    ['a service account', account('a1'), FIRST_VIEW, false],
    ["an owner's token", token('owner', 't1'), FIRST_VIEW, false],
    ['the API secret', secret, FIRST_VIEW, false],
    ['nobody', nobody, FIRST_VIEW, false],
    ['an admin where owners alone are named', person('admin'), NAMING, false],
    ['a service account that is named', account('a1'), NAMING, true],
    ['another service account', account('a2'), NAMING, false],
    ["an owner's token that is named", token('owner', 't1'), NAMING, true],
    ['a token that took the place of one that is named', token('owner', 't2', 't1'), NAMING, true],
    ['another token', token('owner', 't3'), NAMING, false],
    ['a token that is named, of somebody who is not shown it', token('admin', 't1'), NAMING, false],
    ['a token that is named, of somebody who left', token(null, 't1'), NAMING, false],
    ['the API secret where it is named', secret, NAMING, true],
  ])('%s is shown what is sensitive, or is not', (_who, viewer, view, expected) => {
    expect(isShown('look', 'sensitive', viewer, view)).toBe(expected);
    expect([isShown('look', 'ordinary', viewer, view), isShown('look', 'withheld', viewer, view)]).toEqual([
      true,
      false,
    ]);
  });

  it('is what a role is named for, whichever roles those are', () => {
    for (const role of ROLES) {
      const view = { ...FIRST_VIEW, roles: [role] };
      expect(ROLES.filter((each) => isShown('look', 'sensitive', person(each), view))).toEqual([role]);
    }
  });
});

describe('the answer to a person', () => {
  it.each<[PropertyClass, boolean]>([
    ['ordinary', true],
    ['sensitive', true],
    ['withheld', false],
  ])('holds what is %s, or does not, whoever fetches it', (of, expected) => {
    const viewers = [person('owner'), person(null), account('x'), token('member', 'x'), secret, nobody];
    for (const viewer of viewers) expect(isShown('answer', of, viewer, FIRST_VIEW)).toBe(expected);
  });

  it('knows every class', () => {
    expect(PROPERTY_CLASSES).toEqual(['ordinary', 'sensitive', 'withheld']);
  });
});
