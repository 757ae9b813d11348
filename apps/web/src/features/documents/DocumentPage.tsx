import { useQuery } from '@apollo/client/react';
import { type ReactNode, useMemo } from 'react';

import { addresses } from '../../app/addresses';
import { usePageHead } from '../../app/frame/head';
import { graphql } from '../../graphql/generated';
import { Failure, Waiting } from '../../ui';
import { DocumentTitle } from './DocumentTitle';
import { DocumentWorkspace } from './DocumentWorkspace';
import styles from './documents.module.css';

const DocumentById = graphql(`
  query DocumentById($id: ID!) {
    document(id: $id) { id title ...DocumentTitleShown ...WorkspaceDocument }
  }
`);

/** A loose document: one that belongs to no proposal and no meeting. */
export default function DocumentPage({ id }: { id: string }): ReactNode {
  const { data, error, refetch } = useQuery(DocumentById, { variables: { id } });
  const threads = useMemo(() => ({ kind: 'document' as const, id }), [id]);
  usePageHead(data?.document.title, trail);

  if (data === undefined && error !== undefined) return <div className={styles.alone}><Failure what="The document could not be loaded" error={error} onRetry={refetch} /></div>;
  if (data === undefined) return <div className={styles.alone}><Waiting what="the document" lines={6} /></div>;
  return <DocumentWorkspace document={data.document} threads={threads} heading={<DocumentTitle document={data.document} />} />;
}

const trail = [{ label: 'Documents', href: addresses.documents }];
