// Whose events are refused.
export { SuppressionModule } from './suppression.module.js';
export { Suppression } from './suppression.service.js';
