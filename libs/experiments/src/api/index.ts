export * from './comparison.types.js';
export * from './experiment.types.js';
export * from './experiments-api.module.js';
