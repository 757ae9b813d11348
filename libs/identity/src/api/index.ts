export * from './identity-api.module.js';
export { enumOf } from './identity.types.js';
export * from './person.type.js';
