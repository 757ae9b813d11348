import { useApolloClient } from '@apollo/client/react';
import { type AnyExtension, Extension } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Placeholder } from '@tiptap/extensions';
import { type Editor, useEditor } from '@tiptap/react';
import { Suggestion } from '@tiptap/suggestion';
import { PluginKey } from '@tiptap/pm/state';
import { useEffect, useMemo, useState } from 'react';

import type { LiveDocument } from '../../../sync/live-documents';
import { type PersonShown, reasonOf, useToaster } from '../../../ui';
import { type BlockCommand, blockCommands, formulaCommand, imageCommand, matching } from './blocks';
import { namedCarets } from './carets';
import { FormulaEditing } from './formula-editing';
import { IMAGE_TYPES, imagePlugin, insertImages, type UploadReports } from './images';
import { mentionSuggestion } from './mentions';
import { MarkdownPaste } from './paste';
import { documentExtensions, FIELD } from './schema';
import { SuggestionMenu } from './suggestion-menu';

export interface DocumentEditorOptions {
  readonly live: LiveDocument;
  readonly documentId: string;
  readonly me: PersonShown;
  readonly editable: boolean;
  readonly placeholder: string;
  readonly label: string;
  /** What the page adds to the editor, and what it offers after `/` beside blocks. The same objects as long as the editor shall be the same. */
  readonly extensions: readonly AnyExtension[];
  readonly pageCommands: readonly BlockCommand[];
}

export interface DocumentEditor {
  readonly editor: Editor;
  readonly people: SuggestionMenu<PersonShown>;
  readonly commands: SuggestionMenu<BlockCommand>;
  /** The formula whose source is open. */
  readonly formula: { readonly position: number | null; readonly close: () => void };
}

/** An editor on a shared text: the schema, everybody's carets, undo of one's own, and what stands beside the caret. */
export function useDocumentEditor({ live, documentId, me, editable, placeholder, label, extensions, pageCommands }: DocumentEditorOptions): DocumentEditor {
  const client = useApolloClient();
  const reports = useUploadReports();
  const people = useMemo(() => new SuggestionMenu<PersonShown>(), []);
  const commands = useMemo(() => new SuggestionMenu<BlockCommand>(), []);
  const [position, setFormula] = useState<number | null>(null);
  const offered = useMemo(() => [...blockCommands, formulaCommand(setFormula), ...pageCommands], [pageCommands]);

  const editor = useEditor({
    editable,
    injectCSS: false,
    extensions: [
      ...documentExtensions,
      Collaboration.configure({ document: live.doc, field: FIELD }),
      namedCarets(live.provider, me),
      Placeholder.configure({ placeholder }),
      MarkdownPaste,
      ...extensions,
      FormulaEditing.configure({ onEdit: setFormula }),
      Extension.create({
        name: 'besideTheCaret',
        addProseMirrorPlugins() {
          return [
            Suggestion<PersonShown, PersonShown>({ editor: this.editor, pluginKey: new PluginKey('people'), ...mentionSuggestion(client, people) }),
            Suggestion<BlockCommand, BlockCommand>({
              editor: this.editor, pluginKey: new PluginKey('commands'), char: '/', render: commands.render,
              items: ({ query }) => matching([...offered, imageCommand(() => { chooseImage(this.editor, documentId, reports); })], query),
              command: ({ editor: at, range, props }) => { props.run(at, range); },
              // In code a slash is a slash.
              allow: ({ state }) => !state.selection.$from.parent.type.spec.code,
            }),
            imagePlugin(() => this.editor, documentId, reports),
          ];
        },
      }),
    ],
    editorProps: { attributes: spokenAs(label, editable) },
  }, [live, documentId, offered, extensions, reports]);

  useEffect(() => { editor.setOptions({ editable, editorProps: { attributes: spokenAs(label, editable) } }); }, [editor, editable, label]);
  return useMemo(() => ({ editor, people, commands, formula: { position, close: () => { setFormula(null); } } }), [editor, people, commands, position]);
}

/** A field for whoever writes; for whoever only reads, a text that can be gone to and read through. */
const spokenAs = (label: string, editable: boolean): Record<string, string> => ({
  'aria-label': label, tabindex: '0', ...(editable ? { role: 'textbox', 'aria-multiline': 'true' } : { role: 'article' }),
});

function useUploadReports(): UploadReports {
  const { say } = useToaster();
  return useMemo(() => ({
    started: (name) => { say(`Uploading ${name}.`); },
    done: (name) => { say(`${name} is in the text.`); },
    failed: (name, error) => { say(`${name} was not put into the text. ${reasonOf(error)}`); },
  }), [say]);
}

function chooseImage(editor: Editor, documentId: string, reports: UploadReports): void {
  const input = Object.assign(document.createElement('input'), { type: 'file', accept: IMAGE_TYPES.join(), multiple: true });
  input.addEventListener('change', () => { void insertImages(editor, documentId, [...(input.files ?? [])], editor.state.selection.from, reports); });
  input.click();
}
