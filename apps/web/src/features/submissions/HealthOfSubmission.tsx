import { useMutation } from '@apollo/client/react';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { useSubmit } from '../../app/useSubmit';
import { type FragmentType, graphql, useFragment } from '../../graphql/generated';
import type { Health as HealthValue } from '../../graphql/generated/graphql';
import { Card, Health, healthWords, RelativeTime } from '../../ui';
import styles from './submissions.module.css';

const HealthFragment = graphql(`
  fragment HealthOfSubmission on Submission {
    id
    healthUpdates {
      health
      line
      at
      by { id name initials colour }
    }
  }
`);

const PostHealth = graphql(`
  mutation PostHealth($submissionId: ID!, $health: Health!, $line: String!) {
    postHealth(submissionId: $submissionId, health: $health, line: $line) {
      id
      ...HealthOfSubmission
    }
  }
`);

interface HealthProps {
  readonly submission: FragmentType<typeof HealthFragment>;
  readonly mayPost: boolean;
}

/** How it stands in somebody's judgement, with the reason in one line, the latest first. Nothing said, nothing shown. */
export function HealthOfSubmission({ submission, mayPost }: HealthProps): ReactNode {
  const { id, healthUpdates } = useFragment(HealthFragment, submission);
  return (
    <Card padded>
      {healthUpdates.length === 0
        ? <p className={styles.quiet}>No update: nobody has said yet how it stands.</p>
        : (
          <ul aria-label="Health updates" className={styles.health}>
            {healthUpdates.map(({ health, line, at, by }) => (
              <li key={at}>
                <Health health={health} />
                <span><strong>{by.name}</strong>, <RelativeTime at={at} />: {line}</span>
              </li>
            ))}
          </ul>
        )}
      {mayPost && <PostForm submissionId={id} />}
    </Card>
  );
}

function PostForm({ submissionId }: { submissionId: string }): ReactNode {
  const [post] = useMutation(PostHealth);
  const [health, setHealth] = useState<HealthValue>('on_track');
  const [line, setLine] = useState('');
  const { onSubmit, busy, errorOf, refusal } = useSubmit(['line'], async () => {
    await post({ variables: { submissionId, health, line } });
    setLine('');
  });
  return (
    <form onSubmit={onSubmit} className={styles.post}>
      <SegmentedControl<HealthValue> aria-label="Health" value={health} onChange={setHealth} data={(Object.keys(healthWords) as HealthValue[]).map((value) => ({ value, label: healthWords[value] }))} />
      <TextInput name="line" aria-label="Why, in one line" placeholder="Why, in one line" value={line} onChange={(event) => { setLine(event.currentTarget.value); }} error={errorOf('line') ?? refusal} />
      <Button type="submit" loading={busy}>Post update</Button>
    </form>
  );
}
