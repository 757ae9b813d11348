export { SEARCH_KINDS, type SearchHit, type SearchKind } from './finders.js';
export * from './search.module.js';
export * from './search.service.js';
