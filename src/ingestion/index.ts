// The ways in: events, profiles, identities.
export { IngestionModule } from './ingestion.module.js';
