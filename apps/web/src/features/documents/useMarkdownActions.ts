import { IconCopy, IconDownload } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useMemo } from 'react';

import { usePageActions } from '../../app/actions/actions';
import type { PageAction } from '../../app/actions/registry';
import { useToaster } from '../../ui';
import { toMarkdown } from './editor/markdown';

/** The text leaves the house as Markdown: copied or as a file. */
export function useMarkdownActions(editor: Editor, title: string): void {
  const { say } = useToaster();
  const actions = useMemo<PageAction[]>(() => [
    {
      id: 'copy-markdown', label: 'Copy the text as Markdown', icon: IconCopy,
      run: async () => {
        try {
          await navigator.clipboard.writeText(toMarkdown(editor.getJSON()));
          say('The text is copied as Markdown.');
        } catch {
          say('The browser did not allow copying. Download the text instead.');
        }
      },
    },
    {
      id: 'download-markdown', label: 'Download the text as Markdown', icon: IconDownload,
      run: () => { download(`${fileName(title)}.md`, `# ${title}\n\n${toMarkdown(editor.getJSON())}\n`); },
    },
  ], [editor, title, say]);
  usePageActions(actions);
}

const fileName = (title: string): string => title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'document';

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  // The browser reads it after this turn.
  setTimeout(() => { URL.revokeObjectURL(address); }, 1_000);
}
