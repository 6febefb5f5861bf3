// The ways in: events, profiles, identities.
export { EngageErrorFilter } from './doors/engage-error.filter.js';
export { ImportErrorFilter } from './doors/import-error.filter.js';
export { IngestionModule } from './ingestion.module.js';
