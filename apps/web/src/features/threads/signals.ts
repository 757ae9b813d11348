import { Extension } from '@tiptap/core';
import { IconAlertTriangle, IconHelpCircle, IconMessage } from '@tabler/icons-react';

import type { BlockCommand } from '../documents/editor/blocks';
import { highlights, type MarkListener } from './highlights';
import type { OpenedKind } from './ThreadForm';

interface Heard extends MarkListener {
  /** `/concern` and its like, in the block that the caret is in. */
  readonly onBegin: (kind: OpenedKind) => void;
}

/**
 * What a text tells its threads. The editor is made with it, and the threads need the editor: so it exists first, and
 * whoever listens may come later and change.
 */
export class TextSignals {
  private listener: Heard | null = null;

  hear(listener: Heard): void {
    this.listener = listener;
  }

  /** Makes the editor show what threads are about. */
  readonly extension: Extension = Extension.create({
    name: 'threadMarks',
    addProseMirrorPlugins: () => [
      highlights({
        onMoved: (...told) => { this.listener?.onMoved(...told); },
        onOpen: (...told) => { this.listener?.onOpen(...told); },
      }),
    ],
  });

  /** What `/` offers for whoever may speak. */
  readonly commands: readonly BlockCommand[] = ([
    { name: 'comment', label: 'Comment', about: 'opens a thread here', icon: IconMessage },
    { name: 'question', label: 'Question', about: 'opens a thread here', icon: IconHelpCircle },
    { name: 'concern', label: 'Concern', about: 'opens a thread here', icon: IconAlertTriangle },
  ] as const).map((command) => ({
    ...command,
    run: (editor, range) => {
      editor.chain().focus().deleteRange(range).run();
      this.listener?.onBegin(command.name);
    },
  }));
}
