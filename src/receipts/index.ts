export { canonicalJson } from './canonical-json.js';
export * from './completion-record.js';
export { isSignedBy, keyIdOf, RecordKey } from './record-key.js';
export { renderRecordPage } from './record-page.js';
export { ReceiptsModule } from './receipts.module.js';
export { readRecord, seal, type SealedRecord } from './sealed-record.js';
