import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';

import { InTopBar } from '../../app/frame/slots';
import { useViewer } from '../../app/viewer';
import { useFragment } from '../../graphql/generated';
import type { LiveDocument } from '../../sync/live-documents';
import { savedState, useLiveDocument, usePresence, useReady, useSaving } from '../../sync/useLiveDocument';
import { Presence, SavedIndicator, Waiting } from '../../ui';
import { Margin, ThreadsInText } from '../threads/Margin';
import { TextSignals } from '../threads/signals';
import { useBoard } from '../threads/useBoard';
import { useThreadActions } from '../threads/useThreadActions';
import { type DocumentWorkspaceProps, WorkspaceDocument } from './workspace-door';
import { DocumentText } from './editor/DocumentText';
import { type DocumentEditor, useDocumentEditor } from './editor/useDocumentEditor';
import { Outline } from './Outline';
import { PresenceSpoken } from './PresenceSpoken';
import { ReadOnlyText, TextNotices } from './TextNotices';
import { useMarkdownActions } from './useMarkdownActions';
import styles from './workspace.module.css';

/** See {@link DocumentWorkspaceProps}: this is what it loads. */
export default function Workspace(props: DocumentWorkspaceProps): ReactNode {
  const { id } = useFragment(WorkspaceDocument, props.document);
  const live = useLiveDocument(useViewer().person.id, id);
  return live === null ? null : <LiveWorkspace key={id} live={live} {...props} />;
}

type LiveProps = DocumentWorkspaceProps & { readonly live: LiveDocument };

function LiveWorkspace(props: LiveProps): ReactNode {
  const { live } = props;
  const saved = savedState(useSaving(live));
  const others = usePresence(live.awareness, useViewer().person.id);
  return (
    <>
      <InTopBar saved={saved !== null && <SavedIndicator state={saved} />} presence={<Presence people={others} />} />
      <PresenceSpoken others={others.length} />
      {useReady(live) ? <OpenWorkspace {...props} /> : <div className={styles.waiting}><Waiting what="the document" lines={6} /></div>}
    </>
  );
}

/** What the two ways of laying it out are given. */
interface Opened extends LiveProps {
  readonly made: DocumentEditor;
  readonly signals: TextSignals;
  readonly isEditable: boolean;
  readonly mayComment: boolean;
}

function OpenWorkspace(props: LiveProps): ReactNode {
  const { live, locked, threads, placeholder = 'Write, or press / for headings, lists, tables and formulas' } = props;
  const document = useFragment(WorkspaceDocument, props.document);
  const { refused, ended } = useSaving(live);
  const isEditable = locked === undefined && refused === null && ended === null && document.viewerMay.includes('write');
  const mayComment = threads !== undefined && document.viewerMay.includes('comment');
  const [signals] = useState(() => new TextSignals());
  const extensions = useMemo(() => [signals.extension], [signals]);

  const made = useDocumentEditor({
    live, documentId: document.id, me: useViewer().person, label: `Text of ${document.title}`, placeholder, editable: isEditable,
    extensions, pageCommands: mayComment ? signals.commands : NO_COMMANDS,
  });
  useMarkdownActions(made.editor, document.title);
  const opened = { ...props, made, signals, isEditable, mayComment };
  return threads === undefined ? <Laid {...opened} /> : <WithThreads {...opened} threads={threads} />;
}

const NO_COMMANDS: TextSignals['commands'] = [];

function WithThreads({ threads, ...opened }: Opened & { threads: NonNullable<Opened['threads']> }): ReactNode {
  const { made: { editor }, signals, live, mayComment } = opened;
  const { id } = useFragment(WorkspaceDocument, opened.document);
  const isNarrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const board = useBoard({ subject: threads, documentId: id, editor, signals, isCurrent: useSaving(live).status === 'saved' });
  useThreadActions(board, mayComment);
  const onComment = mayComment ? () => { board.begin(); } : undefined;
  return isNarrow
    ? <Laid {...opened} above={<ThreadsInText board={board} />} onComment={onComment} />
    : <Laid {...opened} beside={<Margin board={board} />} onComment={onComment} />;
}

interface LaidProps extends Opened {
  /** Between the heading and the text. */
  readonly above?: ReactNode;
  /** To the right of both. */
  readonly beside?: ReactNode;
  readonly onComment?: (() => void) | undefined;
}

function Laid({ made, live, isEditable, locked, heading, left, layout = 'page', above, beside, onComment, ...rest }: LaidProps): ReactNode {
  const document = useFragment(WorkspaceDocument, rest.document);
  const text = (
    <div className={styles.text}>
      {heading === undefined ? <h1 className={styles.title}>{document.title}</h1> : heading}
      <TextNotices live={live} locked={locked} isReader={!document.viewerMay.includes('write')} mayComment={onComment !== undefined} />
      {above}
      <ReadOnlyText isReadOnly={!isEditable}><DocumentText of={made} onComment={onComment} /></ReadOnlyText>
    </div>
  );
  if (layout === 'inset') return text;
  return (
    <div className={styles.workspace}>
      <aside className={styles.left} aria-label="Outline and evidence" data-region tabIndex={-1}>
        <Outline editor={made.editor} />
        {left}
      </aside>
      <div className={styles.paper} data-alone={beside === undefined || undefined}>
        {text}
        {beside}
      </div>
    </div>
  );
}
