import { mayHandleRequests, type Role } from '../access/index.js';

/** What somebody may want to be told of. */
export const NOTICE_KINDS = [
  'finished',
  'finishedByOthers',
  'failed',
  'atRisk',
  'approval',
  'token',
  'sweep',
  'retention',
  'duty',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Events of a timeline that somebody is told of; the index of those not looked at yet names the same. */
export const NEWS = ['succeeded', 'failed', 'at-risk', 'missed', 'approval-needed', 'waiting-for-action'] as const;
export type News = (typeof NEWS)[number];

const KIND_OF: Readonly<Record<Exclude<News, 'succeeded'>, NoticeKind>> = {
  failed: 'failed',
  'waiting-for-action': 'failed',
  'at-risk': 'atRisk',
  missed: 'atRisk',
  'approval-needed': 'approval',
};

/** @param own whether it is about a request that they opened themselves */
export function kindOf(news: News, own: boolean): NoticeKind {
  if (news === 'succeeded') return own ? 'finished' : 'finishedByOthers';
  return KIND_OF[news];
}

/** What somebody is told of who chose nothing. That the requests of others have finished is a matter of many mails. */
export function standardKinds(role: Role | null): NoticeKind[] {
  if (role === null || !mayHandleRequests(role)) return ['finished', 'failed', 'token'];
  return NOTICE_KINDS.filter((kind) => kind !== 'finishedByOthers');
}

/** Whether somebody wants to be told. @param chosen null: they chose nothing */
export function wants(chosen: readonly string[] | null, role: Role | null, kind: NoticeKind): boolean {
  return (chosen ?? standardKinds(role)).includes(kind);
}

/** Days that are left of a token when its person is told. */
export const TOKEN_DAYS = [30, 7, 1] as const;
export type TokenDays = (typeof TOKEN_DAYS)[number];

const DAY = 86_400_000;

/** The last of the days that has come; null while more than all of them are left, and once it has ended. */
export function tokenDaysLeft(expiresAt: Date, now: Date): TokenDays | null {
  const left = expiresAt.getTime() - now.getTime();
  return left <= 0 ? null : (TOKEN_DAYS.findLast((days) => left <= days * DAY) ?? null);
}
