// The ways in: events, profiles, identities.
export { EngageErrorFilter } from './engage-error.filter.js';
export { ImportErrorFilter } from './import-error.filter.js';
export { IngestionModule } from './ingestion.module.js';
