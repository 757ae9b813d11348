import { MemoryBus } from './memory-bus.js';
import { busContract } from './testing/bus.contract.js';

busContract(async () => {
  const bus = new MemoryBus();
  return [bus.join(), bus.join()];
});
