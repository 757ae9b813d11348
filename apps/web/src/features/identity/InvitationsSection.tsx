import { useMutation, useQuery } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { graphql } from '../../graphql/generated';
import { Aside, Card, Empty, Failure, Icon, Page, reasonOf, RelativeTime, Row, Rows, Section, useToaster, Waiting } from '../../ui';
import { InvitationForm } from './InvitationForm';
import { Invitations } from './invitations';
import { roleWord } from './roles';

const RevokeInvitation = graphql(`
  mutation RevokeInvitation($id: ID!) {
    revokeInvitation(id: $id) { id }
  }
`);

export function InvitationsSection(): ReactNode {
  return (
    <Page title="Invitations" aside="each is a link for one person">
      <Card padded><InvitationForm /></Card>
      <Section title="Open invitations"><OpenInvitations /></Section>
    </Page>
  );
}

function OpenInvitations(): ReactNode {
  const { data, error, refetch } = useQuery(Invitations);
  const [revoke] = useMutation(RevokeInvitation, { refetchQueries: [Invitations] });
  const { say } = useToaster();
  const takeBack = async (id: string) => {
    try {
      await revoke({ variables: { id } });
      say('The invitation is taken back. Its link no longer works.');
    } catch (failure) {
      say(`The invitation still works. ${reasonOf(failure)}`);
    }
  };

  if (error !== undefined) return <Failure what="The invitations could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="the invitations" />;
  if (data.invitations.length === 0) {
    return <Empty title="No open invitations">Links that were made and not yet used are listed here, until they run out.</Empty>;
  }
  return (
    <Rows label="Open invitations">
      {data.invitations.map(({ id, email, role, expiresAt, invitedBy }) => (
        <Row
          key={id}
          icon={<Icon of={IconMail} />}
          when={<>runs out <RelativeTime at={expiresAt} /></>}
          action={<Button size="xs" onClick={() => void takeBack(id)}>Take back</Button>}
        >
          {email ?? 'Anybody with the link'}
          <div><Aside>{roleWord(role)}, invited by {invitedBy.name}</Aside></div>
        </Row>
      ))}
    </Rows>
  );
}
