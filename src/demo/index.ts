export { prepareFirstStart } from './first-start.js';
export type { Demo } from './demo-file.js';
export { loadSampleData, SAMPLE } from './sample-data.js';
