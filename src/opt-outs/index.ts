// Who chose not to be collected, and who chose to be.
export { ChoiceIds } from './choice-ids.service.js';
export { type HeardOptIn, type HeardRules, HeardChoices } from './heard-choices.service.js';
export type { CheckAnswer, ChoicePage, ChoiceView, MadeAnswer, SearchAnswer } from './opt-outs.dto.js';
export { OptOutsApiModule, OptOutsModule } from './opt-outs.module.js';
export { StandingOptOuts } from './standing-opt-outs.service.js';
