export { loadMeeting } from './meeting.loaders.js';
export * from './meeting.types.js';
export * from './meetings-api.module.js';
