import { useMutation } from '@apollo/client/react';
import { ActionIcon, Menu, Popover, UnstyledButton } from '@mantine/core';
import { IconDots, IconHistory, IconMoodPlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';

import { useViewer } from '../../app/viewer';
import { type FragmentType, useFragment } from '../../graphql/generated';
import type { CommentShownFragment } from '../../graphql/generated/graphql';
import { Avatar, Icon, reasonOf, RelativeTime, useToaster } from '../../ui';
import { CommentEditor } from './CommentEditor';
import { CommentShown, DeleteComment, EditComment, ReactToComment } from './queries';
import { RichText } from './RichText';
import styles from './threads.module.css';

/** The same that the server knows; it refuses others. */
const EMOJI: readonly (readonly [emoji: string, name: string])[] = [
  ['👍', 'Yes'], ['👎', 'No'], ['🎉', 'Celebrate'], ['❤️', 'Love'], ['😄', 'Smile'], ['🤔', 'Think'], ['👀', 'Look'], ['🚀', 'Go'],
];
const nameOf = (emoji: string): string => EMOJI.find(([known]) => known === emoji)?.[1] ?? emoji;

/** One thing that somebody said. `brief` is for a closed card: the words alone. */
export function Comment({ comment: masked, brief = false }: { comment: FragmentType<typeof CommentShown>; brief?: boolean }): ReactNode {
  const comment = useFragment(CommentShown, masked);
  const me = useViewer().person.id;
  const [mode, setMode] = useState<'read' | 'edit' | 'history'>('read');
  const { isGoing, discard } = useDiscard(comment.id);
  const { author, body, createdAt, editedAt } = comment;
  const deletedAt = isGoing ? new Date().toISOString() : comment.deletedAt;
  const read = () => { setMode('read'); };

  return (
    <div className={styles.comment}>
      <div className={styles.who}>
        <Avatar person={author} small named />
        <b>{author.id === me ? 'You' : author.name}</b>
        {!brief && <span className={styles.when}><RelativeTime at={createdAt} />{editedAt !== null && deletedAt === null && ', edited'}</span>}
        {!brief && deletedAt === null && <ReactButton comment={comment} />}
        {!brief && deletedAt === null && <CommentMenu comment={comment} onEdit={() => { setMode('edit'); }} onHistory={() => { setMode('history'); }} onDelete={discard} />}
      </div>
      {deletedAt !== null && <p className={styles.gone}>Deleted <RelativeTime at={deletedAt} /></p>}
      {deletedAt === null && mode !== 'edit' && <RichText>{body}</RichText>}
      {mode === 'edit' && <EditedComment comment={comment} onDone={read} />}
      {mode === 'history' && <History comment={comment} onClose={read} />}
      {!brief && deletedAt === null && <Reactions comment={comment} />}
    </div>
  );
}

function EditedComment({ comment, onDone }: { comment: CommentShownFragment; onDone: () => void }): ReactNode {
  const [edit] = useMutation(EditComment);
  const save = async (body: string) => {
    await edit({ variables: { id: comment.id, body } });
    onDone();
  };
  return <CommentEditor label="Edit the comment" placeholder="" action="Save" initial={comment.body} onSend={save} onCancel={onDone} autoFocus />;
}

/** What it said before, the newest first. */
function History({ comment: { revisions }, onClose }: { comment: CommentShownFragment; onClose: () => void }): ReactNode {
  return (
    <div className={styles.history}>
      <ol aria-label="Earlier wordings">
        {revisions.map(({ body, editedAt }) => (
          <li key={editedAt}>
            <span className={styles.when}>until <RelativeTime at={editedAt} /></span>
            <RichText>{body}</RichText>
          </li>
        ))}
      </ol>
      <UnstyledButton className={styles.quiet} onClick={onClose}>Hide earlier wordings</UnstyledButton>
    </div>
  );
}

/** How long it can be taken back: as long as the toast offers it. */
const UNDO_MS = 10_000;

/** The server keeps nothing of what was deleted, so it is only told when nobody wants it back any more. */
function useDiscard(id: string): { isGoing: boolean; discard: () => void } {
  const [remove] = useMutation(DeleteComment);
  const { say } = useToaster();
  const [isGoing, setGoing] = useState(false);
  const discard = () => {
    setGoing(true);
    const timer = setTimeout(() => {
      remove({ variables: { id } }).catch((error: unknown) => {
        setGoing(false);
        say(`The comment was not deleted. ${reasonOf(error)}`);
      });
    }, UNDO_MS);
    say('Comment deleted.', () => {
      clearTimeout(timer);
      setGoing(false);
    });
  };
  return { isGoing, discard };
}

interface CommentMenuProps {
  readonly comment: CommentShownFragment;
  readonly onEdit: () => void;
  readonly onHistory: () => void;
  readonly onDelete: () => void;
}

function CommentMenu({ comment: { revisions, viewerMay }, onEdit, onHistory, onDelete }: CommentMenuProps): ReactNode {
  if (viewerMay.length === 0 && revisions.length === 0) return null;
  return (
    <Menu position="bottom-end" shadow="lg">
      <Menu.Target>
        <ActionIcon variant="subtle" size={24} aria-label="More for this comment" className={styles.more ?? ''}><Icon of={IconDots} small /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {viewerMay.includes('edit') && <Menu.Item leftSection={<Icon of={IconPencil} small />} onClick={onEdit}>Edit</Menu.Item>}
        {revisions.length > 0 && <Menu.Item leftSection={<Icon of={IconHistory} small />} onClick={onHistory}>Earlier wordings</Menu.Item>}
        {viewerMay.includes('delete') && <Menu.Item leftSection={<Icon of={IconTrash} small />} onClick={onDelete}>Delete</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Who agrees, and how; pressing one joins in or takes it back. */
function Reactions({ comment: { id, reactions } }: { comment: CommentShownFragment }): ReactNode {
  const react = useReact(id);
  if (reactions.length === 0) return null;
  return (
    <div className={styles.reactions}>
      {reactions.map(({ emoji, mine, people }) => (
        <UnstyledButton key={emoji} aria-pressed={mine} aria-label={`${nameOf(emoji)}: ${people.map(({ name }) => name).join(', ')}`} title={people.map(({ name }) => name).join(', ')} onClick={() => { react(emoji, !mine); }}>
          {emoji} {people.length}
        </UnstyledButton>
      ))}
    </div>
  );
}

function ReactButton({ comment: { id, reactions } }: { comment: CommentShownFragment }): ReactNode {
  const react = useReact(id);
  const [isChoosing, setChoosing] = useState(false);
  const choose = (emoji: string) => {
    setChoosing(false);
    react(emoji, !(reactions.find((given) => given.emoji === emoji)?.mine ?? false));
  };
  return (
    <Popover opened={isChoosing} onChange={setChoosing} position="bottom-end" shadow="lg" trapFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" size={24} className={styles.more ?? ''} aria-label="React" aria-expanded={isChoosing} onClick={() => { setChoosing(!isChoosing); }}><Icon of={IconMoodPlus} small /></ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles.emoji ?? ''}>
        {EMOJI.map(([emoji, name]) => <UnstyledButton key={emoji} aria-label={name} title={name} onClick={() => { choose(emoji); }}>{emoji}</UnstyledButton>)}
      </Popover.Dropdown>
    </Popover>
  );
}

function useReact(commentId: string): (emoji: string, on: boolean) => void {
  const [react] = useMutation(ReactToComment);
  const { say } = useToaster();
  return (emoji, on) => {
    react({ variables: { commentId, emoji, on } }).catch((error: unknown) => { say(`The reaction was not kept. ${reasonOf(error)}`); });
  };
}
