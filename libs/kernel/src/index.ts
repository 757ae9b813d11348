export * from './clock.js';
export * from './errors.js';
export * from './ids.js';
export * from './page.js';
export * from './text.js';
export * from './zones.js';
