import { isCalendarDay, RECEIPT_FIELDS, waitsFitDeadlines, type ReceiptField } from '../../compliance/index.js';
import { settingUnfit } from './setting-unfit.js';

export const MOST_HOLIDAYS = 400;

/** The settings of a project that bear on deadlines and on the receipt of its requests. */
export interface DeadlineSettings {
  readonly deletionGraceSeconds?: number | null;
  /**
   * Fields that an order must carry. Clients of the wire have no words for them, so their orders are exempt: a project
   * that wants them everywhere gives its clients no credentials for the wire.
   */
  readonly requiredReceipt?: readonly ReceiptField[];
  /** Public holidays where the company sits, `YYYY-MM-DD`, for the requests opened from now on. */
  readonly holidays?: readonly string[];
}

/**
 * @param besideGrace waits of this instance's deletions, in milliseconds
 * @throws HabeasError 422 `setting-unfit`
 */
export function checkDeadlineSettings(settings: DeadlineSettings, besideGrace: readonly number[]): void {
  const { deletionGraceSeconds: grace, requiredReceipt = [], holidays = [] } = settings;
  if (typeof grace === 'number' && !waitsFitDeadlines([grace * 1000, ...besideGrace])) {
    throw settingUnfit(
      'grace-beside-waits',
      'This grace and the longest wait for a sweep add up to more than the shortest deadline less five days: shorten the grace, or sweep more often.',
    );
  }
  if (!requiredReceipt.every((field) => RECEIPT_FIELDS.includes(field))) {
    const fields = RECEIPT_FIELDS.join(', ');
    throw settingUnfit('receipt-fields', `The fields of a receipt that can be required are ${fields}.`, { fields });
  }
  if (holidays.length > MOST_HOLIDAYS) {
    const message = `A project has ${MOST_HOLIDAYS} holidays at the most.`;
    throw settingUnfit('too-many-holidays', message, { most: MOST_HOLIDAYS });
  }
  if (!holidays.every(isCalendarDay)) {
    throw settingUnfit('holiday', 'A holiday must be a day that exists, such as 2026-12-25.');
  }
}
