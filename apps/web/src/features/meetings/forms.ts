import { type KeyboardEvent, type RefObject, useCallback, useRef, useState } from 'react';

/** `Ctrl Enter` sends a form that stands in the page, `Esc` closes it; but an open list of choices is what Esc closes first. */
export const formKeys = (onClose: () => void) => (event: KeyboardEvent<HTMLFormElement>): void => {
  const isChoosing = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
  if (event.key === 'Escape' && !isChoosing) onClose();
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
};

interface InPlaceForm {
  readonly isOpen: boolean;
  readonly open: () => void;
  /** Gives the focus back to the button, once it stands there again. */
  readonly close: () => void;
  readonly button: RefObject<HTMLButtonElement | null>;
}

/** A form that stands where its button was, for as long as it is written. */
export function useInPlaceForm(): InPlaceForm {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const open = useCallback(() => { setOpen(true); }, []);
  const close = useCallback(() => {
    setOpen(false);
    requestAnimationFrame(() => { button.current?.focus(); });
  }, []);
  return { isOpen, open, close, button };
}
