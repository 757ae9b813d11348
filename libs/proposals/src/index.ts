export * from './documents/document.entity.js';
export { documentPolicy, requireDocument } from './documents/document.policy.js';
export * from './proposal.entity.js';
export * from './proposal.policy.js';
export * from './stages.js';
export * from './visible-proposals.js';
