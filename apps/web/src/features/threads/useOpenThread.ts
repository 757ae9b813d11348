import { useLocation, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Which thread is open. It is in the address (`#thread=…`), so that a copied address opens the same. */
export function useOpenThread(): [open: string | null, setOpen: (thread: string | null) => void] {
  const router = useRouter();
  const open = useLocation({ select: ({ hash }) => new URLSearchParams(hash).get('thread') });
  const setOpen = useCallback((thread: string | null) => {
    const { pathname, searchStr } = router.state.location;
    const fragment = thread === null ? '' : `#thread=${encodeURIComponent(thread)}`;
    void router.navigate({ href: `${pathname}${searchStr}${fragment}`, replace: true, resetScroll: false, hashScrollIntoView: false });
  }, [router]);
  return [open, setOpen];
}
