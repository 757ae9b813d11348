import { useMutation, useQuery } from '@apollo/client/react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Navigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';

import { addresses } from '../../app/addresses';
import { useSubmit } from '../../app/useSubmit';
import { graphql } from '../../graphql/generated';
import { Failure, Mark, Waiting } from '../../ui';
import { Refusal, useTabTitle } from './Alone';
import styles from './alone.module.css';
import { InvitationForm } from './InvitationForm';
import { browserZone, ZoneSelect } from './ZoneSelect';

const FirstRunInstallation = graphql(`
  query FirstRunInstallation {
    installation { needsFirstRun }
  }
`);

const CreateFirstGroup = graphql(`
  mutation CreateFirstGroup($input: CreateFirstGroupInput!) {
    createFirstGroup(input: $input) { person { id } }
  }
`);

/** Shown once, until the first account exists. */
export default function FirstRunPage(): ReactNode {
  useTabTitle('Set up your group');
  const [created, setCreated] = useState(false);
  const { data, error, refetch } = useQuery(FirstRunInstallation);

  if (data?.installation.needsFirstRun === false && !created) return <Navigate to={addresses.signIn()} replace />;
  return (
    <div className={styles.split}>
      <Story reached={data !== undefined} created={created} />
      <main>
        <div className={styles.box}>
          {error !== undefined && <Failure what="The server did not answer" error={error} onRetry={refetch} />}
          {data === undefined && error === undefined && <Waiting what="the first page" bare />}
          {data !== undefined && (created ? <InviteStep /> : <GroupStep onCreated={() => { setCreated(true); }} />)}
        </div>
      </main>
    </div>
  );
}

/** What is done and what comes; nothing is ticked that was not seen to be so. */
function Story({ reached, created }: { reached: boolean; created: boolean }): ReactNode {
  const steps = [
    { words: 'Database reached, schema up to date', done: reached },
    { words: 'Your group and your account', done: created },
    { words: 'Invite the others, or later', done: false },
  ];
  const present = steps.findIndex(({ done }) => !done);
  return (
    <aside aria-label="Setting up">
      <div className={styles.brand}><Mark />Colloquium</div>
      <div>
        <h1 className={styles.promise}>A group’s ideas, evidence and decisions in one place.</h1>
        <ol className={styles.steps}>
          {steps.map(({ words, done }, index) => (
            <li key={words} data-state={done ? 'done' : undefined} aria-current={index === present ? 'step' : undefined}>
              {done && <IconCheck role="img" aria-label="Done:" />}
              <span>{words}</span>
            </li>
          ))}
        </ol>
      </div>
      <p className={styles.small}>This page is shown once, until the first account exists. Everything stays on this server.</p>
    </aside>
  );
}

const FIELDS = ['groupName', 'timeZone', 'name', 'email', 'password'];

function GroupStep({ onCreated }: { onCreated: () => void }): ReactNode {
  const [createFirstGroup] = useMutation(CreateFirstGroup);
  const { onSubmit, busy, errorOf, refusal } = useSubmit(FIELDS, async ({ groupName = '', timeZone = browserZone, name = '', email = '', password = '' }) => {
    await createFirstGroup({ variables: { input: { groupName, timeZone, name, email, password } } });
    onCreated();
  });
  return (
    <form className={styles.box} onSubmit={onSubmit}>
      <h2>Set up your group</h2>
      <p>You become its lead. All of this can be changed later.</p>
      <TextInput name="groupName" label="Name of the group" autoComplete="organization" required withAsterisk={false} autoFocus error={errorOf('groupName')} />
      <ZoneSelect name="timeZone" label="Time zone" description="Deadlines are shown in AoE and in each member’s own zone." error={errorOf('timeZone')} />
      <hr />
      <TextInput name="name" label="Your name" placeholder="As it shall stand beside your words" autoComplete="name" required withAsterisk={false} error={errorOf('name')} />
      <TextInput name="email" type="email" label="Mail address" placeholder="name@university.edu" autoComplete="username" required withAsterisk={false} error={errorOf('email')} />
      <PasswordInput name="password" label="Password" autoComplete="new-password" required withAsterisk={false} error={errorOf('password')} />
      <Refusal>{refusal}</Refusal>
      <Button type="submit" variant="filled" size="md" loading={busy}>Create the group</Button>
    </form>
  );
}

function InviteStep(): ReactNode {
  return (
    <>
      <h2>Invite the others</h2>
      <p>Each invitation is a link for one person. You find this again under Group.</p>
      <InvitationForm />
      {/* Loaded anew: from here on somebody is signed in. */}
      <Button variant="filled" size="md" onClick={() => { location.assign(addresses.home); }}>Go to Home</Button>
    </>
  );
}
