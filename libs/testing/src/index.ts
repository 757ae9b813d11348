export * from './plans.js';
export * from './same-faces.js';
export * from './world.js';
