import { useMutation } from '@apollo/client/react';
import { Button, PasswordInput, Switch, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { useSubmit } from '../../app/useSubmit';
import { useViewer } from '../../app/viewer';
import { graphql } from '../../graphql/generated';
import { Card, Page, Section, useToaster } from '../../ui';
import { Refusal } from './Alone';
import styles from './settings.module.css';
import { ZoneSelect } from './ZoneSelect';

const UpdateProfile = graphql(`
  mutation UpdateProfile($name: String, $timeZone: String, $singleKeys: Boolean) {
    updateProfile(name: $name, timeZone: $timeZone, singleKeys: $singleKeys) {
      timeZone
      singleKeys
      person { id name initials }
    }
  }
`);

const ChangePassword = graphql(`
  mutation ChangePassword($current: String!, $next: String!) {
    changePassword(current: $current, next: $next)
  }
`);

export function Profile(): ReactNode {
  return (
    <Page title="Profile">
      <Card padded><ProfileForm /></Card>
      <Section title="Password" aside="your other sessions end when it changes">
        <PasswordForm />
      </Section>
    </Page>
  );
}

function ProfileForm(): ReactNode {
  const viewer = useViewer();
  const { say } = useToaster();
  const [update] = useMutation(UpdateProfile);
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['name', 'timeZone'], async ({ name = '', timeZone = null, singleKeys }) => {
    await update({ variables: { name, timeZone, singleKeys: singleKeys === 'on' } });
    say('Your profile is saved.');
  });
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <TextInput name="name" label="Your name" description="As it stands beside your words." defaultValue={viewer.person.name} autoComplete="name" error={errorOf('name')} />
      <TextInput label="Mail address" value={viewer.email} readOnly description="You sign in with it." />
      <ZoneSelect name="timeZone" label="Time zone" description="Deadlines are shown in AoE and in this zone." zone={viewer.timeZone} error={errorOf('timeZone')} />
      <Switch name="singleKeys" label="Single letters are keys" description="J and K for the next and previous row, N for a new thing. They never work while a field has the focus." defaultChecked={viewer.singleKeys} />
      <Refusal>{refusal}</Refusal>
      <div><Button type="submit" variant="filled" loading={busy}>Save</Button></div>
    </form>
  );
}

/** Its key changes with each password that was accepted, which empties the fields. */
function PasswordForm(): ReactNode {
  const [changes, setChanges] = useState(0);
  return <Card padded><PasswordFields key={changes} onChanged={() => { setChanges(changes + 1); }} /></Card>;
}

function PasswordFields({ onChanged }: { onChanged: () => void }): ReactNode {
  const { say } = useToaster();
  const [change] = useMutation(ChangePassword);
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['current', 'next'], async ({ current = '', next = '' }) => {
    await change({ variables: { current, next } });
    say('Your password is changed. Your other sessions have ended.');
    onChanged();
  });
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <PasswordInput name="current" label="Present password" autoComplete="current-password" required withAsterisk={false} error={errorOf('current')} />
      <PasswordInput name="next" label="New password" autoComplete="new-password" required withAsterisk={false} error={errorOf('next')} />
      <Refusal>{refusal}</Refusal>
      <div><Button type="submit" loading={busy}>Change the password</Button></div>
    </form>
  );
}
