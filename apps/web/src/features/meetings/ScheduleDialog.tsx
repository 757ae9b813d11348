import { useMutation } from '@apollo/client/react';
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';

import { addresses } from '../../app/addresses';
import { useSubmit } from '../../app/useSubmit';
import { useViewer } from '../../app/viewer';
import { Line, type PersonShown, useNow } from '../../ui';
import { browserZone, ZoneSelect } from '../identity/ZoneSelect';
import { People } from '../proposals/People';
import styles from './forms.module.css';
import { instantFor, nextHour, wallOf, weekLater } from './meeting-time';
import type { Series } from './neighbours';
import { type MeetingShown, ScheduleMeeting, UpdateMeeting } from './queries';
import { useSeries } from './useSeries';

const NEW_SERIES = 'new';
const ALONE = '';
const FIELDS = ['title', 'startsAt', 'minutes', 'timeZone', 'attendeeIds', 'seriesKey'];

type Arranged = Pick<MeetingShown, 'id' | 'title' | 'startsAt' | 'minutes' | 'timeZone' | 'seriesKey' | 'attendees'>;

interface ScheduleDialogProps {
  /** The meeting that is changed. */
  readonly meeting?: Arranged;
  /** The meeting that the new one follows: the same a week later. */
  readonly after?: Arranged | undefined;
  readonly onClose: () => void;
}

/** Arranges a meeting, or changes what was arranged: when and on whose clock, for how long, and for whom. */
export function ScheduleDialog({ meeting, after, onClose }: ScheduleDialogProps): ReactNode {
  return (
    <Modal opened onClose={onClose} title={meeting === undefined ? 'Schedule a meeting' : 'Change the meeting'} closeButtonProps={{ 'aria-label': 'Close' }}>
      <ScheduleForm meeting={meeting} after={after} onClose={onClose} />
    </Modal>
  );
}

function ScheduleForm({ meeting, after, onClose }: { [Property in keyof ScheduleDialogProps]-?: ScheduleDialogProps[Property] | undefined } & { onClose: () => void }): ReactNode {
  const router = useRouter();
  const now = useNow();
  const { timeZone } = useViewer();
  const series = useSeries();
  const known = meeting ?? after;
  const zone = known?.timeZone ?? timeZone ?? browserZone;
  const [people, setPeople] = useState<PersonShown[]>([...(known?.attendees ?? [])]);
  const [schedule] = useMutation(ScheduleMeeting);
  const [update] = useMutation(UpdateMeeting);
  const proposedStart = meeting !== undefined ? wallOf(new Date(meeting.startsAt), zone) : after !== undefined ? weekLater(after) : nextHour(now, zone);

  const { onSubmit, busy, errorOf, refusal } = useSubmit(FIELDS, async ({ title = '', startsAt = '', minutes, timeZone: chosenZone = zone, seriesKey = ALONE }) => {
    const input = { title, startsAt: instantFor(startsAt, chosenZone), minutes: Number(minutes), timeZone: chosenZone, attendeeIds: people.map(({ id }) => id) };
    if (meeting !== undefined) {
      await update({ variables: { id: meeting.id, input } });
      onClose();
      return;
    }
    const key = seriesKey === NEW_SERIES ? title : seriesKey;
    const { data } = await schedule({ variables: { input: { ...input, seriesKey: key === ALONE ? null : key } }, refetchQueries: ['SeriesMeetings'] });
    if (data) await router.navigate({ href: addresses.meeting(data.scheduleMeeting.id) });
  });
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <TextInput name="title" label="Title" defaultValue={known?.title ?? ''} required withAsterisk={false} data-autofocus error={errorOf('title')} />
      <div className={styles.when}>
        <TextInput name="startsAt" label="Starts" type="datetime-local" defaultValue={proposedStart} required withAsterisk={false} error={errorOf('startsAt')} />
        <TextInput name="minutes" label="Minutes" type="number" min={1} max={1440} inputMode="numeric" defaultValue={known?.minutes ?? 60} required withAsterisk={false} error={errorOf('minutes')} />
      </div>
      <ZoneSelect name="timeZone" label="On the clocks of" zone={zone} error={errorOf('timeZone')} />
      <People label="Who comes" description="Nobody chosen: the whole group, without its guests. Somebody chosen: only they may read it." people={people} onChange={setPeople} error={errorOf('attendeeIds')} />
      {meeting === undefined && <SeriesSelect series={series} follows={after?.seriesKey ?? undefined} error={errorOf('seriesKey')} />}
      {refusal !== undefined && <p role="alert" className={styles.refusal}>{refusal}</p>}
      <Line>
        <Button type="submit" variant="filled" loading={busy}>{meeting === undefined ? 'Schedule it' : 'Save'}</Button>
        <Button variant="subtle" onClick={onClose}>Cancel</Button>
      </Line>
    </form>
  );
}

/** What one meeting of a series leaves open stands on the agenda of the next. */
function SeriesSelect({ series, follows, error }: { series: readonly Series[]; follows: string | undefined; error: string | undefined }): ReactNode {
  return (
    <NativeSelect
      // A list that comes later would leave the browser's own choice standing.
      key={series.length} name="seriesKey" label="Series" description="When a meeting ends, what it carries over moves to the next one of its series." error={error} defaultValue={follows ?? ALONE}
      data={[{ value: ALONE, label: 'None, it stands alone' }, ...series.map(({ key, title }) => ({ value: key, label: title })), { value: NEW_SERIES, label: 'A new series of this title' }]}
    />
  );
}
