import type { ReactNode } from 'react';

import { addresses } from '../../app/addresses';
import { usePageHead } from '../../app/frame/head';
import { day, Failure, Page, useNow, Waiting } from '../../ui';
import { Preparation } from './Preparation';
import { Room } from './Room';
import { Summary } from './Summary';
import { useMeeting } from './useMeeting';

const TRAIL = [{ label: 'Meetings', href: addresses.meetings }];

/** A meeting: before it the agenda, during it the room, after it the summary. It turns by itself when somebody starts or ends it. */
export default function MeetingPage({ id }: { id: string }): ReactNode {
  const { meeting, error, refetch } = useMeeting(id);
  const now = useNow();
  usePageHead(meeting == null ? undefined : `${meeting.title}, ${day(new Date(meeting.startsAt), now, meeting.timeZone)}`, TRAIL);

  // What is known stays on screen; only a page that has nothing says that it failed.
  if (meeting == null && error !== undefined) return <Page title="Meeting"><Failure what="The meeting could not be loaded" error={error} onRetry={refetch} /></Page>;
  if (meeting == null) return <Page title="Meeting"><Waiting what="the meeting" lines={6} /></Page>;
  switch (meeting.state) {
    case 'scheduled': return <Preparation meeting={meeting} />;
    case 'running': return <Room meeting={meeting} />;
    case 'closed': return <Summary meeting={meeting} />;
  }
}
