export * from './submission.types.js';
export * from './submissions-api.module.js';
