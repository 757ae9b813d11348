export * from './collaboration.module.js';
export * from './document-log.entities.js';
export type { DocumentEdited } from './edit-announcer.js';
export { LiveDocuments } from './live-documents.js';
export * from './room-kinds.js';
export type { DocumentRef } from './room-name.js';
