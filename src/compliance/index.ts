export * from './deadline.js';
export * from './regime.js';
export * from './scope.js';
export * from './window.js';
export * from './zone.js';
