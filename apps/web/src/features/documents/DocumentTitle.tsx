import { useMutation } from '@apollo/client/react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';

import { type FragmentType, graphql, useFragment } from '../../graphql/generated';
import { reasonOf, useToaster } from '../../ui';
import styles from './documents.module.css';

const DocumentTitleShown = graphql(`
  fragment DocumentTitleShown on Document {
    id
    title
    viewerMay
  }
`);

const RenameDocument = graphql(`
  mutation RenameDocument($id: ID!, $title: String!) {
    renameDocument(id: $id, title: $title) { id title }
  }
`);

/** The title, changed in place by whoever may write the document: Enter or leaving keeps it, Esc leaves it as it was. */
export function DocumentTitle({ document: masked }: { document: FragmentType<typeof DocumentTitleShown> }): ReactNode {
  const { id, title, viewerMay } = useFragment(DocumentTitleShown, masked);
  const [rename] = useMutation(RenameDocument);
  const { say } = useToaster();
  const [typed, setTyped] = useState<string | null>(null);
  if (!viewerMay.includes('write')) return <h1 className={styles.title}>{title}</h1>;

  const keep = async () => {
    if (typed === null || typed.trim() === '' || typed.trim() === title) return setTyped(null);
    try {
      await rename({ variables: { id, title: typed.trim() } });
      setTyped(null);
    } catch (error) {
      say(`The title was not changed. ${reasonOf(error)}`);
    }
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      event.currentTarget.blur();
    } else if (event.key === 'Escape') {
      setTyped(null);
    }
  };
  return (
    <h1 className={styles.title}>
      <textarea rows={1} aria-label="Title" value={typed ?? title} onChange={(event) => { setTyped(event.currentTarget.value.replace(/\n/g, ' ')); }} onBlur={() => void keep()} onKeyDown={press} />
    </h1>
  );
}
