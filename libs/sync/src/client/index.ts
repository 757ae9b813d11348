export { CloseCode, isFinal } from '../close-codes.js';
export { Denied, Told } from '../wire.js';
export type { Memory } from './memory.js';
export * from './provider.js';
export type { SavingState } from './saving.js';
