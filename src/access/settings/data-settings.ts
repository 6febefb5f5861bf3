import { blockedNameFault, MOST_BLOCKED_NAMES, SENSITIVE_KINDS, type SensitiveKind } from '../../minimization/index.js';
import { assertStorable } from '../../platform/index.js';
import { settingUnfit } from './setting-unfit.js';

/** The settings of a project that say what of the records it is sent is kept. */
export interface DataSettings {
  readonly lookUpPlaces?: boolean;
  /** Names of properties, or the beginning of some with `*` behind it. */
  readonly blockedProperties?: readonly string[];
  readonly droppedValues?: readonly SensitiveKind[];
  /** Can be changed while nothing is held under any id. */
  readonly hashIds?: boolean;
  /** Of a hundred sessions so many are recorded; at 0 no recording is kept, whoever sends one. */
  readonly recordSessions?: number;
  /** Days for which a recording is kept, counted from its arrival by what is set then. */
  readonly replayRetentionDays?: number;
}

export const MOST_REPLAY_DAYS = 366;

/** @throws HabeasError 422 `setting-unfit` */
export function checkDataSettings({ blockedProperties = [], droppedValues = [], ...recordings }: DataSettings): void {
  if (blockedProperties.length > MOST_BLOCKED_NAMES) {
    const message = `A project has ${MOST_BLOCKED_NAMES} blocked properties at the most.`;
    throw settingUnfit('too-many-blocked', message, { most: MOST_BLOCKED_NAMES });
  }
  for (const [at, rule] of blockedProperties.entries()) {
    assertStorable('blockedProperties', rule);
    const wrong = blockedNameFault(rule);
    if (wrong === null) continue;
    const { fault, words, ...about } = wrong;
    const message = `Number ${at + 1} of the blocked properties ${words}.`;
    throw settingUnfit(`blocked-${fault}`, message, { number: at + 1, ...about });
  }
  if (!droppedValues.every((kind) => SENSITIVE_KINDS.includes(kind))) {
    const kinds = SENSITIVE_KINDS.join(', ');
    throw settingUnfit('dropped-values', `The kinds of values that can be dropped are ${kinds}.`, { kinds });
  }
  checkRecordingSettings(recordings);
}

function checkRecordingSettings({ recordSessions: percent, replayRetentionDays: days }: DataSettings): void {
  if (percent !== undefined && !(percent >= 0 && percent <= 100)) {
    throw settingUnfit(
      'record-sessions',
      'The share of sessions that are recorded must lie between 0 and 100 percent.',
    );
  }
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= MOST_REPLAY_DAYS)) {
    const message = `Recordings are kept from 1 to ${MOST_REPLAY_DAYS} days.`;
    throw settingUnfit('replay-days', message, { most: MOST_REPLAY_DAYS });
  }
}
