import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** `Ctrl Enter` sends a form that stands in the page, `Esc` closes it; but an open list of choices is what Esc closes first. */
export const formKeys = (onClose: () => void) => (event: KeyboardEvent<HTMLFormElement>): void => {
  const isChoosing = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
  if (event.key === 'Escape' && !isChoosing) onClose();
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
};

/** Calls back once `written`, the form that is open, has given its place back to what stood there before. */
export function useGivenBack(written: string | null, giveFocus: (closed: string) => void): void {
  const last = useRef<string | null>(null);
  useEffect(() => {
    const closed = last.current;
    last.current = written;
    if (closed !== null && written === null) giveFocus(closed);
  });
}

interface InPlaceForm {
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
  /** Gets the focus back when the form closes. */
  readonly button: RefObject<HTMLButtonElement | null>;
}

/** A form that stands where its button was, for as long as it is written. */
export function useInPlaceForm(): InPlaceForm {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const open = useCallback(() => { setOpen(true); }, []);
  const close = useCallback(() => { setOpen(false); }, []);
  useGivenBack(isOpen ? 'form' : null, () => { button.current?.focus(); });
  return { isOpen, open, close, button };
}
