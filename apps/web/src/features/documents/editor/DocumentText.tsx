import 'katex/dist/katex.min.css';

import { EditorContent } from '@tiptap/react';
import type { ReactNode } from 'react';

import { Avatar, Icon } from '../../../ui';
import { FormulaPopover } from './FormulaPopover';
import { SelectionMenu, TableMenu } from './SelectionMenu';
import { SuggestionList } from './SuggestionList';
import suggestions from './suggestion-list.module.css';
import styles from './text.module.css';
import type { DocumentEditor } from './useDocumentEditor';

interface DocumentTextProps {
  readonly of: DocumentEditor;
  /** Opens a thread on the selection; undefined for whoever may not. */
  readonly onComment: (() => void) | undefined;
}

/** The text, in the typography of reading, with what appears beside the caret and the selection. */
export function DocumentText({ of: { editor, people, commands, formula }, onComment }: DocumentTextProps): ReactNode {
  return (
    <div className={styles.text}>
      <EditorContent editor={editor} />
      <SelectionMenu editor={editor} onComment={onComment} />
      <TableMenu editor={editor} />
      {formula.position !== null && <FormulaPopover key={formula.position} editor={editor} position={formula.position} onClose={formula.close} />}
      <SuggestionList menu={people} label="People" keyOf={({ id }) => id}>
        {(person) => <><Avatar person={person} small named />{person.name}</>}
      </SuggestionList>
      <SuggestionList menu={commands} label="Commands" keyOf={({ name }) => name}>
        {({ icon, label, about, typed }) => (
          <>
            <Icon of={icon} small />
            {label}
            {about !== undefined && <span className={suggestions.aside}>{about}</span>}
            {typed !== undefined && <kbd>{typed}</kbd>}
          </>
        )}
      </SuggestionList>
    </div>
  );
}
