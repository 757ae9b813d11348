import type { Editor, Range } from '@tiptap/core';
import {
  type Icon as TablerIcon, IconBlockquote, IconCode, IconH1, IconH2, IconH3, IconLineDashed, IconList, IconListCheck, IconListNumbers,
  IconMath, IconPhoto, IconTable, IconTypography,
} from '@tabler/icons-react';

/** Something that `/` puts into the text, or opens at this place of it. */
export interface BlockCommand {
  readonly name: string;
  readonly label: string;
  /** What it does, where the word alone does not say it. */
  readonly about?: string;
  readonly icon: TablerIcon;
  /** As it is written in Markdown: typing this does the same. */
  readonly typed?: string;
  /** `range` is the command as it was typed; it goes away. */
  readonly run: (editor: Editor, range: Range) => void;
}

const block = (name: string, label: string, icon: TablerIcon, typed: string | undefined, change: (chain: ReturnType<Editor['chain']>) => ReturnType<Editor['chain']>): BlockCommand => ({
  name, label, icon, ...(typed === undefined ? {} : { typed }),
  run: (editor, range) => { change(editor.chain().focus().deleteRange(range)).run(); },
});

export const blockCommands: readonly BlockCommand[] = [
  block('text', 'Text', IconTypography, undefined, (chain) => chain.setParagraph()),
  block('heading', 'Heading', IconH1, '#', (chain) => chain.setHeading({ level: 1 })),
  block('subheading', 'Heading, second level', IconH2, '##', (chain) => chain.setHeading({ level: 2 })),
  block('subsubheading', 'Heading, third level', IconH3, '###', (chain) => chain.setHeading({ level: 3 })),
  block('list', 'List', IconList, '-', (chain) => chain.toggleBulletList()),
  block('numbers', 'Numbered list', IconListNumbers, '1.', (chain) => chain.toggleOrderedList()),
  block('tasks', 'Task list', IconListCheck, '[ ]', (chain) => chain.toggleTaskList()),
  block('quote', 'Quote', IconBlockquote, '>', (chain) => chain.toggleBlockquote()),
  block('code', 'Code', IconCode, '```', (chain) => chain.toggleCodeBlock()),
  block('table', 'Table', IconTable, undefined, (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true })),
  block('rule', 'Rule', IconLineDashed, '---', (chain) => chain.setHorizontalRule()),
];

export const imageCommand = (choose: () => void): BlockCommand => ({
  name: 'image', label: 'Image', about: 'from this device', icon: IconPhoto,
  run: (editor, range) => {
    editor.chain().focus().deleteRange(range).run();
    choose();
  },
});

export const formulaCommand = (edit: (position: number) => void): BlockCommand => ({
  name: 'formula', label: 'Formula', icon: IconMath, typed: '$$',
  run: (editor, range) => {
    editor.chain().focus().deleteRange(range).run();
    const { $from } = editor.state.selection;
    // In place of the paragraph that held nothing but the command, else below it.
    const isAlone = $from.parent.content.size === 0;
    const at = isAlone ? $from.before() : $from.after();
    editor.chain().insertContentAt(isAlone ? { from: at, to: $from.after() } : at, { type: 'blockMath', attrs: { latex: '' } }).setNodeSelection(at).run();
    edit(at);
  },
});

/** Those whose name or label begins, in one of its words, with what was typed. */
export function matching(commands: readonly BlockCommand[], typed: string): BlockCommand[] {
  const sought = typed.toLowerCase();
  return commands.filter(({ name, label }) => [name, ...label.toLowerCase().split(/[ ,]+/)].some((word) => word.startsWith(sought)));
}
