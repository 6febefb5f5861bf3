// The ways in: events, profiles, identities.
export { FormErrorFilter } from './doors/form-error.filter.js';
export { ImportErrorFilter } from './doors/import-error.filter.js';
export { IngestionModule } from './ingestion.module.js';
