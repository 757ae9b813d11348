import type { ReactNode } from 'react';

import { useViewer } from '../../app/viewer';
import { type FragmentType, graphql, useFragment } from '../../graphql/generated';
import { Deadline, moment, Table, useNow } from '../../ui';
import { deadlineWords } from '../deadlines';
import styles from './submissions.module.css';

const VenueDatesFragment = graphql(`
  fragment VenueDates on Venue {
    id
    name
    deadlines { id kind at zone announced }
  }
`);

/** All dates of a venue: as announced, and as the reader's own clock will show them. */
export function VenueDates({ venue }: { venue: FragmentType<typeof VenueDatesFragment> }): ReactNode {
  const { name, deadlines } = useFragment(VenueDatesFragment, venue);
  const { timeZone } = useViewer();
  const now = useNow();
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Table label={`Dates of ${name}`} columns={[{ title: 'Date' }, { title: 'Left' }, { title: 'As announced' }, { title: `Your time, ${zone}` }]}>
      {deadlines.map(({ id, kind, at, zone: announcedIn, announced }) => (
        <tr key={id} data-void={new Date(at) <= now || undefined}>
          <th scope="row">{deadlineWords[kind]}</th>
          <td><Deadline at={at} /></td>
          <td className={styles.when} title={announced}>{moment(new Date(at), now, announcedIn)} {announcedIn}</td>
          <td className={styles.when}><time dateTime={at}>{moment(new Date(at), now, zone)}</time></td>
        </tr>
      ))}
    </Table>
  );
}
