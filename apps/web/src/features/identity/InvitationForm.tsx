import { useMutation } from '@apollo/client/react';
import { Button, CopyButton, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { useSubmit } from '../../app/useSubmit';
import { graphql } from '../../graphql/generated';
import type { Role } from '../../graphql/generated/graphql';
import { Refusal } from './Alone';
import { Invitations } from './invitations';
import { roles } from './roles';
import styles from './settings.module.css';

const Invite = graphql(`
  mutation Invite($email: String, $role: Role!) {
    invite(email: $email, role: $role) {
      url
      invitation { id }
    }
  }
`);

/** Makes a link for one person. It is shown now and never again: the server keeps only its hash. */
export function InvitationForm(): ReactNode {
  const [url, setUrl] = useState<string | null>(null);
  const [invite] = useMutation(Invite, { refetchQueries: [Invitations] });
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['email', 'role'], async ({ email = '', role }) => {
    const { data } = await invite({ variables: { email: email.trim() === '' ? null : email, role: role as Role } });
    setUrl(data?.invite.url ?? null);
  });
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <div className={styles.pair}>
        <TextInput name="email" type="email" label="Mail address" description="Left empty, anybody with the link can join." error={errorOf('email')} />
        <NativeSelect name="role" label="Role" defaultValue="researcher" data={roles.map(({ role, word }) => ({ value: role, label: word }))} error={errorOf('role')} />
      </div>
      <Refusal>{refusal}</Refusal>
      <div><Button type="submit" loading={busy}>Make a link</Button></div>
      <div role="status">{url !== null && <Secret label="The link, shown this once" value={url} />}</div>
    </form>
  );
}

/** A value that is shown once, ready to be copied. */
export function Secret({ label, value }: { label: string; value: string }): ReactNode {
  return (
    <div className={styles.secret}>
      <TextInput label={label} value={value} readOnly onFocus={(event) => { event.currentTarget.select(); }} />
      <CopyButton value={value}>{({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}</CopyButton>
    </div>
  );
}
