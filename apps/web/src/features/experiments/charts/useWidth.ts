import { useElementSize } from '@mantine/hooks';
import type { RefCallback } from 'react';

/** The width that a drawing has, in whole pixels: it is redrawn for it, not scaled. Zero until it is known. */
export function useWidth(): { ref: RefCallback<HTMLElement | null>; width: number } {
  const { ref, width } = useElementSize();
  return { ref, width: Math.floor(width) };
}

/** About how wide a text is drawn, for leaving it the room: a figure is a little over half as wide as it is high. */
export const textWidth = (text: string, size: number): number => Math.ceil(text.length * size * 0.57);

/** Below this, labels stand above their row and ticks thin out. */
export const NARROW = 480;
