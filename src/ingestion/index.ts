// The ways in: events, profiles, identities, recordings.
export { waysInCors } from './doors/cors.js';
export { FormErrorFilter } from './doors/form-error.filter.js';
export { ImportErrorFilter } from './doors/import-error.filter.js';
export { RecordErrorFilter } from './doors/record-error.filter.js';
export { IngestionModule } from './ingestion.module.js';
