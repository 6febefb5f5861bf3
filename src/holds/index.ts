// Who must not be erased for now, on which basis, until when.
export { ActiveHolds, type Held } from './active-holds.service.js';
export { HeldDeletions } from './held-deletions.port.js';
export { HeldProfiles } from './held-profiles.service.js';
export { HoldIds } from './hold-ids.service.js';
export type { HoldPage, HoldView, HoldViews } from './holds.dto.js';
export { HoldsApiModule, HoldsModule } from './holds.module.js';
export { spellingOf, spellingsOf } from './spelling.js';
