import { useMutation } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';

import { usePageActions } from '../../app/actions/actions';
import type { PageAction } from '../../app/actions/registry';
import { InTopBar } from '../../app/frame/slots';
import { Columns, Icon, Page, reasonOf, Section, useToaster } from '../../ui';
import { DocumentWorkspace } from '../documents/DocumentWorkspace';
import { Agenda } from './Agenda';
import { Invited, LeftOpen } from './Beside';
import { MeetingTime } from './MeetingTime';
import styles from './meeting.module.css';
import { minutesGiven } from './order';
import { type MeetingShown, StartMeeting } from './queries';
import { ScheduleDialog } from './ScheduleDialog';

/** Before the meeting: its agenda, the notes that people already write, and what is still open from the last one. */
export function Preparation({ meeting }: { meeting: MeetingShown }): ReactNode {
  const [isChanging, setChanging] = useState(false);
  const { begin, isStarting } = useStart(meeting.id);
  const mayStart = meeting.viewerMay.includes('start');
  const mayEdit = meeting.viewerMay.includes('edit');

  usePageActions(useMemo<PageAction[]>(() => [
    ...(mayStart ? [{ id: 'start-meeting', label: 'Start the meeting', icon: IconPlayerPlay, run: begin }] : []),
    ...(mayEdit ? [{ id: 'change-meeting', label: 'Change the time or who comes', run: () => { setChanging(true); } }] : []),
  ], [mayStart, mayEdit, begin]));

  return (
    <Page title={meeting.title} aside={<MeetingTime meeting={meeting} />} actions={mayEdit && <Button size="xs" onClick={() => { setChanging(true); }}>Change</Button>}>
      {mayStart && <InTopBar action={<Button variant="filled" leftSection={<Icon of={IconPlayerPlay} />} loading={isStarting} aria-label="Start the meeting" onClick={() => void begin()}>Start</Button>} />}
      <Columns sideLabel="About this meeting" side={<><LeftOpen meeting={meeting} /><Invited title="Who comes" meeting={meeting} /></>}>
        <Section title="Agenda" aside={meeting.agenda.length === 0 ? undefined : `${minutesGiven(meeting.agenda)} of ${meeting.minutes} min`}>
          <Agenda meeting={meeting} />
        </Section>
        <Section title="Notes" aside="live, for everybody who comes">
          <div className={styles.paper}>
            <DocumentWorkspace document={meeting.document} layout="inset" heading={null} placeholder="Write what the others should have read before the meeting" />
          </div>
        </Section>
      </Columns>
      {isChanging && <ScheduleDialog meeting={meeting} onClose={() => { setChanging(false); }} />}
    </Page>
  );
}

/** Whoever starts a meeting facilitates it. */
function useStart(id: string) {
  const [start, { loading }] = useMutation(StartMeeting);
  const { say } = useToaster();
  const begin = useCallback(async () => {
    try {
      await start({ variables: { id } });
    } catch (failure) {
      say(`The meeting has not started. ${reasonOf(failure)}`);
    }
  }, [start, id, say]);
  return { begin, isStarting: loading };
}
