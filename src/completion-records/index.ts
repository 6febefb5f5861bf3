// The signed record of what a finished request did.
export { canonicalJson } from './canonical-json.js';
export { CompletionRecords } from './completion-record.service.js';
export { CompletionRecordsApiModule, CompletionRecordsModule } from './completion-records.module.js';
export type { CompletionRecord } from './record-format.js';
export { isSignedBy, keyIdOf, RecordKey, seal } from './sealed-record.js';
