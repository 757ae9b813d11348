export { loadDocument } from './document.resolver.js';
export * from './document.types.js';
export { loadProposal } from './proposal.loader.js';
export * from './proposal.types.js';
export * from './proposals-api.module.js';
