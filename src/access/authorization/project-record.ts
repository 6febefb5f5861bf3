import type { Language, Prisma } from '../../platform/index.js';
import type { ProjectRecord } from './authorizer.port.js';

type ProjectRow = Prisma.ProjectGetPayload<object>;

/** A stored project without its secret. */
export function projectRecord(row: ProjectRow): ProjectRecord {
  return {
    id: row.id,
    organizationId: row.organizationId,
    name: row.name,
    token: row.token,
    timezone: row.timezone,
    language: row.language as Language,
    allowApiSecret: row.allowApiSecret,
    allowSecretQuestions: row.allowSecretQuestions,
    deletionGraceSeconds: row.deletionGraceSeconds,
    deletionLimit: row.deletionLimit,
    ccpaWindow: row.ccpaWindow as ProjectRecord['ccpaWindow'],
    suppressAfterDeletion: row.suppressAfterDeletion,
    requiredReceipt: row.requiredReceipt as ProjectRecord['requiredReceipt'],
    holidays: row.holidays,
    approvalCount: row.approvalCount,
    approvalShare: row.approvalShare,
    lookUpPlaces: row.lookUpPlaces,
    blockedProperties: row.blockedProperties,
    droppedValues: row.droppedValues as ProjectRecord['droppedValues'],
    hashIds: row.hashIds,
    optInEvent: row.optInEvent,
    publicOptIn: row.publicOptIn as ProjectRecord['publicOptIn'],
    optedOutByDefault: row.optedOutByDefault,
    globalPrivacyControl: row.globalPrivacyControl as ProjectRecord['globalPrivacyControl'],
    recordSessions: row.recordSessions,
    replayRetentionDays: row.replayRetentionDays,
  };
}

/** Whether a number can be a project's id at all (a positive 32-bit integer). */
export function isProjectId(id: number): boolean {
  return Number.isInteger(id) && id > 0 && id <= 0x7fffffff;
}

/** Whether a text can be a project's token at all: visible ASCII, no longer than any token ever was. */
export function isProjectToken(text: string): boolean {
  return /^[\x21-\x7e]{1,128}$/.test(text);
}
