import type { Editor } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

import { DomainFailure } from '../../../failure';

interface UploadedFile {
  readonly url: string;
  readonly name: string;
}

/** Says what becomes of the images; the words are the page's. */
export interface UploadReports {
  readonly started: (name: string) => void;
  readonly done: (name: string) => void;
  readonly failed: (name: string, error: unknown) => void;
}

/** What the server hands out to be shown; it lets nothing be shown that could run, as an SVG can. */
export const IMAGE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

const isImage = (file: File): boolean => IMAGE_TYPES.includes(file.type);

/**
 * Images that are pasted or dropped go to the server first and into the text when they are there: a document never points
 * at what others cannot see. Where it goes is kept as a place in the shared text, since others write on meanwhile.
 */
export function imagePlugin(editor: () => Editor, documentId: string, reports: UploadReports): Plugin {
  const take = (files: readonly File[], at: number): boolean => {
    const images = files.filter(isImage);
    if (images.length === 0 || !editor().isEditable) return false;
    void insertImages(editor(), documentId, images, at, reports);
    return true;
  };
  return new Plugin({
    props: {
      handlePaste: (view, event) => take([...(event.clipboardData?.files ?? [])], view.state.selection.from),
      handleDrop: (view, event) => {
        const files = [...(event.dataTransfer?.files ?? [])];
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from;
        if (!take(files, at)) return false;
        event.preventDefault();
        return true;
      },
    },
  });
}

/** Uploads one after the other, and puts each in as soon as it is there. */
export async function insertImages(editor: Editor, documentId: string, files: readonly File[], at: number, reports: UploadReports): Promise<void> {
  let place = editor.utils.createMappablePosition(at);
  const follow = ({ transaction }: { transaction: Parameters<typeof editor.utils.getUpdatedPosition>[1] }) => {
    place = editor.utils.getUpdatedPosition(place, transaction).position;
  };
  editor.on('transaction', follow);
  try {
    for (const file of files) {
      reports.started(file.name);
      try {
        const { url, name } = await upload(documentId, file);
        if (editor.isDestroyed) return;
        editor.commands.insertContentAt(place.position, { type: 'image', attrs: { src: url, alt: name.replace(/\.\w+$/, '') } });
        reports.done(file.name);
      } catch (error) {
        reports.failed(file.name, error);
      }
    }
  } finally {
    editor.off('transaction', follow);
  }
}

async function upload(documentId: string, file: File): Promise<UploadedFile> {
  const form = new FormData();
  form.append('file', file);
  const answer = await fetch(`/files?documentId=${encodeURIComponent(documentId)}`, { method: 'POST', body: form, credentials: 'same-origin' })
    .catch(() => { throw new DomainFailure('UNREACHABLE', 'The server could not be reached.'); });
  const body = (await answer.json().catch(() => ({}))) as Partial<UploadedFile> & { code?: string; message?: string };
  if (answer.ok && body.url !== undefined) return { url: body.url, name: body.name ?? file.name };
  throw new DomainFailure(body.code ?? 'SERVER_ERROR', body.code === undefined ? 'The server answered with an error.' : (body.message ?? ''));
}
