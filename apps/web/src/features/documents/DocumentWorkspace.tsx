import { lazy, type ReactNode, Suspense } from 'react';

import { Waiting } from '../../ui';
import type { DocumentWorkspaceProps } from './workspace-door';

const Workspace = lazy(() => import('./Workspace'));

/**
 * A live document to write in: the text with everybody's carets, its outline and its threads. It fills the saved
 * indicator and the presence in the top bar by itself. The editor's code is loaded with the first of them.
 */
export function DocumentWorkspace(props: DocumentWorkspaceProps): ReactNode {
  return <Suspense fallback={<Waiting what="the document" lines={6} />}><Workspace {...props} /></Suspense>;
}
