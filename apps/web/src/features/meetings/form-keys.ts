import type { KeyboardEvent } from 'react';

/** `Ctrl Enter` sends a form that stands in the page, `Esc` closes it; but an open list of choices is what Esc closes first. */
export const formKeys = (onClose: () => void) => (event: KeyboardEvent<HTMLFormElement>): void => {
  const isChoosing = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
  if (event.key === 'Escape' && !isChoosing) onClose();
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
};
