import { RECEIPT_FIELDS } from '../../compliance/index.js';
import { SENSITIVE_KINDS } from '../../minimization/index.js';
import type { DataSettings } from '../settings/data-settings.js';
import type { DeadlineSettings } from '../settings/deadline-settings.js';

/** Settings as they are stored: of a list each entry once, in order. */
export function columnsOf<Settings extends DeadlineSettings & DataSettings>({
  requiredReceipt,
  holidays,
  blockedProperties,
  droppedValues,
  ...others
}: Settings) {
  return {
    ...others,
    ...(requiredReceipt && { requiredReceipt: RECEIPT_FIELDS.filter((field) => requiredReceipt.includes(field)) }),
    ...(holidays && { holidays: [...new Set(holidays)].sort() }),
    ...(blockedProperties && { blockedProperties: [...new Set(blockedProperties)].sort() }),
    ...(droppedValues && { droppedValues: SENSITIVE_KINDS.filter((kind) => droppedValues.includes(kind)) }),
  };
}
