// The wire of Mixpanel's privacy API, as its clients speak it.
export { MixpanelErrorFilter } from './mixpanel-error.filter.js';
export { MixpanelApiModule } from './mixpanel-api.module.js';
