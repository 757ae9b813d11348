import type { ReactNode } from 'react';

import { useFragment } from '../../graphql/generated';
import { type DocumentWorkspaceProps, WorkspaceDocument } from './DocumentWorkspace';

export default function Workspace({ document: masked, heading }: DocumentWorkspaceProps): ReactNode {
  const document = useFragment(WorkspaceDocument, masked);
  return <article>{heading === undefined ? <h1>{document.title}</h1> : heading}</article>;
}
