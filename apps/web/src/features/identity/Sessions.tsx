import { useMutation, useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { graphql } from '../../graphql/generated';
import { Aside, Badge, Failure, Icon, Page, reasonOf, RelativeTime, Row, Rows, useToaster, Waiting } from '../../ui';
import { browserOf } from './user-agent';

const MySessions = graphql(`
  query MySessions {
    mySessions { id current createdAt lastSeenAt userAgent }
  }
`);

const RevokeSession = graphql(`
  mutation RevokeSession($id: ID!) {
    revokeSession(id: $id) { id }
  }
`);

/** Where I am signed in. Ending a session closes its open pages too. */
export function Sessions(): ReactNode {
  return (
    <Page title="Sessions" aside="where you are signed in">
      <SessionList />
    </Page>
  );
}

function SessionList(): ReactNode {
  const { data, error, refetch } = useQuery(MySessions);
  const [revoke] = useMutation(RevokeSession, { refetchQueries: [MySessions] });
  const { say } = useToaster();
  const end = async (id: string) => {
    try {
      await revoke({ variables: { id } });
      say('The session has ended.');
    } catch (failure) {
      say(`The session goes on. ${reasonOf(failure)}`);
    }
  };

  if (error !== undefined) return <Failure what="Your sessions could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="your sessions" />;
  return (
    <Rows label="Sessions">
      {data.mySessions.map(({ id, current, createdAt, lastSeenAt, userAgent }) => (
        <Row
          key={id}
          icon={<Icon of={IconDeviceDesktop} />}
          when={<>seen <RelativeTime at={lastSeenAt} /></>}
          action={current ? <Badge tone="plain">This one</Badge> : <Button size="xs" onClick={() => void end(id)}>End it</Button>}
        >
          {browserOf(userAgent)}
          <div><Aside>signed in <RelativeTime at={createdAt} /></Aside></div>
        </Row>
      ))}
    </Rows>
  );
}
