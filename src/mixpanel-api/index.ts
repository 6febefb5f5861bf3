// The wire of Mixpanel's privacy API, as its clients speak it.
export { MixpanelApiModule } from './mixpanel-api.module.js';
