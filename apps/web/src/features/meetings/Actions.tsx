import { useMutation } from '@apollo/client/react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo } from 'react';

import { usePageActions } from '../../app/actions/actions';
import { focusedRow } from '../../app/actions/moves';
import type { PageAction } from '../../app/actions/registry';
import { useSubmit } from '../../app/useSubmit';
import { useViewer } from '../../app/viewer';
import { type FragmentType, graphql, useFragment } from '../../graphql/generated';
import type { ActionFactsFragment } from '../../graphql/generated/graphql';
import { Avatar, due, Icon, Line, reasonOf, useNow, useToaster } from '../../ui';
import styles from './actions.module.css';
import { formKeys, useInPlaceForm } from './forms';
import forms from './forms.module.css';
import { PersonSelect } from './SearchSelect';

export const ActionFacts = graphql(`
  fragment ActionFacts on Action {
    id
    title
    dueOn
    doneAt
    viewerMay
    owner { id name initials colour }
  }
`);

const CompleteAction = graphql(`
  mutation CompleteAction($id: ID!, $done: Boolean!) {
    setActionDone(id: $id, done: $done) { id ...ActionFacts }
  }
`);

const AddAction = graphql(`
  mutation AddAction($input: AddActionInput!) {
    addAction(input: $input) {
      id
      meeting { id }
      ...ActionFacts
    }
  }
`);

interface ActionListProps {
  readonly label: string;
  readonly actions: readonly FragmentType<typeof ActionFacts>[];
}

/** What people agreed to do, and whether it is done. `E` is for the row that has the focus. */
export function ActionList({ label, actions: given }: ActionListProps): ReactNode {
  const actions = useFragment(ActionFacts, given);
  const toggle = useToggle();
  usePageActions(useMemo<PageAction[]>(() => {
    const focused = () => actions.find(({ id }) => id === focusedRow());
    const run = () => {
      const action = focused();
      if (action !== undefined) void toggle(action);
    };
    return [{ id: `done-${label}`, label: `${label}: done or open`, section: 'move', keys: 'e', when: () => focused() !== undefined, run }];
  }, [actions, label, toggle]));
  return <ul className={styles.list} aria-label={label}>{actions.map((action) => <ActionRow key={action.id} action={action} onToggle={toggle} />)}</ul>;
}

function ActionRow({ action, onToggle }: { action: ActionFactsFragment; onToggle: (action: ActionFactsFragment) => unknown }): ReactNode {
  const { id, title, doneAt, dueOn, owner } = action;
  const isDone = doneAt != null;
  return (
    <li className={styles.action} data-done={isDone || undefined} data-row={id} tabIndex={-1}>
      <Checkbox size="xs" checked={isDone} aria-label={`Done: ${title}`} onChange={() => void onToggle(action)} />
      <div>
        <span className={styles.title}>{title}</span>
        <span className={styles.owner}><Avatar person={owner} small named />{owner.name}{dueOn != null && !isDone && <>, <DueWords on={dueOn} /></>}{isDone && ', done'}</span>
      </div>
    </li>
  );
}

function DueWords({ on }: { on: string }): ReactNode {
  const { words, overdue } = due(on, useNow(), useViewer().timeZone ?? undefined);
  return <time dateTime={on} data-overdue={overdue || undefined}>{words}</time>;
}

/** Marks an action done or open again, which can be taken back. Whoever may not is told who may. */
function useToggle(): (action: ActionFactsFragment) => Promise<void> {
  const [complete] = useMutation(CompleteAction, { refetchQueries: ['NeededCount'] });
  const { say } = useToaster();
  return useCallback(async ({ id, title, doneAt, owner, viewerMay }) => {
    if (!viewerMay.includes('complete')) {
      say(`“${title}” is for ${owner.name}, who marks it done, or a lead does.`);
      return;
    }
    const done = doneAt == null;
    try {
      await complete({ variables: { id, done } });
      say(done ? `“${title}” is done.` : `“${title}” is open again.`, () => complete({ variables: { id, done: !done } }));
    } catch (failure) {
      say(`“${title}” stays ${done ? 'open' : 'done'}. ${reasonOf(failure)}`);
    }
  }, [complete, say]);
}

/** Writes down an action where it was agreed: of a meeting, and of the proposal that is being talked about. */
export function AddActionForm({ meetingId, proposalId }: { meetingId: string; proposalId?: string | undefined }): ReactNode {
  const { isOpen, open, close, button } = useInPlaceForm();
  if (!isOpen) return <Button ref={button} size="xs" variant="subtle" leftSection={<Icon of={IconPlus} small />} onClick={open}>Add an action</Button>;
  return <Writing meetingId={meetingId} proposalId={proposalId} onClose={close} />;
}

function Writing({ meetingId, proposalId, onClose }: { meetingId: string; proposalId: string | undefined; onClose: () => void }): ReactNode {
  const { person: me } = useViewer();
  const [add] = useMutation(AddAction, {
    refetchQueries: ['NeededCount'],
    update: (cache, { data }) => {
      if (!data) return;
      const id = cache.identify({ __typename: 'Meeting', id: meetingId }) ?? '';
      const made = { __ref: cache.identify(data.addAction) ?? '' };
      cache.modify<{ actions: readonly { readonly __ref: string }[] }>({ id, fields: { actions: (known) => [...known.filter(({ __ref }) => __ref !== made.__ref), made] } });
    },
  });
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['title', 'ownerId', 'dueOn'], async ({ title = '', ownerId = '', dueOn = '' }) => {
    await add({ variables: { input: { meetingId, proposalId: proposalId ?? null, title, ownerId, dueOn: dueOn === '' ? null : dueOn } } });
    onClose();
  });
  return (
    <form className={forms.form} onSubmit={onSubmit} aria-label="New action" onKeyDown={formKeys(onClose)}>
      <TextInput name="title" label="To do" required withAsterisk={false} autoFocus error={errorOf('title')} />
      <PersonSelect name="ownerId" label="Owner" required chosen={{ value: me.id, label: me.name }} error={errorOf('ownerId')} />
      <TextInput name="dueOn" label="Due" type="date" error={errorOf('dueOn')} />
      {refusal !== undefined && <p role="alert" className={forms.refusal}>{refusal}</p>}
      <Line>
        <Button type="submit" size="xs" loading={busy}>Add the action</Button>
        <Button size="xs" variant="subtle" onClick={onClose}>Cancel</Button>
      </Line>
    </form>
  );
}
