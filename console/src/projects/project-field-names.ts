import type { MessageId } from '../texts/en/index';
import type { ProjectDraft } from './project-draft';

/** What the fields of a project's settings are called on the page. */
export const FIELD_NAMES: Readonly<Record<keyof ProjectDraft, MessageId>> = {
  name: 'projects.name',
  timezone: 'projects.timezone',
  language: 'projects.language',
  holidays: 'projects.holidays',
  graceHours: 'projects.grace',
  deletionLimit: 'projects.limit',
  approvalCount: 'projects.approvalCount',
  approvalPercent: 'projects.approvalShare',
  ccpaWindow: 'projects.ccpaWindow',
  suppressAfterDeletion: 'projects.suppress',
  allowApiSecret: 'projects.allowSecret',
  allowSecretQuestions: 'projects.secretQuestions',
  requiredReceipt: 'projects.receipt',
  lookUpPlaces: 'projects.places',
  blockedProperties: 'projects.blocked',
  droppedValues: 'projects.dropped',
  hashIds: 'projects.hashIds',
  optedOutByDefault: 'projects.optedOut',
  globalPrivacyControl: 'projects.gpc',
  publicOptIn: 'projects.publicOptIn',
  optInEvent: 'projects.optInEvent',
  recordPercent: 'projects.recordSessions',
  replayDays: 'projects.replayDays',
};
