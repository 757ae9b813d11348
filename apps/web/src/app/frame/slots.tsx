import { createContext, type ReactNode, use } from 'react';
import { createPortal } from 'react-dom';

export type SlotName = 'saved' | 'presence' | 'action';

export type SlotElements = Partial<Record<SlotName, HTMLElement | null>>;

export const SlotsContext = createContext<SlotElements>({});

/**
 * What a page shows in the top bar, always in the same places: the saved indicator, who is here, and the one action of the
 * page. It stays a part of the page, so its context and its state are the page's.
 */
export function InTopBar({ saved, presence, action }: Partial<Record<SlotName, ReactNode>>): ReactNode {
  const slots = use(SlotsContext);
  return (
    <>
      {slots.saved != null && createPortal(saved, slots.saved)}
      {slots.presence != null && createPortal(presence, slots.presence)}
      {slots.action != null && createPortal(action, slots.action)}
    </>
  );
}
