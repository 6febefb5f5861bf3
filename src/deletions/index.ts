// How a deletion is carried out: staged, swept, read back, ended.
export { DeletionsModule } from './deletions.module.js';
export { DeletionStaging } from './staging/deletion-staging.service.js';
export { FollowUps } from './staging/follow-ups.service.js';
export { HoldWatch } from './staging/hold-watch.service.js';
export { EarlierDuties } from './sweep/earlier-duties.service.js';
export { SweepHelp } from './sweep/sweep-help.service.js';
export { SweepParts } from './sweep/sweep-parts.service.js';
export { Sweep } from './sweep/sweep.service.js';
export { SweepsApiModule } from './sweeps-api.module.js';
export { assertWaitsFit, deletionWaits } from './waits-fit.js';
