import { isStillNews, type ReaderNow, type UnsentNotice } from './still-news.js';

const ACME = 'acme';
const request = {
  requestId: 'r',
  kind: 'deletion',
  regime: 'GDPR',
  dueAt: '',
  project: 'app',
  timeZone: 'UTC',
} as const;
const open = { own: false, hasEnded: false, isApproved: false };
const admin: ReaderNow = {
  isConfirmed: true,
  chosen: null,
  roles: new Map([[ACME, 'admin']]),
  tokens: new Set(['t']),
  requests: new Map([['r', open]]),
};
const near: UnsentNotice = {
  organizationId: ACME,
  kind: 'atRisk',
  tokenId: null,
  facts: { what: 'at-risk', ...request },
};
const approval: UnsentNotice = { ...near, kind: 'approval', facts: { what: 'approval-needed', ...request } };
const failed: UnsentNotice = { ...near, kind: 'failed', facts: { what: 'failed', ...request } };
const sweep: UnsentNotice = {
  ...near,
  kind: 'sweep',
  facts: { what: 'sweep', project: 'app', since: '', waiting: 1 },
};
const token: UnsentNotice = {
  organizationId: null,
  kind: 'token',
  tokenId: 't',
  facts: { what: 'token', prefix: 'habeas_gdpr_x', expiresAt: '', days: 7 },
};
const ALL = [near, approval, failed, sweep, token];

const news = (reader: Partial<ReaderNow>) => ALL.filter((notice) => isStillNews(notice, { ...admin, ...reader }));
const after = (change: Partial<typeof open>) => news({ requests: new Map([['r', { ...open, ...change }]]) });

describe('a notice that was not sent yet', () => {
  it('is told while nothing has changed', () => {
    expect(news({})).toEqual(ALL);
  });

  it('is not told to an address that is confirmed no more', () => {
    expect(news({ isConfirmed: false })).toEqual([]);
  });

  it('is not told to who left the organization; their token is their own', () => {
    expect(news({ roles: new Map() })).toEqual([token]);
    expect(news({ roles: new Map([['other', 'owner']]) })).toEqual([token]);
  });

  it('is not told to who may handle requests no more, unless they opened it', () => {
    const roles = new Map([[ACME, 'member' as const]]);
    expect(news({ roles })).toEqual([token]);
    expect(news({ roles, requests: new Map([['r', { ...open, own: true }]]) })).toEqual([failed, token]);
  });

  it('is not told to who wants none of the kind since', () => {
    expect(news({ chosen: [] })).toEqual([]);
    expect(news({ chosen: ['approval', 'token'] })).toEqual([approval, token]);
  });

  it('is not told where it is true no more', () => {
    expect(news({ tokens: new Set() })).toEqual([near, approval, failed, sweep]);
    expect(after({ isApproved: true })).toEqual([near, failed, sweep, token]);
    expect(after({ hasEnded: true })).toEqual([failed, sweep, token]);
  });
});
