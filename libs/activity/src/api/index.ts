export * from './activity-api.module.js';
