export * from './bus.contract.js';
export * from './eventually.js';
export * from './memory-network.js';
export * from './raw-client.js';
export * from './update-log.contract.js';
