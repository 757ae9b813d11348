import { useElementSize } from '@mantine/hooks';
import type { RefCallback } from 'react';

/** The width that a drawing has, in whole pixels: it is redrawn for it, not scaled. Zero until it is known. */
export function useWidth(): { ref: RefCallback<HTMLElement | null>; width: number } {
  const { ref, width } = useElementSize();
  return { ref, width: Math.floor(width) };
}

/** Below this, labels stand above their row and ticks thin out. */
export const NARROW = 480;
