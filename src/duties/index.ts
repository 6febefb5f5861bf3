// What is still to be erased once law or a hold lets it.
export type { DutyPage, DutyView } from './duties.dto.js';
export { DutiesApiModule, DutiesModule } from './duties.module.js';
export { DUTY_KINDS, DUTY_STATES, type DutyKind, type DutyState } from './duty.js';
export { DutyBook, type HeldAtEnd, type KeptRows } from './duty-book.service.js';
export { DutyHolds } from './duty-holds.service.js';
export type { OwedPerson } from './duty-ids.service.js';
export { DutySettling, type EndedDeletion } from './duty-settling.service.js';
export { DutyWatch } from './duty-watch.service.js';
export { type Overdue, OverdueDuties } from './overdue-duties.service.js';
export { type OverdueEnding, OverdueEndings } from './overdue-endings.service.js';
export { openDuties } from './open-duties.js';
export { type RecordedDuty, recordedDuties } from './recorded-duties.js';
