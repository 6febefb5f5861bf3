// Who is told what by e-mail: what happened to requests, what is late, and what ends soon.
export { NoticesApiModule } from './notices-api.module.js';
export { NoticesModule } from './notices.module.js';
export { Notices } from './notices.service.js';
