import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

import { useParameter } from '../../app/parameters';

const PAUSE_MS = 250;

/**
 * The words of a search: what stands in the field at once, and in the address once the person pauses. When the address
 * changes otherwise (a cleared filter, a way back), the field follows it.
 */
export function useWords(): [words: string, write: (words: string) => void] {
  const [q, setQ] = useParameter('q');
  const [words, setWords] = useState(q ?? '');
  const sent = useRef(q);
  const send = useDebouncedCallback((text: string) => {
    sent.current = text.trim() === '' ? undefined : text.trim();
    setQ(sent.current);
  }, PAUSE_MS);
  useEffect(() => {
    if (q === sent.current) return;
    sent.current = q;
    setWords(q ?? '');
  }, [q]);
  return [words, (text) => { setWords(text); send(text); }];
}
