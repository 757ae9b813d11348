export * from './meeting.types.js';
export * from './meetings-api.module.js';
