// How an export is carried out, and how its files are fetched.
export { Downloads } from './downloads.service.js';
export { ErasedSince } from './erased-since.service.js';
export { ExportRun } from './export-run.service.js';
export { ExportsApiModule, ExportsModule } from './exports.module.js';
