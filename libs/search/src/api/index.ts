export * from './search-api.module.js';
