import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Modal, NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { addresses } from '../../app/addresses';
import { useViewer } from '../../app/viewer';
import { graphql } from '../../graphql/generated';
import type { MembersQuery, Role } from '../../graphql/generated/graphql';
import { day, Failure, Line, Link, Page, PersonName, reasonOf, Table, useNow, useToaster, Waiting } from '../../ui';
import { roles, roleWord } from './roles';

const MembersOfGroup = graphql(`
  query Members($after: String) {
    members(first: 50, after: $after) {
      nodes {
        id
        email
        role
        joinedAt
        person { id name initials colour }
      }
      endCursor
      hasMore
    }
  }
`);

const ChangeRole = graphql(`
  mutation ChangeRole($memberId: ID!, $role: Role!) {
    changeRole(memberId: $memberId, role: $role) { id role }
  }
`);

const RemoveMember = graphql(`
  mutation RemoveMember($memberId: ID!) {
    removeMember(memberId: $memberId) { id }
  }
`);

type Member = MembersQuery['members']['nodes'][number];

export function Members(): ReactNode {
  const viewer = useViewer();
  const invite = viewer.role === 'lead' && <Button component={Link} href={addresses.group('invitations')} variant="filled">Invite somebody</Button>;
  return (
    <Page title="Members" aside={viewer.group.name} actions={invite}>
      <MemberTable />
    </Page>
  );
}

function MemberTable(): ReactNode {
  const { data, error, refetch, fetchMore } = useQuery(MembersOfGroup, { variables: { after: null } });
  const lead = useViewer().role === 'lead';

  if (error !== undefined) return <Failure what="The members could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="the members" lines={5} />;
  const { nodes, hasMore, endCursor } = data.members;
  const columns = [{ title: 'Name' }, { title: 'Mail address' }, { title: 'Role' }, { title: 'Since' }, ...(lead ? [{ title: 'Remove', unseen: true }] : [])];
  return (
    <>
      <Table label="Members" columns={columns}>
        {nodes.map((member) => <MemberRow key={member.id} member={member} lead={lead} />)}
      </Table>
      {hasMore && <Button mt={12} onClick={() => void fetchMore({ variables: { after: endCursor } })}>Show more</Button>}
    </>
  );
}

function MemberRow({ member, lead }: { member: Member; lead: boolean }): ReactNode {
  const now = useNow();
  return (
    <tr>
      <th scope="row"><PersonName person={member.person} /></th>
      <td>{member.email}</td>
      <td>{lead ? <RoleSelect member={member} /> : roleWord(member.role)}</td>
      <td><time dateTime={member.joinedAt}>{day(new Date(member.joinedAt), now)}</time></td>
      {lead && <td data-number><Removal member={member} /></td>}
    </tr>
  );
}

/** In place, with an undo: a role can be given back. */
function RoleSelect({ member }: { member: Member }): ReactNode {
  const [changeRole] = useMutation(ChangeRole);
  const { say } = useToaster();
  const { name } = member.person;
  const change = async (role: Role) => {
    try {
      await changeRole({ variables: { memberId: member.id, role } });
    } catch (failure) {
      say(`${name} is still ${roleWord(member.role).toLowerCase()}. ${reasonOf(failure)}`);
      return;
    }
    say(`${name} is now ${roleWord(role).toLowerCase()}.`, () => changeRole({ variables: { memberId: member.id, role: member.role } }));
  };
  return (
    <NativeSelect
      aria-label={`Role of ${name}`}
      size="xs"
      w={132}
      value={member.role}
      onChange={(event) => void change(event.currentTarget.value as Role)}
      data={roles.map(({ role, word }) => ({ value: role, label: word }))}
    />
  );
}

/** A dialog, because it cannot be undone: whoever is removed needs a new invitation. */
function Removal({ member }: { member: Member }): ReactNode {
  const [asked, setAsked] = useState(false);
  const [removeMember, { loading }] = useMutation(RemoveMember, { refetchQueries: [MembersOfGroup] });
  const { say } = useToaster();
  const { name } = member.person;
  const close = () => { setAsked(false); };
  const remove = async () => {
    try {
      await removeMember({ variables: { memberId: member.id } });
      say(`${name} is no longer a member.`);
    } catch (failure) {
      say(`${name} is still a member. ${reasonOf(failure)}`);
    }
    close();
  };
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => { setAsked(true); }} aria-label={`Remove ${name}`}>Remove</Button>
      <Modal opened={asked} onClose={close} title={`Remove ${name}?`} closeButtonProps={{ 'aria-label': 'Close' }}>
        <p>What {name} wrote stays. Their sessions and open documents close within a second, and coming back takes a new invitation.</p>
        <Line>
          <Button mt={16} variant="filled" color="crit.7" loading={loading} onClick={() => void remove()}>Remove {name}</Button>
          <Button mt={16} variant="subtle" onClick={close}>Keep</Button>
        </Line>
      </Modal>
    </>
  );
}
