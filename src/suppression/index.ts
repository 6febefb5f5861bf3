export * from './suppression.module.js';
export * from './suppression.service.js';
