import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useCallback, useMemo, useState } from 'react';

import { usePlaceWithin } from '../../app/parameters';
import { useViewer } from '../../app/viewer';
import { Section, Unseen } from '../../ui';
import { DocumentWorkspace } from '../documents/DocumentWorkspace';
import { ActionList, AddActionForm } from './Actions';
import { LeftOpen } from './Beside';
import { CurrentItem } from './CurrentItem';
import { FacilitatorBar } from './FacilitatorBar';
import { FollowerBar } from './FollowerBar';
import { placeOf } from './order';
import type { AgendaItemShown, MeetingShown } from './queries';
import { RoomAgenda } from './RoomAgenda';
import styles from './room.module.css';
import { useFacilitating } from './useMeeting';

/** The meeting while it runs: the agenda, the item with what it is about above the notes, what was agreed, and the controls at the foot. */
export function Room({ meeting }: { meeting: MeetingShown }): ReactNode {
  const { person: me } = useViewer();
  const [stepsIn, stepIn] = useState(false);
  const leads = meeting.viewerMay.includes('facilitate') && (meeting.facilitator?.id === me.id || stepsIn);
  const { goTo } = useFacilitating(meeting);
  const place = useShownItem(meeting, leads);
  const { shown, current, lookAt, rejoin } = place;
  const choose = useCallback((item: AgendaItemShown) => { if (leads) void goTo(item); else lookAt(item); }, [leads, goTo, lookAt]);
  const isNarrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });

  const agenda = <RoomAgenda meeting={meeting} shown={shown} onChoose={choose} />;
  return (
    <div className={styles.room}>
      {/* On a phone the present item comes first, also for who reads with the ears. */}
      {!isNarrow && agenda}
      <div className={styles.middle}>
        <CurrentItem meeting={meeting} item={shown} isElsewhere={place.isElsewhere} leads={leads} />
        <DocumentWorkspace document={meeting.document} layout="inset" heading={<Unseen><h2>Notes</h2></Unseen>} placeholder="Notes, for everybody in the room to write" />
      </div>
      {isNarrow && agenda}
      <aside className={styles.side} aria-label="What was agreed" data-region tabIndex={-1}>
        <Section title="Agreed here">
          {meeting.actions.length > 0 && <ActionList label="Agreed here" actions={meeting.actions} />}
          {meeting.viewerMay.includes('takeNotes') && <AddActionForm meetingId={meeting.id} proposalId={shown?.proposal?.id} />}
        </Section>
        <LeftOpen meeting={meeting} />
      </aside>
      {leads
        ? <FacilitatorBar meeting={meeting} current={current} />
        : <FollowerBar meeting={meeting} isElsewhere={place.isElsewhere} onLookAround={() => { if (current !== undefined) lookAt(current); }} onRejoin={rejoin} onStepIn={() => { stepIn(true); }} />}
      <Unseen><span role="status">{current === undefined || place.isElsewhere ? '' : `Now ${placeOf(meeting.agenda, current)}: ${current.title}`}</span></Unseen>
    </div>
  );
}

/**
 * Which item a person has before them: the one that the facilitator is at, unless they look around. What they look at is
 * in the address (`#item=…`), so that it can be sent to somebody.
 */
function useShownItem({ agenda, currentItem }: MeetingShown, leads: boolean) {
  const [lookedAt, look] = usePlaceWithin('item');
  return useMemo(() => {
    const current = agenda.find(({ id }) => id === currentItem?.id);
    const elsewhere = leads ? undefined : agenda.find(({ id }) => id === lookedAt);
    return {
      current, shown: elsewhere ?? current, isElsewhere: elsewhere !== undefined,
      lookAt: ({ id }: AgendaItemShown) => { look(id); },
      rejoin: () => { look(null); },
    };
  }, [agenda, currentItem, lookedAt, look, leads]);
}
