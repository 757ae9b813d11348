import { useMutation, useQuery } from '@apollo/client/react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { useSubmit } from '../../app/useSubmit';
import { codeOf } from '../../failure';
import { graphql } from '../../graphql/generated';
import type { InvitationPreviewQuery } from '../../graphql/generated/graphql';
import { Failure, Icon, Notice, Waiting } from '../../ui';
import { Alone, Refusal } from './Alone';
import styles from './alone.module.css';
import { roles, roleWord } from './roles';

const InvitationPreview = graphql(`
  query InvitationPreview($token: String!) {
    invitationPreview(token: $token) { groupName role email invitedBy }
  }
`);

const AcceptInvitation = graphql(`
  mutation AcceptInvitation($token: String!, $name: String!, $email: String!, $password: String!) {
    acceptInvitation(token: $token, name: $name, email: $email, password: $password) { person { id } }
  }
`);

export default function InvitationPage({ token }: { token: string }): ReactNode {
  const { data, error, refetch } = useQuery(InvitationPreview, { variables: { token } });

  if (error !== undefined) {
    return (
      <Alone title="Join the group">
        {codeOf(error) === 'INVITATION_INVALID' ? <NoLongerValid /> : <Failure what="The invitation could not be read" error={error} onRetry={refetch} />}
      </Alone>
    );
  }
  if (data === undefined) return <Alone title="Join the group"><Waiting what="the invitation" bare /></Alone>;
  return <Alone title={`Join ${data.invitationPreview.groupName}`}><JoinForm token={token} preview={data.invitationPreview} /></Alone>;
}

function NoLongerValid(): ReactNode {
  return (
    <Notice icon={<Icon of={IconLinkOff} />} tone="neg" title="This invitation is no longer valid">
      <p>It was used, taken back, or it ran out. Whoever sent it can make another.</p>
    </Notice>
  );
}

function JoinForm({ token, preview }: { token: string; preview: InvitationPreviewQuery['invitationPreview'] }): ReactNode {
  const [accept] = useMutation(AcceptInvitation);
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['name', 'email', 'password'], async ({ name = '', email = '', password = '' }) => {
    await accept({ variables: { token, name, email, password } });
    // Loaded anew, so that nothing is left of whoever was signed in before.
    location.assign(addresses.home);
  });
  const may = roles.find(({ role }) => role === preview.role)?.may;
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <p className={styles.small}>{preview.invitedBy} invited you as {roleWord(preview.role).toLowerCase()}. {may}</p>
      <TextInput name="name" label="Your name" placeholder="As it shall stand beside your words" autoComplete="name" required withAsterisk={false} autoFocus error={errorOf('name')} />
      <TextInput name="email" type="email" label="Mail address" autoComplete="username" required withAsterisk={false} defaultValue={preview.email ?? ''} readOnly={preview.email != null} error={errorOf('email')} />
      <PasswordInput name="password" label="Password" autoComplete="new-password" required withAsterisk={false} error={errorOf('password')} />
      <Refusal>{refusal}</Refusal>
      <Button type="submit" variant="filled" size="md" loading={busy}>Join the group</Button>
    </form>
  );
}
