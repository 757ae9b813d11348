import { MemoryUpdateLog } from './memory-update-log.js';
import { updateLogContract } from './testing/update-log.contract.js';

updateLogContract(async () => new MemoryUpdateLog());
updateLogContract(async () => new MemoryUpdateLog({ keepFolded: false }));
