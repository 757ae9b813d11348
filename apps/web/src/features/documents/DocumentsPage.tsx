import { useMutation, useQuery } from '@apollo/client/react';
import { Button, TextInput } from '@mantine/core';
import { IconFileText, IconPlus } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';

import { usePageActions } from '../../app/actions/actions';
import { addresses } from '../../app/addresses';
import { useSubmit } from '../../app/useSubmit';
import { graphql } from '../../graphql/generated';
import { Card, Empty, Failure, Icon, Link, Page, RelativeTime, Row, Rows, Waiting, Written } from '../../ui';
import styles from './documents.module.css';

const LooseDocuments = graphql(`
  query LooseDocuments($after: String) {
    documents(first: 50, after: $after) {
      nodes { id title updatedAt }
      endCursor
      hasMore
    }
  }
`);

const CreateDocument = graphql(`
  mutation CreateDocument($title: String!) {
    createDocument(title: $title) { id }
  }
`);

/** The loose documents of the group that I may read, the last written first. */
export default function DocumentsPage(): ReactNode {
  const [isNaming, setNaming] = useState(false);
  const name = () => { setNaming(true); };
  usePageActions(useMemo(() => [{ id: 'new-document', label: 'New document', icon: IconPlus, keys: 'n', run: () => { setNaming(true); } }], []));
  return (
    <Page title="Documents" aside="that belong to no proposal and no meeting" actions={!isNaming && <Button variant="filled" leftSection={<Icon of={IconPlus} small />} onClick={name}>New document</Button>}>
      {isNaming && <NewDocument onCancel={() => { setNaming(false); }} />}
      <DocumentList onBegin={name} />
    </Page>
  );
}

function NewDocument({ onCancel }: { onCancel: () => void }): ReactNode {
  const router = useRouter();
  const [create] = useMutation(CreateDocument);
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['title'], async ({ title = '' }) => {
    const { data } = await create({ variables: { title } });
    if (data != null) await router.navigate({ href: addresses.document(data.createDocument.id) });
  });
  return (
    <Card padded>
      <form className={styles.new} onSubmit={onSubmit}>
        <TextInput name="title" label="Title" required withAsterisk={false} autoFocus error={errorOf('title') ?? refusal} />
        <Button type="submit" variant="filled" loading={busy}>Create</Button>
        <Button variant="subtle" onClick={onCancel}>Cancel</Button>
      </form>
    </Card>
  );
}

function DocumentList({ onBegin }: { onBegin: () => void }): ReactNode {
  const { data, error, refetch, fetchMore } = useQuery(LooseDocuments);
  if (data === undefined && error !== undefined) return <Failure what="The documents could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="the documents" lines={5} />;
  const { nodes, endCursor, hasMore } = data.documents;
  if (nodes.length === 0) {
    return (
      <Empty title="No documents yet" action={<Button size="xs" onClick={onBegin}>New document</Button>}>
        Minutes, reading notes, plans: texts that several people write and that belong to no proposal.
      </Empty>
    );
  }
  return (
    <>
      <Rows label="Documents">
        {nodes.map(({ id, title, updatedAt }) => (
          <Row key={id} id={id} icon={<Icon of={IconFileText} />} when={<RelativeTime at={updatedAt} />}>
            <Link href={addresses.document(id)} className={styles.link}><Written>{title}</Written></Link>
          </Row>
        ))}
      </Rows>
      {hasMore && <div className={styles.more}><Button size="xs" onClick={() => void fetchMore({ variables: { after: endCursor } })}>Show more</Button></div>}
    </>
  );
}
