import { usePlaceWithin } from '../../app/parameters';

/** Which thread is open. It is in the address (`#thread=…`), so that a copied address opens the same. */
export const useOpenThread = (): [open: string | null, setOpen: (thread: string | null) => void] => usePlaceWithin('thread');
