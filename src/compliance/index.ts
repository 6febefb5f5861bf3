export * from './deadline.js';
export * from './denial.js';
export * from './partial-deletion.js';
export * from './receipt.js';
export * from './regime.js';
export * from './scope.js';
export * from './window.js';
export * from './zone.js';
