export { SeverityEnum } from './thread.types.js';
export * from './threads-api.module.js';
