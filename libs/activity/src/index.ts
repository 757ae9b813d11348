export * from './activity.module.js';
export * from './feed/activity-feed.js';
export * from './feed/activity.entity.js';
export * from './feed/activity.policy.js';
export * from './needs-me/needs-me.js';
