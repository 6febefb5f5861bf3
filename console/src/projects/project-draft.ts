import type { PageLanguage } from '../texts/page-language';
import type { ProjectSettings } from './project-queries';

/** The settings of a project as they are typed: numbers as text, where nothing stands for the instance's own or for none. */
export interface ProjectDraft {
  readonly name: string;
  readonly timezone: string;
  readonly language: PageLanguage;
  /** A day a line. */
  readonly holidays: string;
  readonly graceHours: string;
  readonly deletionLimit: string;
  readonly approvalCount: string;
  readonly approvalPercent: string;
  readonly ccpaWindow: ProjectSettings['ccpaWindow'];
  readonly suppressAfterDeletion: boolean;
  readonly allowApiSecret: boolean;
  readonly allowSecretQuestions: boolean;
  readonly requiredReceipt: readonly ReceiptField[];
  readonly lookUpPlaces: boolean;
  /** A name a line. */
  readonly blockedProperties: string;
  readonly droppedValues: readonly SensitiveKind[];
  readonly hashIds: boolean;
  readonly optedOutByDefault: boolean;
  readonly globalPrivacyControl: ProjectSettings['globalPrivacyControl'];
  readonly publicOptIn: ProjectSettings['publicOptIn'];
  readonly optInEvent: string;
  readonly recordPercent: string;
  readonly replayDays: string;
}

export const RECEIPT_FIELDS = ['receivedAt', 'reference', 'channel', 'requester', 'verification'] as const;
export type ReceiptField = (typeof RECEIPT_FIELDS)[number];

export const SENSITIVE_KINDS = ['e-mail', 'card-number', 'social-security-number', 'password'] as const;
export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];

const HOUR = 3600;

export function draftOf(project: ProjectSettings): ProjectDraft {
  const { deletionGraceSeconds: grace, approvalShare: share } = project;
  return {
    name: project.name,
    timezone: project.timezone,
    language: project.language,
    holidays: project.holidays.join('\n'),
    graceHours: grace === null ? '' : String(rounded(grace / HOUR)),
    deletionLimit: textOf(project.deletionLimit),
    approvalCount: textOf(project.approvalCount),
    approvalPercent: share === null ? '' : String(rounded(share * 100)),
    ccpaWindow: project.ccpaWindow,
    suppressAfterDeletion: project.suppressAfterDeletion,
    allowApiSecret: project.allowApiSecret,
    allowSecretQuestions: project.allowSecretQuestions,
    requiredReceipt: project.requiredReceipt,
    lookUpPlaces: project.lookUpPlaces,
    blockedProperties: project.blockedProperties.join('\n'),
    droppedValues: project.droppedValues,
    hashIds: project.hashIds,
    optedOutByDefault: project.optedOutByDefault,
    globalPrivacyControl: project.globalPrivacyControl,
    publicOptIn: project.publicOptIn,
    optInEvent: project.optInEvent ?? '',
    recordPercent: String(project.recordSessions),
    replayDays: String(project.replayRetentionDays),
  };
}

/** What was changed, as the API takes it: what was left as it was stays exactly as it is. */
export function changesOf(project: ProjectSettings, draft: ProjectDraft) {
  const before = draftOf(project);
  const changed = (name: keyof ProjectDraft) => JSON.stringify(before[name]) !== JSON.stringify(draft[name]);
  const { name, timezone, language, ccpaWindow, suppressAfterDeletion, requiredReceipt } = draft;
  return {
    ...(changed('name') ? { name } : {}),
    ...(changed('timezone') ? { timezone } : {}),
    ...(changed('language') ? { language } : {}),
    ...(changed('holidays') ? { holidays: linesOf(draft.holidays) } : {}),
    ...(changed('graceHours') ? { deletionGraceSeconds: numberOf(draft.graceHours, HOUR, Math.round) } : {}),
    ...(changed('deletionLimit') ? { deletionLimit: numberOf(draft.deletionLimit) } : {}),
    ...(changed('approvalCount') ? { approvalCount: numberOf(draft.approvalCount) } : {}),
    ...(changed('approvalPercent') ? { approvalShare: numberOf(draft.approvalPercent, 0.01, toShare) } : {}),
    ...(changed('ccpaWindow') ? { ccpaWindow } : {}),
    ...(changed('suppressAfterDeletion') ? { suppressAfterDeletion } : {}),
    ...(changed('requiredReceipt') ? { requiredReceipt: [...requiredReceipt] } : {}),
    ...secretChanges(draft, changed),
    ...dataChangesOf(draft, changed),
    ...objectionChanges(draft, changed),
    ...recordingChanges(draft, changed),
  };
}

/** An empty field is as it was when the project was made. */
function recordingChanges(draft: ProjectDraft, changed: (name: keyof ProjectDraft) => boolean) {
  return {
    ...(changed('recordPercent') ? { recordSessions: numberOf(draft.recordPercent) ?? 0 } : {}),
    ...(changed('replayDays') ? { replayRetentionDays: numberOf(draft.replayDays) ?? 30 } : {}),
  };
}

function secretChanges(
  { allowApiSecret, allowSecretQuestions }: ProjectDraft,
  changed: (name: keyof ProjectDraft) => boolean,
) {
  return {
    ...(changed('allowApiSecret') ? { allowApiSecret } : {}),
    ...(changed('allowSecretQuestions') ? { allowSecretQuestions } : {}),
  };
}

function objectionChanges(draft: ProjectDraft, changed: (name: keyof ProjectDraft) => boolean) {
  const { optedOutByDefault, globalPrivacyControl, publicOptIn, optInEvent } = draft;
  return {
    ...(changed('optedOutByDefault') ? { optedOutByDefault } : {}),
    ...(changed('globalPrivacyControl') ? { globalPrivacyControl } : {}),
    ...(changed('publicOptIn') ? { publicOptIn } : {}),
    ...(changed('optInEvent') ? { optInEvent: optInEvent === '' ? null : optInEvent } : {}),
  };
}

/** What of the records that come in is kept. */
function dataChangesOf(draft: ProjectDraft, changed: (name: keyof ProjectDraft) => boolean) {
  const { lookUpPlaces, droppedValues, hashIds } = draft;
  return {
    ...(changed('lookUpPlaces') ? { lookUpPlaces } : {}),
    ...(changed('blockedProperties') ? { blockedProperties: namesOf(draft.blockedProperties) } : {}),
    ...(changed('droppedValues') ? { droppedValues: [...droppedValues] } : {}),
    ...(changed('hashIds') ? { hashIds } : {}),
  };
}

/** Names of properties may hold spaces and commas. */
function namesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function linesOf(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function numberOf(text: string, unit = 1, round: (value: number) => number = (value) => value): number | null {
  return text.trim() === '' ? null : round(Number(text) * unit);
}

function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}

/** Percents have two digits behind the point. */
function toShare(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** To two digits behind the point. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
