// Erased bytes off the disk.
export { FilesDropped } from './files-dropped.service.js';
export { ScrubPlan } from './scrub-plan.service.js';
export { ScrubTargets } from './scrub-targets.service.js';
export { ScrubModule } from './scrub.module.js';
export { Scrub } from './scrub.service.js';
