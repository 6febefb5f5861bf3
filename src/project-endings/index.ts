// Projects that are deleted or emptied, brought back, and gone.
export { openProjectEndings } from './open-project-endings.js';
export { ProjectEndingsApiModule } from './project-endings.module.js';
export type { EndingRow, ProjectEndings } from './project-endings.service.js';
