// What those who answer for an organization look at: who could do what, what was done, and what the data map covers.
export { OversightModule } from './oversight.module.js';
