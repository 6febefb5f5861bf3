// Whose events are refused.
export {
  type AdmissionRules,
  looksForOptIns,
  type Refused,
  refusalOf,
  type RefusalReason,
  type Standing,
  strongest,
  SUPPRESSION_REASONS,
  type SuppressionReason,
  WHATEVER_COMES,
} from './admission.js';
export { OpenDoor } from './open-door.service.js';
export { SuppressionModule } from './suppression.module.js';
export { type Admission, type LiftedId, Suppression } from './suppression.service.js';
