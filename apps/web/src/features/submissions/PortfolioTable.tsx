import { ActionIcon } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { useViewer } from '../../app/viewer';
import { Avatar, count, Deadline, DeadlineTimes, Health, Icon, Line, Link, Stage, Table } from '../../ui';
import { deadlineWords } from '../deadlines';
import type { PortfolioRow } from './portfolio';
import styles from './portfolio.module.css';

interface RowsProps {
  readonly rows: readonly PortfolioRow[];
  readonly chosen: string | undefined;
  readonly onChoose: (proposalId: string) => void;
}

const COLUMNS = [{ title: 'Proposal' }, { title: 'Stage' }, { title: 'Next deadline' }, { title: 'Health' }, { title: 'Waiting on' }, { title: 'More', unseen: true }];

export function PortfolioTable({ rows, chosen, onChoose }: RowsProps): ReactNode {
  return (
    <Table label="Portfolio" columns={COLUMNS}>
      {rows.map((row) => {
        const { id, title, stage } = row.proposal;
        return (
          <tr key={id} data-row={id} tabIndex={-1} data-chosen={id === chosen || undefined} className={styles.row}>
            <th scope="row"><Link href={addresses.proposal(id)} className={styles.title}>{title}</Link></th>
            <td><Stage stage={stage} /></td>
            <td><NextDeadline row={row} inline /></td>
            <td><HealthOf row={row} /></td>
            <td><WaitingOn row={row} /></td>
            <td><Unfold title={title} open={id === chosen} onPress={() => { onChoose(id); }} /></td>
          </tr>
        );
      })}
    </Table>
  );
}

/** On a phone: the same facts in the same order, and the chosen card opened where it stands. */
export function PortfolioCards({ rows, chosen, onChoose, detail }: RowsProps & { detail: ReactNode }): ReactNode {
  return (
    <ul className={styles.cards} aria-label="Portfolio">
      {rows.map((row) => {
        const { id, title, stage } = row.proposal;
        return (
          <li key={id} className={styles.card} data-row={id} tabIndex={-1} data-chosen={id === chosen || undefined}>
            <Link href={addresses.proposal(id)} className={styles.title}>{title}</Link>
            <Line apart><Stage stage={stage} /><HealthOf row={row} /></Line>
            <NextDeadline row={row} />
            <Line apart><WaitingOn row={row} /><Unfold title={title} open={id === chosen} onPress={() => { onChoose(id); }} /></Line>
            {id === chosen && detail}
          </li>
        );
      })}
    </ul>
  );
}

function Unfold({ title, open, onPress }: { title: string; open: boolean; onPress: () => void }): ReactNode {
  return (
    <ActionIcon variant="subtle" color="gray" aria-expanded={open} aria-label={`How “${title}” stands`} onClick={onPress} className={styles.unfold}>
      <Icon of={IconChevronDown} small />
    </ActionIcon>
  );
}

/** What is due next, or why nothing is. */
export function NextDeadline({ row: { proposal, submission, nextDeadline }, inline = false }: { row: PortfolioRow; inline?: boolean }): ReactNode {
  const { timeZone } = useViewer();
  if (proposal.parkedReason != null) return <span className={styles.reason}>{proposal.parkedReason}</span>;
  if (submission == null) return <span className={styles.strong}>No venue yet</span>;
  const venue = `${submission.venue.name} ${submission.venue.edition}`;
  if (nextDeadline == null) return <><span className={styles.strong}>{venue}</span><div className={styles.times}>No date ahead</div></>;
  return (
    <>
      <Line apart={!inline}>
        <span className={styles.strong}>{`${venue} ${deadlineWords[nextDeadline.kind].toLowerCase()}`}</span>
        <Deadline at={nextDeadline.at} />
      </Line>
      <div className={styles.times}><DeadlineTimes at={nextDeadline.at} zone={nextDeadline.zone} viewerZone={timeZone ?? null} inline={inline} /></div>
    </>
  );
}

export function HealthOf({ row: { submission } }: { row: PortfolioRow }): ReactNode {
  // The newest first.
  const said = submission?.healthUpdates[0];
  return said === undefined ? <span className={styles.nothing}>No update</span> : <Health health={said.health} />;
}

/** Whose move it is, and for how many concerns. */
export function WaitingOn({ row: { waitingOn, openConcerns } }: { row: PortfolioRow }): ReactNode {
  if (waitingOn.length === 0) return <span className={styles.nothing}>–</span>;
  return (
    <span className={styles.waiting}>
      {waitingOn.slice(0, 3).map((person) => <Avatar key={person.id} person={person} small />)}
      {waitingOn.length > 3 && `+${waitingOn.length - 3}`} {openConcerns > 0 && count(openConcerns, 'concern')}
    </span>
  );
}
