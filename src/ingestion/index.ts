// The ways in: events, profiles, identities.
export { waysInCors } from './doors/cors.js';
export { FormErrorFilter } from './doors/form-error.filter.js';
export { ImportErrorFilter } from './doors/import-error.filter.js';
export { IngestionModule } from './ingestion.module.js';
