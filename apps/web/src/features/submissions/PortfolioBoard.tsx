import { type DragEvent, type ReactNode, useState } from 'react';

import { addresses } from '../../app/addresses';
import type { ProposalStage } from '../../graphql/generated/graphql';
import { Deadline, Line, Link, Stage, stageWords, useToaster } from '../../ui';
import { StageMenu } from '../proposals/StageMenu';
import type { Movable, Move } from '../proposals/useStageMoves';
import type { PortfolioRow } from './portfolio';
import styles from './board.module.css';
import { HealthOf, WaitingOn } from './PortfolioTable';

interface BoardProps {
  readonly rows: readonly PortfolioRow[];
  readonly chosen: string | undefined;
  readonly onMove: (proposal: Movable, move: Move) => void;
}

const STAGES = Object.keys(stageWords) as ProposalStage[];

/** The rows by stage. A card is moved by dragging it or by the menu on it, which a keyboard and a phone have too. */
export function PortfolioBoard({ rows, chosen, onMove }: BoardProps): ReactNode {
  const [dragged, setDragged] = useState<PortfolioRow['proposal'] | null>(null);
  const { say } = useToaster();
  const drop = (stage: ProposalStage) => {
    setDragged(null);
    if (dragged === null || dragged.stage === stage) return;
    const move = dragged.nextStages.find((next) => next.stage === stage);
    if (move !== undefined) onMove(dragged, move);
    else say(`From ${stageWords[dragged.stage].toLowerCase()} it goes to ${dragged.nextStages.map((next) => stageWords[next.stage].toLowerCase()).join(' or ')}.`);
  };
  return (
    <div className={styles.board} role="region" aria-label="Board by stage" tabIndex={0}>
      {STAGES.map((stage) => (
        <Column
          key={stage} stage={stage} rows={rows.filter(({ proposal }) => proposal.stage === stage)} chosen={chosen} onMove={onMove} onDrag={setDragged} onDrop={() => { drop(stage); }}
          open={dragged?.nextStages.some((next) => next.stage === stage) ?? false}
        />
      ))}
    </div>
  );
}

interface ColumnProps extends BoardProps {
  readonly stage: ProposalStage;
  /** Whether what is dragged could go here. */
  readonly open: boolean;
  readonly onDrag: (proposal: PortfolioRow['proposal'] | null) => void;
  readonly onDrop: () => void;
}

function Column({ stage, rows, chosen, open, onMove, onDrag, onDrop }: ColumnProps): ReactNode {
  return (
    <section
      className={styles.column} data-open={open || undefined} aria-label={stageWords[stage]}
      onDragOver={(event: DragEvent) => { event.preventDefault(); }} onDrop={(event: DragEvent) => { event.preventDefault(); onDrop(); }}
    >
      <h2><Stage stage={stage} /> <span>{rows.length}</span></h2>
      <ul>
        {rows.map((row) => (
          <BoardCard key={row.proposal.id} row={row} chosen={row.proposal.id === chosen} onMove={onMove} onDrag={onDrag} />
        ))}
      </ul>
    </section>
  );
}

interface BoardCardProps {
  readonly row: PortfolioRow;
  readonly chosen: boolean;
  readonly onMove: BoardProps['onMove'];
  readonly onDrag: ColumnProps['onDrag'];
}

function BoardCard({ row, chosen, onMove, onDrag }: BoardCardProps): ReactNode {
  const { proposal, submission, nextDeadline } = row;
  const isSaid = (submission?.healthUpdates.length ?? 0) > 0;
  const mayMove = proposal.viewerMay.includes('move') && proposal.nextStages.length > 0;
  return (
    <li
      className={styles.card} data-row={proposal.id} tabIndex={-1} data-chosen={chosen || undefined} draggable={mayMove}
      onDragStart={() => { onDrag(proposal); }} onDragEnd={() => { onDrag(null); }}
    >
      <Link href={addresses.proposal(proposal.id)} className={styles.title} draggable={false}>{proposal.title}</Link>
      {submission != null && <Line><span>{`${submission.venue.name} ${submission.venue.edition}`}</span>{nextDeadline != null && <Deadline at={nextDeadline.at} />}</Line>}
      {(isSaid || row.waitingOn.length > 0) && <Line>{isSaid && <HealthOf row={row} />}{row.waitingOn.length > 0 && <WaitingOn row={row} />}</Line>}
      {mayMove && <StageMenu stage={proposal.stage} next={proposal.nextStages} label={`Move “${proposal.title}”`} onMove={(move) => { onMove(proposal, move); }} />}
    </li>
  );
}
