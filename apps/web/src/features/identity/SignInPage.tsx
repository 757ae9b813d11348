import { useMutation, useQuery } from '@apollo/client/react';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { addresses, safeNext } from '../../app/addresses';
import { useParameter } from '../../app/parameters';
import { useSubmit } from '../../app/useSubmit';
import { graphql } from '../../graphql/generated';
import { Failure, Waiting } from '../../ui';
import { Alone, Refusal } from './Alone';
import styles from './alone.module.css';

const SignInInstallation = graphql(`
  query SignInInstallation {
    installation { needsFirstRun groupName }
  }
`);

const SignIn = graphql(`
  mutation SignIn($email: String!, $password: String!) {
    signIn(email: $email, password: $password) { person { id } }
  }
`);

export default function SignInPage(): ReactNode {
  const { data, error, refetch } = useQuery(SignInInstallation);

  if (error !== undefined) return <Alone title="Sign in"><Failure what="The server did not answer" error={error} onRetry={refetch} /></Alone>;
  if (data === undefined) return <Alone title="Sign in"><Waiting what="the sign-in page" bare /></Alone>;
  if (data.installation.needsFirstRun) return <Navigate to={addresses.firstRun} replace />;
  return (
    <Alone title={`Sign in to ${data.installation.groupName ?? 'Colloquium'}`} footer={`Self-hosted at ${location.host} · Status: all is well`}>
      <SignInForm />
    </Alone>
  );
}

function SignInForm(): ReactNode {
  const [next] = useParameter('next');
  const [signIn] = useMutation(SignIn);
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['email', 'password'], async ({ email = '', password = '' }) => {
    await signIn({ variables: { email, password } });
    // Loaded anew, so that nothing is left of whoever was signed in before.
    location.assign(safeNext(next));
  });
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <TextInput name="email" type="email" label="Mail address" autoComplete="username" required withAsterisk={false} autoFocus error={errorOf('email')} />
      <PasswordInput name="password" label="Password" autoComplete="current-password" required withAsterisk={false} error={errorOf('password')} />
      <Refusal>{refusal}</Refusal>
      <Button type="submit" variant="filled" size="md" loading={busy}>Sign in</Button>
      <p className={styles.small}>No account? Members are invited by a lead of the group.</p>
    </form>
  );
}
