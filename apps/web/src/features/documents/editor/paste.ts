import { Extension, type JSONContent } from '@tiptap/core';
import { Fragment, Node, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';

import { looksLikeMarkdown, parseMarkdown } from './markdown';

/**
 * Plain text that was written as Markdown is pasted as what it means. With Shift, or into code, it stays as it is; undo
 * takes the whole of it back.
 */
export const MarkdownPaste = Extension.create({
  name: 'markdownPaste',
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          clipboardTextParser: (text, _context, asItIs) => (asItIs || !looksLikeMarkdown(text) ? passed : sliceOf(parseMarkdown(text))),
        },
      }),
    ];

    function sliceOf({ content = [] }: JSONContent): Slice {
      const nodes = content.map((node) => Node.fromJSON(editor.schema, node));
      // Open at both ends, so that a single paragraph continues the one it is pasted into.
      return Slice.maxOpen(Fragment.from(nodes));
    }
  },
});

/** ProseMirror asks the next one, and at last itself, when nothing is returned; its types do not say so. */
const passed = undefined as unknown as Slice;
