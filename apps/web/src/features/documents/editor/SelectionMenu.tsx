import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core';
import {
  type Icon as TablerIcon, IconBlockquote, IconBold, IconCode, IconColumnInsertRight, IconColumnRemove, IconH1, IconH2, IconItalic, IconLink, IconList,
  IconListCheck, IconListNumbers, IconMath, IconMessagePlus, IconRowInsertBottom, IconRowRemove, IconStrikethrough, IconTableOff,
} from '@tabler/icons-react';
import { type Editor, useEditorState } from '@tiptap/react';
import { BubbleMenu } from '@tiptap/react/menus';
import { type FormEvent, type ReactNode, useState } from 'react';

import { Icon } from '../../../ui';
import styles from './editor.module.css';
import { isSafeLink } from './safe';

interface Format {
  readonly name: string;
  readonly label: string;
  readonly icon: TablerIcon;
  readonly run: (chain: ReturnType<Editor['chain']>) => ReturnType<Editor['chain']>;
  readonly active?: readonly [name: string, attributes?: Record<string, unknown>];
}

const inText: readonly Format[] = [
  { name: 'bold', label: 'Bold', icon: IconBold, run: (chain) => chain.toggleBold(), active: ['bold'] },
  { name: 'italic', label: 'Italic', icon: IconItalic, run: (chain) => chain.toggleItalic(), active: ['italic'] },
  { name: 'strike', label: 'Struck', icon: IconStrikethrough, run: (chain) => chain.toggleStrike(), active: ['strike'] },
  { name: 'code', label: 'Code', icon: IconCode, run: (chain) => chain.toggleCode(), active: ['code'] },
];

const ofBlocks: readonly Format[] = [
  { name: 'h1', label: 'Heading', icon: IconH1, run: (chain) => chain.toggleHeading({ level: 1 }), active: ['heading', { level: 1 }] },
  { name: 'h2', label: 'Heading, second level', icon: IconH2, run: (chain) => chain.toggleHeading({ level: 2 }), active: ['heading', { level: 2 }] },
  { name: 'list', label: 'List', icon: IconList, run: (chain) => chain.toggleBulletList(), active: ['bulletList'] },
  { name: 'numbers', label: 'Numbered list', icon: IconListNumbers, run: (chain) => chain.toggleOrderedList(), active: ['orderedList'] },
  { name: 'tasks', label: 'Task list', icon: IconListCheck, run: (chain) => chain.toggleTaskList(), active: ['taskList'] },
  { name: 'quote', label: 'Quote', icon: IconBlockquote, run: (chain) => chain.toggleBlockquote(), active: ['blockquote'] },
];

const ofTables: readonly Format[] = [
  { name: 'row', label: 'Row below', icon: IconRowInsertBottom, run: (chain) => chain.addRowAfter() },
  { name: 'column', label: 'Column to the right', icon: IconColumnInsertRight, run: (chain) => chain.addColumnAfter() },
  { name: 'row-away', label: 'Delete the row', icon: IconRowRemove, run: (chain) => chain.deleteRow() },
  { name: 'column-away', label: 'Delete the column', icon: IconColumnRemove, run: (chain) => chain.deleteColumn() },
  { name: 'table-away', label: 'Delete the table', icon: IconTableOff, run: (chain) => chain.deleteTable() },
];

/** What can be done with the words that are selected: it appears with the selection and goes with it. */
export function SelectionMenu({ editor, onComment }: { editor: Editor; onComment: (() => void) | undefined }): ReactNode {
  return (
    <BubbleMenu
      editor={editor}
      className={styles.menu ?? ''}
      role="toolbar"
      aria-label="The selected text"
      shouldShow={({ view, state, from, to }) => from < to && (editor.isEditable || onComment !== undefined) && view.hasFocus() && state.doc.textBetween(from, to, ' ').trim() !== ''}
      options={{ placement: 'top', offset: 8, shift: { padding: 8 } }}
    >
      {editor.isEditable && (
        <>
          <Formats editor={editor} formats={inText} />
          <LinkButton editor={editor} />
          <FormulaButton editor={editor} />
          <i />
          <Formats editor={editor} formats={ofBlocks} />
        </>
      )}
      {editor.isEditable && onComment !== undefined && <i />}
      {onComment !== undefined && (
        <Button size="xs" variant="subtle" leftSection={<Icon of={IconMessagePlus} small />} onClick={onComment} title="Ctrl Alt M">Comment</Button>
      )}
    </BubbleMenu>
  );
}

/** Rows and columns, while the caret is in a table. */
export function TableMenu({ editor }: { editor: Editor }): ReactNode {
  return (
    <BubbleMenu
      editor={editor}
      pluginKey="tableMenu"
      className={styles.menu ?? ''}
      role="toolbar"
      aria-label="The table"
      shouldShow={({ view, state }) => editor.isEditable && view.hasFocus() && state.selection.empty && editor.isActive('table')}
      getReferencedVirtualElement={() => tableOf(editor)}
      options={{ placement: 'top-end', offset: 6 }}
    >
      <Formats editor={editor} formats={ofTables} />
    </BubbleMenu>
  );
}

function tableOf(editor: Editor) {
  const { node } = editor.view.domAtPos(editor.state.selection.from);
  const table = (node instanceof Element ? node : node.parentElement)?.closest('table');
  return table === null || table === undefined ? null : { getBoundingClientRect: () => table.getBoundingClientRect() };
}

function Formats({ editor, formats }: { editor: Editor; formats: readonly Format[] }): ReactNode {
  const active = useEditorState({
    editor,
    selector: () => formats.map(({ active: mark }) => mark !== undefined && editor.isActive(...mark)),
  });
  return formats.map(({ name, label, icon, run }, index) => (
    <Tooltip key={name} label={label} openDelay={400}>
      <ActionIcon variant="subtle" size={28} aria-label={label} aria-pressed={active[index]} data-on={active[index] || undefined} onClick={() => { run(editor.chain().focus()).run(); }}>
        <Icon of={icon} small />
      </ActionIcon>
    </Tooltip>
  ));
}

function FormulaButton({ editor }: { editor: Editor }): ReactNode {
  const make = () => {
    const { from, to } = editor.state.selection;
    const latex = editor.state.doc.textBetween(from, to, ' ').trim();
    editor.chain().focus().insertContentAt({ from, to }, { type: 'inlineMath', attrs: { latex } }).run();
  };
  return (
    <Tooltip label="Formula" openDelay={400}>
      <ActionIcon variant="subtle" size={28} aria-label="Formula" onClick={make}><Icon of={IconMath} small /></ActionIcon>
    </Tooltip>
  );
}

/** A link on the selection; an empty address takes it away. */
function LinkButton({ editor }: { editor: Editor }): ReactNode {
  const [opened, setOpened] = useState(false);
  const [error, setError] = useState<string | undefined>(undefined);
  const present = useEditorState({ editor, selector: () => editor.getAttributes('link')['href'] as string | undefined });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const address = String(new FormData(event.currentTarget).get('address') ?? '').trim();
    if (!isSafeLink(address)) {
      setError('A link leads to the web, to a mail address or within this site.');
      return;
    }
    const chain = editor.chain().focus().extendMarkRange('link');
    (address === '' ? chain.unsetLink() : chain.setLink({ href: /^[^/#:]+\.[^/#:]+/.test(address) && !address.includes('@') ? `https://${address}` : address })).run();
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom" shadow="lg" trapFocus withinPortal={false}>
      <Popover.Target>
        <Tooltip label="Link" openDelay={400}>
          <ActionIcon variant="subtle" size={28} aria-label="Link" aria-expanded={opened} data-on={present === undefined ? undefined : true} onClick={() => { setError(undefined); setOpened(!opened); }}>
            <Icon of={IconLink} small />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={styles.link} onSubmit={submit}>
          <TextInput name="address" size="xs" label="Address" placeholder="https://" defaultValue={present ?? ''} error={error} data-autofocus />
          <Button type="submit" size="xs">{present === undefined ? 'Link' : 'Change'}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
