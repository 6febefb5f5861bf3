export * from './engage.service.js';
export * from './import.service.js';
export * from './ingestion.module.js';
