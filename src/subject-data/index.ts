// The data map, identities, and the stores that keep subject data.
export type { CoverageReport } from './coverage/coverage.service.js';
export { LIKENESSES, likenessOfKey } from './coverage/person-words.js';
export { likenessOfValues } from './coverage/person-values.js';
export { stands, wordsOf } from './coverage/name-words.js';
export { PropertySamples, type SampledProperty } from './coverage/property-samples.js';
export { isBuiltIn } from './data-map/built-in-collections.js';
export {
  type Collection,
  type CollectionWindow,
  definitionOf,
  type KeptUntil,
  type Policy,
  type PresumedWord,
} from './data-map/collection.js';
export { classified, CollectionClasses } from './data-map/collection-classes.js';
export {
  type ClassRule,
  ClassRules,
  isStricter,
  MOST_STEPS,
  type NamePath,
  PROPERTY_CLASSES,
  type PropertyClass,
  strictestOf,
} from './data-map/property-class.js';
export { endedPart, keepEnds, keptUntil, released, untilText, windowText } from './data-map/kept.js';
export { ClosureService } from './identity/closure.service.js';
export type { Filing } from './identity/filing.js';
export type { Closure } from './identity/identity-graph.js';
export {
  complaintAbout,
  idFault,
  DISTINCT_ID_CHARACTERS,
  type DistinctIds,
  namesSubject,
  readDistinctIds,
  TELLING_CHARACTERS,
} from './identity/distinct-ids.js';
export { AS_NAMED, type IdForm, IdForms, isHashedId } from './identity/id-forms.service.js';
export { SealedIds } from './identity/sealed-ids.js';
export { RememberedHmacs, SubjectHmac } from './identity/subject-hmac.js';
export { CoverageRuns } from './coverage-runs.service.js';
export { IdFormsModule } from './id-forms.module.js';
export { openCoverage } from './open-coverage.js';
export { openLinkReview, type OpenLinkReview } from './open-link-review.js';
export { type Ahead, spanOf } from './store/ahead.js';
export {
  type AgedBy,
  type DroppedPartition,
  type Expiry,
  type ExpiryOptions,
  ExpiryStore,
  type ExpiryWindow,
  type ExpiringMonth,
} from './store/expiry/expiry.port.js';
export { type CellLimits, cellLimits, TooLarge } from './store/cell-limits.js';
export { deviceForms, deviceKey, isDeviceId, isSameDevice, looksLikeDevice } from './store/device-ids.js';
export {
  type Door,
  type EventRecord,
  type IdentityLink,
  IngestStore,
  type LinkKind,
  type LinkReview,
  type LinkSelection,
  type MonthlyTable,
  type ProfileChange,
  type WriteLimit,
} from './store/ingest-store.port.js';
export { isTrusted, type LinkOrigin } from './store/link-trust.js';
export { type JsonMember, jsonMembers } from './store/json-members.js';
export { EventReader, type EventSelection } from './store/reading/event-reader.port.js';
export { type Scalar, searchTooSlow, type Wanted, wantedOf } from './store/reading/profile-search.js';
export {
  ALL_PROFILES,
  ProfileReader,
  type ProfileSelection,
  type StoredProfile,
} from './store/reading/profile-reader.port.js';
export { ProjectRows } from './store/project-rows/project-rows.port.js';
export { recordWriter, type Withholding, WITHHELD_JSON } from './store/record.js';
export { replaceMembers } from './store/json-replacement.js';
export { filedUnder, isRecordingId, type RecordingBatch, recordingIdOf } from './store/recordings.js';
export { type Scrubbed, Scrubbers } from './store/scrubber.port.js';
export { SubjectData } from './store/subject-data.service.js';
export {
  type DonePartition,
  type Erasure,
  type HeaderTally,
  type HideOptions,
  type RemovalOptions,
  type RemovalResult,
  type ReadBack,
  type StoredRow,
  type StoreView,
  type SubjectKey,
  SubjectStore,
  type Tally,
  type PartitionClaims,
} from './store/subject-store.port.js';
export { SubjectDataModule } from './subject-data.module.js';
