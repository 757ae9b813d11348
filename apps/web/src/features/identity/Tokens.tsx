import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';

import { useSubmit } from '../../app/useSubmit';
import { graphql } from '../../graphql/generated';
import type { MyTokensQuery, Scope } from '../../graphql/generated/graphql';
import { Aside, Card, day, Empty, Failure, Icon, Page, reasonOf, RelativeTime, Row, Rows, Section, useNow, useToaster, Waiting } from '../../ui';
import { Refusal } from './Alone';
import { Secret } from './InvitationForm';
import styles from './settings.module.css';

const MyTokens = graphql(`
  query MyTokens {
    myTokens { id name prefix scopes createdAt expiresAt lastUsedAt }
  }
`);

const CreateToken = graphql(`
  mutation CreateToken($name: String!, $scopes: [Scope!]!, $expiresAt: DateTime) {
    createToken(name: $name, scopes: $scopes, expiresAt: $expiresAt) {
      token
      apiToken { id }
    }
  }
`);

const RevokeToken = graphql(`
  mutation RevokeToken($id: ID!) {
    revokeToken(id: $id) { id }
  }
`);

const scopes: readonly { scope: Scope; words: string; usual: boolean }[] = [
  { scope: 'read', words: 'Read what you may read', usual: true },
  { scope: 'runs', words: 'Log runs of experiments (MLflow)', usual: true },
  { scope: 'write', words: 'Change what you may change', usual: false },
  { scope: 'collab', words: 'Write in live documents', usual: false },
  { scope: 'members', words: 'Administer members, if you are a lead', usual: false },
];

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
  { value: '', label: 'until it is revoked' },
];

export function Tokens(): ReactNode {
  return (
    <Page title="Tokens" aside="for training scripts and other programs">
      <TokenList />
      <Section title="New token"><Card padded><TokenForm /></Card></Section>
    </Page>
  );
}

function TokenList(): ReactNode {
  const { data, error, refetch } = useQuery(MyTokens);

  if (error !== undefined) return <Failure what="Your tokens could not be loaded" error={error} onRetry={refetch} />;
  if (data === undefined) return <Waiting what="your tokens" />;
  if (data.myTokens.length === 0) {
    return <Empty title="No tokens yet">Programs that log runs or read results for you sign in with a token. Make one below; it is shown once.</Empty>;
  }
  return <Rows label="Tokens">{data.myTokens.map((token) => <TokenRow key={token.id} token={token} />)}</Rows>;
}

function TokenRow({ token }: { token: MyTokensQuery['myTokens'][number] }): ReactNode {
  const [revoke] = useMutation(RevokeToken, { refetchQueries: [MyTokens] });
  const { say } = useToaster();
  const now = useNow();
  const end = async () => {
    try {
      await revoke({ variables: { id: token.id } });
      say(`${token.name} is revoked.`);
    } catch (failure) {
      say(`${token.name} still works. ${reasonOf(failure)}`);
    }
  };
  return (
    <Row
      icon={<Icon of={IconKey} />}
      when={token.lastUsedAt == null ? 'never used' : <>used <RelativeTime at={token.lastUsedAt} /></>}
      action={<Button size="xs" onClick={() => void end()}>Revoke</Button>}
    >
      {token.name} <code>{token.prefix}…</code>
      <div><Aside>{token.scopes.join(', ')}; {token.expiresAt == null ? 'does not expire' : `until ${day(new Date(token.expiresAt), now)}`}</Aside></div>
    </Row>
  );
}

const DAY_MS = 86_400_000;

function TokenForm(): ReactNode {
  const [token, setToken] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string[]>(scopes.filter(({ usual }) => usual).map(({ scope }) => scope));
  const [create] = useMutation(CreateToken, { refetchQueries: [MyTokens] });
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['name', 'scopes', 'expiresAt'], async ({ name = '', days = '' }) => {
    const expiresAt = days === '' ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
    const { data } = await create({ variables: { name, scopes: chosen as Scope[], expiresAt } });
    setToken(data?.createToken.token ?? null);
  });
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <div className={styles.pair}>
        <TextInput name="name" label="What it is for" placeholder="Training on the cluster" required withAsterisk={false} error={errorOf('name')} />
        <NativeSelect name="days" label="Works for" defaultValue="90" data={lifetimes} error={errorOf('expiresAt')} />
      </div>
      <Checkbox.Group label="It may" value={chosen} onChange={setChosen} error={errorOf('scopes')}>
        <div className={styles.scopes}>
          {scopes.map(({ scope, words }) => <Checkbox key={scope} value={scope} label={words} />)}
        </div>
      </Checkbox.Group>
      <Refusal>{refusal}</Refusal>
      <div><Button type="submit" variant="filled" loading={busy}>Make a token</Button></div>
      <div role="status">{token !== null && <Secret label="The token, shown this once" value={token} />}</div>
    </form>
  );
}
