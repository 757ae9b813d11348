import { Button, Popover, Textarea } from '@mantine/core';
import type { Editor } from '@tiptap/react';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';

import { formulaMarkup } from './formula';
import styles from './editor.module.css';

interface FormulaPopoverProps {
  readonly editor: Editor;
  /** Where the formula stood when it was opened; others may move it meanwhile. */
  readonly position: number;
  readonly onClose: () => void;
}

/** The source of one formula, and below it what comes of it. Ctrl Enter or Done keeps it, Esc leaves it as it was. */
export function FormulaPopover({ editor, position, onClose }: FormulaPopoverProps): ReactNode {
  const place = useFollowed(editor, position);
  const [node] = useState(() => editor.state.doc.nodeAt(position));
  const [latex, setLatex] = useState(() => String(node?.attrs['latex'] ?? ''));
  const [frame] = useState(() => frameOf(editor, position));
  if (node === null) return null;

  const leave = () => {
    onClose();
    editor.commands.focus();
  };
  const keep = () => {
    const at = place();
    const there = editor.state.doc.nodeAt(at);
    if (there?.type === node.type) {
      if (latex.trim() === '') editor.chain().deleteRange({ from: at, to: at + there.nodeSize }).run();
      else editor.chain().command(({ tr }) => Boolean(tr.setNodeMarkup(at, undefined, { latex: latex.trim() }))).run();
    }
    leave();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey || node.isInline)) return;
    event.preventDefault();
    keep();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keep();
  };

  return (
    <Popover opened onDismiss={leave} position="bottom-start" shadow="lg" width={380} trapFocus returnFocus={false}>
      <Popover.Target><span aria-hidden style={{ position: 'absolute', ...frame, pointerEvents: 'none' }} /></Popover.Target>
      <Popover.Dropdown>
        <form className={styles.formula} onSubmit={submit}>
          <Textarea label="Formula" description="In LaTeX, as between dollar signs" value={latex} onChange={(event) => { setLatex(event.currentTarget.value); }} onKeyDown={press} minRows={node.isInline ? 1 : 3} classNames={{ input: styles.source ?? '' }} spellCheck={false} data-autofocus />
          {/* KaTeX's own markup, in which nothing of the source stands as markup. */}
          <div className={styles.preview} dangerouslySetInnerHTML={{ __html: formulaMarkup(latex, !node.isInline) }} />
          <div><Button type="submit" size="xs">Done</Button></div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

/** A place in a text that others write in, too. */
function useFollowed(editor: Editor, position: number): () => number {
  const [followed] = useState(() => ({ place: editor.utils.createMappablePosition(position) }));
  useEffect(() => {
    const follow = ({ transaction }: { transaction: Parameters<typeof editor.utils.getUpdatedPosition>[1] }) => {
      followed.place = editor.utils.getUpdatedPosition(followed.place, transaction).position;
    };
    editor.on('transaction', follow);
    return () => { editor.off('transaction', follow); };
  }, [editor, followed]);
  return () => followed.place.position;
}

/** Where the formula is drawn, within the frame that the editor stands in. */
function frameOf(editor: Editor, position: number) {
  const drawn = editor.view.nodeDOM(position);
  const around = editor.view.dom.parentElement?.getBoundingClientRect();
  if (!(drawn instanceof Element) || around === undefined) return { top: 0, left: 0 };
  const { top, left, width, height } = drawn.getBoundingClientRect();
  return { top: top - around.top, left: left - around.left, width, height };
}
