// Projects that are deleted or emptied, brought back, and gone.
export { EndingRecords } from './ending-records.service.js';
export { EndingWork } from './ending-work.service.js';
export { openProjectEndings } from './open-project-endings.js';
export { ProjectEndingsApiModule, ProjectEndingsModule } from './project-endings.module.js';
export type { EndingRow, ProjectEndings } from './project-endings.service.js';
