import type { ReactNode } from 'react';

import { useViewer } from '../../app/viewer';
import { useNow } from '../../ui';
import { meetingTimes } from './meeting-time';

/** When a meeting is: as it was announced, and on the reader's own clock where that shows another time. */
export function MeetingTime({ meeting }: { meeting: Parameters<typeof meetingTimes>[0] }): ReactNode {
  const { announced, own } = meetingTimes(meeting, useNow(), useViewer().timeZone ?? undefined);
  return <time dateTime={meeting.startsAt}>{announced}{own !== null && ` · ${own}`}</time>;
}
