import { mayHandleRequests, type Role } from '../access/index.js';
import type { NoticeFacts, RequestFacts } from './notice-facts.js';
import { wants, type NoticeKind } from './notice-kinds.js';

/** Who is about to be written to, as they stand at this moment. */
export interface ReaderNow {
  readonly isConfirmed: boolean;
  /** The kinds they chose; null: those that go with their role. */
  readonly chosen: readonly string[] | null;
  /** By organization. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Tokens of theirs that are neither revoked nor replaced. */
  readonly tokens: ReadonlySet<string>;
  readonly requests: ReadonlyMap<string, RequestNow>;
}

export interface RequestNow {
  /** Whether the reader opened it. */
  readonly own: boolean;
  readonly hasEnded: boolean;
  readonly isApproved: boolean;
}

export interface UnsentNotice {
  readonly organizationId: string | null;
  readonly kind: NoticeKind;
  readonly tokenId: string | null;
  readonly facts: NoticeFacts;
}

/** Whether a notice that was written down earlier is still true, still theirs to know, and still what they want to be told. */
export function isStillNews({ organizationId, kind, tokenId, facts }: UnsentNotice, reader: ReaderNow): boolean {
  if (!reader.isConfirmed) return false;
  // A token is the person's own, whatever their role.
  if (facts.what === 'token') return reader.tokens.has(tokenId ?? '') && wants(reader.chosen, null, kind);
  const role = reader.roles.get(organizationId ?? '');
  if (role === undefined || !wants(reader.chosen, role, kind)) return false;
  return 'requestId' in facts ? isNewsOf(facts, role, reader) : mayHandleRequests(role);
}

function isNewsOf({ what, requestId }: RequestFacts, role: Role, { requests }: ReaderNow): boolean {
  const request = requests.get(requestId);
  if (request === undefined || !(request.own || mayHandleRequests(role))) return false;
  if (what === 'approval-needed') return !request.hasEnded && !request.isApproved;
  return what === 'at-risk' || what === 'waiting-for-action' ? !request.hasEnded : true;
}
