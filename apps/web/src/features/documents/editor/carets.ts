import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';

import type { ColloquiumProvider } from '#libs/sync/client';

import type { PersonShown } from '../../../ui';

/** What the server says of whoever a caret belongs to; it may be missing for an instant. */
type CaretOwner = Partial<PersonShown>;

const ground = ({ colour = 0 }: CaretOwner): string => `var(--cq-presence-${colour % 8})`;

/** Everybody's caret with their initials, and what they have selected in a tint of their ground. */
export const namedCarets = (provider: ColloquiumProvider, me: PersonShown) =>
  CollaborationCaret.configure({
    provider,
    user: { ...me },
    render: (user: CaretOwner) => {
      const caret = document.createElement('span');
      caret.className = 'caret';
      caret.style.setProperty('--caret', ground(user));
      const name = document.createElement('i');
      name.textContent = user.initials ?? '';
      name.title = user.name ?? '';
      caret.append(name);
      return caret;
    },
    selectionRender: (user: CaretOwner) => ({ class: 'selected-by', style: `--caret: ${ground(user)}` }),
  });
