import { useApolloClient } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { Extension } from '@tiptap/core';
import { Placeholder } from '@tiptap/extensions';
import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import { Suggestion } from '@tiptap/suggestion';
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';

import { Avatar, type PersonShown, reasonOf } from '../../ui';
import { parseMarkdown, toMarkdown } from '../documents/editor/markdown';
import { mentionSuggestion } from '../documents/editor/mentions';
import { MarkdownPaste } from '../documents/editor/paste';
import { commentExtensions } from '../documents/editor/schema';
import { SuggestionList } from '../documents/editor/SuggestionList';
import { SuggestionMenu } from '../documents/editor/suggestion-menu';
import rich from './rich-text.module.css';
import styles from './threads.module.css';

interface CommentEditorProps {
  readonly label: string;
  readonly placeholder: string;
  /** What the button says: "Reply", "Comment", "Save". */
  readonly action: string;
  readonly onSend: (body: string) => Promise<unknown>;
  readonly onCancel?: () => void;
  readonly initial?: string;
  /** Under which name what is typed is kept until it is sent, when the card closes meanwhile. */
  readonly draft?: string;
  readonly autoFocus?: boolean;
  /** The one filled button of the card. */
  readonly primary?: boolean;
}

/** What was typed and not sent, by draft: closing a card is not discarding. */
const unsent = new Map<string, string>();

/** Of nothing, Markdown makes no paragraph to write in; the editor does. */
const contentOf = (markdown: string) => (markdown === '' ? '' : parseMarkdown(markdown));

/** Talk, written as in a document: Markdown as one types, mentions, mathematics. Ctrl Enter sends it. */
export function CommentEditor({ label, placeholder, action, onSend, onCancel, initial = '', draft, autoFocus = false, primary = false }: CommentEditorProps): ReactNode {
  const client = useApolloClient();
  const people = useMemo(() => new SuggestionMenu<PersonShown>(), []);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const editor = useEditor({
    injectCSS: false,
    autofocus: autoFocus ? 'end' : false,
    content: contentOf((draft === undefined ? undefined : unsent.get(draft)) ?? initial),
    extensions: [
      ...commentExtensions,
      Placeholder.configure({ placeholder }),
      MarkdownPaste,
      Extension.create({
        name: 'mentions',
        addProseMirrorPlugins() {
          return [Suggestion<PersonShown, PersonShown>({ editor: this.editor, ...mentionSuggestion(client, people) })];
        },
      }),
    ],
    editorProps: { attributes: { role: 'textbox', 'aria-label': label, 'aria-multiline': 'true' } },
    onUpdate: ({ editor: written }) => { if (draft !== undefined) unsent.set(draft, toMarkdown(written.getJSON())); },
  });
  const isEmpty = useEditorState({ editor, selector: () => editor.isEmpty });

  const send = async () => {
    if (busy || editor.isEmpty) return;
    setBusy(true);
    setRefusal(undefined);
    try {
      await onSend(toMarkdown(editor.getJSON()).trim());
      if (draft !== undefined) unsent.delete(draft);
      if (!editor.isDestroyed) editor.commands.clearContent();
    } catch (error) {
      setRefusal(`${reasonOf(error)} What you wrote is kept.`);
    } finally {
      setBusy(false);
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape' && onCancel !== undefined && people.get() === null) {
      event.stopPropagation();
      onCancel();
    }
  };

  return (
    // Before the editor hears it: there, Ctrl Enter is a line break.
    <div className={styles.composer} onKeyDownCapture={press}>
      <EditorContent editor={editor} className={rich.rich ?? ''} />
      <SuggestionList menu={people} label="People" keyOf={({ id }) => id}>
        {(person) => <><Avatar person={person} small named />{person.name}</>}
      </SuggestionList>
      {refusal !== undefined && <p className={styles.refusal} role="alert">{refusal}</p>}
      {(!isEmpty || onCancel !== undefined) && (
        <div className={styles.foot}>
          <Button size="xs" variant={primary ? 'filled' : 'default'} loading={busy} onClick={() => void send()} title="Ctrl Enter">{action}</Button>
          {onCancel !== undefined && <Button size="xs" variant="subtle" onClick={onCancel}>Cancel</Button>}
        </div>
      )}
    </div>
  );
}
