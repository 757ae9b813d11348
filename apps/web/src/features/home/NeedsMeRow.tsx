import { useMutation } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { type Icon as TablerIcon, IconAlertTriangle, IconAt, IconCircleCheck, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';

import { usePageActions } from '../../app/actions/actions';
import { focusedRow } from '../../app/actions/moves';
import type { PageAction } from '../../app/actions/registry';
import { addresses, within } from '../../app/addresses';
import { useViewer } from '../../app/viewer';
import { type FragmentType, graphql, useFragment } from '../../graphql/generated';
import type { NeedsMeKind, NeedsMeRowFragment } from '../../graphql/generated/graphql';
import { Because, dueAt, Icon, Line, Link, reasonOf, RelativeTime, Row, Severity, useNow, useToaster, Written } from '../../ui';
import styles from './home.module.css';

const NeedsMeRowItem = graphql(`
  fragment NeedsMeRow on NeedsMeItem {
    id
    kind
    title
    quote
    because
    at
    dueAt
    severity
    threadId
    proposalId
    meetingId
    actionId
  }
`);

const SetActionDone = graphql(`
  mutation SetActionDone($id: ID!, $done: Boolean!) {
    setActionDone(id: $id, done: $done) { id doneAt }
  }
`);

const icons: Record<NeedsMeKind, TablerIcon> = {
  confirm_concern: IconAlertTriangle,
  answer_concern: IconAlertTriangle,
  mention: IconAt,
  meeting: IconUsers,
  action: IconCircleCheck,
};

/** The one button of a row names the next thing, not "open". */
const nextThing: Record<Exclude<NeedsMeKind, 'action'>, string> = {
  confirm_concern: 'Confirm or reopen',
  answer_concern: 'Answer',
  mention: 'Read',
  meeting: 'Open meeting',
};

/** One thing that waits for me. The first of the list has the page's filled button. */
export function NeedsMeRow({ item, first }: { item: FragmentType<typeof NeedsMeRowItem>; first: boolean }): ReactNode {
  const need = useFragment(NeedsMeRowItem, item);
  return (
    <Row id={need.id} icon={<Icon of={icons[need.kind]} />} when={<When need={need} />} action={<NextThing need={need} first={first} />}>
      <div className={styles.task}>
        <Line>
          {need.title}
          {need.severity != null && <Severity severity={need.severity} />}
        </Line>
      </div>
      {need.quote != null && <p className={styles.quote}><Written>“{need.quote}”</Written></p>}
      <Because>{need.because}</Because>
    </Row>
  );
}

function When({ need }: { need: NeedsMeRowFragment }): ReactNode {
  const now = useNow();
  const { timeZone } = useViewer();
  // A meeting is held at its time; only what is to be done is due.
  if (need.dueAt == null || need.kind === 'meeting') return <RelativeTime at={need.dueAt ?? need.at} zone={timeZone} />;
  const { words, overdue } = dueAt(new Date(need.dueAt), now, timeZone ?? undefined);
  return <time dateTime={need.dueAt} className={overdue ? styles.overdue : undefined}>{words}</time>;
}

function NextThing({ need, first }: { need: NeedsMeRowFragment; first: boolean }): ReactNode {
  const variant = first ? 'filled' : 'default';
  if (need.kind === 'action') return <MarkDone need={need} variant={variant} />;
  return <Button component={Link} href={addressOf(need)} size="xs" variant={variant}>{nextThing[need.kind]}</Button>;
}

function addressOf({ meetingId, proposalId, threadId }: NeedsMeRowFragment): string {
  const home = meetingId != null ? addresses.meeting(meetingId) : proposalId != null ? addresses.proposal(proposalId) : addresses.home;
  return threadId == null ? home : within(home, 'thread', threadId);
}

/** The row folds away at once and comes back with undo. */
function MarkDone({ need, variant }: { need: NeedsMeRowFragment; variant: 'filled' | 'default' }): ReactNode {
  const [setDone, { loading, client }] = useMutation(SetActionDone);
  const { say } = useToaster();
  const actions = useMemo<PageAction[]>(() => {
    const id = need.actionId ?? '';
    const takeBack = () => setDone({ variables: { id, done: false }, refetchQueries: ['NeedsMe', 'NeededCount'] });
    const markDone = async () => {
      try {
        await setDone({ variables: { id, done: true } });
        client.cache.evict({ id: client.cache.identify({ __typename: 'NeedsMeItem', id: need.id }) ?? '' });
        say(`“${need.title}” is done.`, takeBack);
      } catch (failure) {
        say(`“${need.title}” is not done yet. ${reasonOf(failure)}`);
      }
    };
    return [{ id: `done-${need.id}`, label: `Mark done: ${need.title}`, icon: IconCircleCheck, keys: 'e', when: () => focusedRow() === need.id, run: markDone }];
  }, [need, setDone, client, say]);
  usePageActions(actions);
  return <Button size="xs" variant={variant} loading={loading} onClick={() => void actions[0]?.run()}>Mark done</Button>;
}
