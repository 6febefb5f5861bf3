export { answer } from './answer.js';
export { download } from './download.js';
export { known } from './known.js';
export { record } from './record.js';
export { recording } from './recording.js';
export { rights } from './rights.js';
export { words } from './words.js';
