// How an export is carried out, and how its files are fetched.
export { Downloads } from './downloads.service.js';
export { ConcurrentErasures } from './concurrent-erasures.service.js';
export { ExportDestruction } from './export-destruction.service.js';
export { ExportRun } from './export-run.service.js';
export { ExportsApiModule, ExportsModule } from './exports.module.js';
