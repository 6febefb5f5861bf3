export { ActiveHolds, type Held } from './active-holds.service.js';
export { HeldDeletions } from './held-deletions.port.js';
export { HoldIds } from './hold-ids.service.js';
export type { HoldPage, HoldView, HoldViews } from './holds.dto.js';
export { HoldsApiModule, HoldsModule } from './holds.module.js';
