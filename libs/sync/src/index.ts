export * from './batch.js';
export * from './bus.js';
export * from './close-codes.js';
export * from './compactor.js';
export * from './connection.js';
export * from './limits.js';
export * from './update-log.js';
