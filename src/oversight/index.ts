// What those who answer for an organization look at: who could do what, what was done, what the data map covers, and the record of processing.
export { OversightModule } from './oversight.module.js';
