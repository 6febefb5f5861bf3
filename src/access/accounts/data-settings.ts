import { blockedNameFault, MOST_BLOCKED_NAMES, SENSITIVE_KINDS, type SensitiveKind } from '../../minimization/index.js';
import { assertStorable, HabeasError } from '../../platform/index.js';

/** The settings of a project that say what of the records it is sent is kept. */
export interface DataSettings {
  readonly lookUpPlaces?: boolean;
  /** Names of properties, or the beginning of some with `*` behind it. */
  readonly blockedProperties?: readonly string[];
  readonly droppedValues?: readonly SensitiveKind[];
  /** Can be changed while nothing is held under any id. */
  readonly hashIds?: boolean;
}

/** @throws HabeasError 422 `setting-unfit` */
export function checkDataSettings({ blockedProperties = [], droppedValues = [] }: DataSettings): void {
  if (blockedProperties.length > MOST_BLOCKED_NAMES) {
    throw unfit(`A project has ${MOST_BLOCKED_NAMES} blocked properties at the most.`);
  }
  for (const [at, rule] of blockedProperties.entries()) {
    assertStorable('blockedProperties', rule);
    const fault = blockedNameFault(rule);
    if (fault !== null) throw unfit(`Number ${at + 1} of the blocked properties ${fault}.`);
  }
  if (!droppedValues.every((kind) => SENSITIVE_KINDS.includes(kind))) {
    throw unfit(`The kinds of values that can be dropped are ${SENSITIVE_KINDS.join(', ')}.`);
  }
}

function unfit(message: string): HabeasError {
  return new HabeasError('unprocessable', 'setting-unfit', message);
}
