import { Extension } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { Plugin } from '@tiptap/pm/state';

const isFormula = (name: string): boolean => name === 'inlineMath' || name === 'blockMath';

/** A formula opens by a click, or by Enter when the caret has come to it. */
export const FormulaEditing = Extension.create<{ onEdit: (position: number) => void }>({
  name: 'formulaEditing',
  // Before the keys of paragraphs and lists, for which Enter is something else.
  priority: 1_001,
  addOptions: () => ({ onEdit: () => undefined }),
  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const { selection } = this.editor.state;
        if (!(selection instanceof NodeSelection) || !isFormula(selection.node.type.name)) return false;
        this.options.onEdit(selection.from);
        return true;
      },
    };
  },
  addProseMirrorPlugins() {
    const { editor, options } = this;
    return [
      new Plugin({
        props: {
          handleClickOn: (_view, _position, node, at) => {
            if (!editor.isEditable || !isFormula(node.type.name)) return false;
            options.onEdit(at);
            return true;
          },
        },
      }),
    ];
  },
});
