import { useMutation } from '@apollo/client/react';
import { UnstyledButton } from '@mantine/core';
import { IconTarget } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { useViewer } from '../../app/viewer';
import { type FragmentType, useFragment } from '../../graphql/generated';
import type { ThreadShownFragment } from '../../graphql/generated/graphql';
import { count, Icon, RelativeTime, Severity, ThreadKind, ThreadState, Written } from '../../ui';
import { LEAF } from './anchors';
import { Comment } from './Comment';
import { CommentEditor } from './CommentEditor';
import { Reply, ThreadShown } from './queries';
import { Settling } from './Settling';
import styles from './threads.module.css';

export interface ThreadCardProps {
  readonly thread: FragmentType<typeof ThreadShown>;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** Whether its words are gone from the text. It keeps their quote, and can be given new ones. */
  readonly isLost: boolean;
  readonly onPlace: () => void;
}

/** One thread: closed, what it begins with; open, all of it and what can be done. */
export function ThreadCard({ thread: masked, open, onOpen, isLost, onPlace }: ThreadCardProps): ReactNode {
  const thread = useFragment(ThreadShown, masked);
  const { id, kind, severity, state, comments, raisedBy, createdAt, anchor } = thread;
  const settledBy = state === 'resolved' ? thread.resolvedBy?.name : thread.addressedByPerson?.name;
  const [first] = comments;
  const toggle = () => { onOpen(!open); };

  return (
    <article className={styles.card} data-row={`thread:${id}`} data-open={open || undefined} tabIndex={-1} aria-label={`${kind} by ${raisedBy.name}, ${state}`}>
      <UnstyledButton className={styles.head} onClick={toggle} aria-expanded={open}>
        <ThreadKind kind={kind} />
        {severity !== null && <Severity severity={severity} />}
        {state !== 'open' && <ThreadState state={state} by={settledBy ?? null} />}
        {isLost && <ThreadState state={state} orphaned />}
        <span className={styles.when}><RelativeTime at={createdAt} /></span>
      </UnstyledButton>
      {(isLost || anchor === null) && <About thread={thread} isLost={isLost} onPlace={onPlace} />}
      {!open && first !== undefined && (
        // The button above does the same; this only makes the target as large as the card.
        <div className={styles.brief} onClick={toggle}>
          <Comment comment={first} brief />
          <Replies comments={comments} />
        </div>
      )}
      {open && (
        <>
          {comments.map((comment) => <Comment key={comment.id} comment={comment} />)}
          {thread.addressedBy !== null && state !== 'open' && <p className={styles.by}><b>Addressed by</b> {thread.addressedBy}</p>}
          {thread.viewerMay.includes('reply') && <ReplyField thread={thread} />}
          <Settling thread={thread} />
        </>
      )}
    </article>
  );
}

/** What a thread that stands beside no words is about. */
function About({ thread: { anchor, viewerMay }, isLost, onPlace }: { thread: ThreadShownFragment; isLost: boolean; onPlace: () => void }): ReactNode {
  if (anchor === null) return <p className={styles.about}><Icon of={IconTarget} small />on the whole</p>;
  if (!isLost) return null;
  return (
    <div className={styles.lost}>
      <Written size="sm">“{anchor.quote.replaceAll(LEAF, '…')}”</Written>
      {viewerMay.includes('reanchor') && <UnstyledButton className={styles.quiet} onClick={onPlace}>Place again</UnstyledButton>}
    </div>
  );
}

function Replies({ comments }: { comments: ThreadShownFragment['comments'] }): ReactNode {
  const me = useViewer().person.id;
  const replies = comments.slice(1).filter(({ deletedAt }) => deletedAt === null);
  const last = replies.at(-1);
  if (last === undefined) return null;
  return <p className={styles.replies}>{count(replies.length, 'reply', 'replies')} · last by {last.author.id === me ? 'you' : last.author.name}</p>;
}

function ReplyField({ thread: { id } }: { thread: ThreadShownFragment }): ReactNode {
  const [reply] = useMutation(Reply, {
    update: (cache, { data }) => {
      if (data == null) return;
      const added = cache.identify({ __typename: 'Comment', id: data.reply.id });
      cache.modify<{ comments: readonly { __ref: string }[] }>({
        id: cache.identify({ __typename: 'Thread', id }) ?? '',
        // The subscription may have brought it already.
        fields: { comments: (known) => (added === undefined || known.some(({ __ref }) => __ref === added) ? known : [...known, { __ref: added }]) },
      });
    },
  });
  return (
    <div className={styles.reply} data-reply={id}>
      <CommentEditor label="Reply" placeholder="Reply" action="Reply" draft={id} onSend={(body) => reply({ variables: { threadId: id, body } })} />
    </div>
  );
}
