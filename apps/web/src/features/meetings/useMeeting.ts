import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { useCallback, useMemo } from 'react';

import { useFragment } from '../../graphql/generated';
import type { AgendaItemInput, AgendaOutcome } from '../../graphql/generated/graphql';
import { reasonOf, useToaster } from '../../ui';
import { moved } from './order';
import {
  AddAgendaItem, type AgendaItemShown, ConcludeAgendaItem, GoToAgendaItem, MeetingChanged, MeetingFacts, MeetingOfPage, type MeetingShown, MoveAgendaItem, RemoveAgendaItem,
  UpdateAgendaItem,
} from './queries';

/** The meeting of a page, live: what others change arrives by itself. */
export function useMeeting(id: string) {
  const { data, error, refetch } = useQuery(MeetingOfPage, { variables: { id } });
  useSubscription(MeetingChanged, { variables: { id }, ignoreResults: true });
  return { meeting: useFragment(MeetingFacts, data?.meeting), error, refetch };
}

/** Preparing the agenda. What is refused is said, and the agenda stays as the server has it. */
export function useAgenda({ id }: Pick<MeetingShown, 'id'>) {
  const [addItem] = useMutation(AddAgendaItem);
  const [updateItem] = useMutation(UpdateAgendaItem);
  const [moveItem, { client }] = useMutation(MoveAgendaItem);
  const [removeItem] = useMutation(RemoveAgendaItem);
  const { say } = useToaster();

  const add = useCallback((input: AgendaItemInput) => addItem({ variables: { meetingId: id, input } }), [addItem, id]);
  const update = useCallback((itemId: string, input: AgendaItemInput) => updateItem({ variables: { id: itemId, input } }), [updateItem]);

  const move = useCallback(async ({ id: itemId, title, position }: AgendaItemShown, to: number) => {
    // Shown at once; the server's answer, or the way back, follows.
    const show = (from: number, place: number) => {
      client.cache.modify<{ agenda: unknown[] }>({
        id: client.cache.identify({ __typename: 'Meeting', id }) ?? '',
        fields: { agenda: (agenda) => (Array.isArray(agenda) ? moved(agenda, from, place) : agenda) },
      });
    };
    show(position, to);
    try {
      await moveItem({ variables: { id: itemId, position: to } });
    } catch (failure) {
      show(to, position);
      say(`“${title}” stays where it was. ${reasonOf(failure)}`);
    }
  }, [moveItem, client, id, say]);

  const remove = useCallback(async (item: AgendaItemShown) => {
    const putBack = async () => {
      try {
        const { data } = await add(inputOf(item));
        const again = data?.addAgendaItem.agenda.at(-1);
        if (again !== undefined) await moveItem({ variables: { id: again.id, position: item.position } });
      } catch (failure) {
        say(`“${item.title}” is not back on the agenda. ${reasonOf(failure)}`);
      }
    };
    try {
      await removeItem({ variables: { id: item.id } });
      say(`“${item.title}” is off the agenda.`, putBack);
    } catch (failure) {
      say(`“${item.title}” is still on the agenda. ${reasonOf(failure)}`);
    }
  }, [removeItem, add, moveItem, say]);

  return useMemo(() => ({ add, update, move, remove }), [add, update, move, remove]);
}

/** An item as it would be written again. */
export const inputOf = ({ title, reason, proposal, minutes, presenter }: AgendaItemShown): AgendaItemInput => ({
  title, reason, proposalId: proposal?.id ?? null, minutes: minutes ?? null, presenterId: presenter?.id ?? null,
});

/** What only the facilitator does while the meeting runs. */
export function useFacilitating({ id }: Pick<MeetingShown, 'id'>) {
  const [go] = useMutation(GoToAgendaItem);
  const [settle] = useMutation(ConcludeAgendaItem);
  const [update] = useMutation(UpdateAgendaItem);
  const { say } = useToaster();

  const goTo = useCallback(async ({ id: itemId, title }: AgendaItemShown) => {
    try {
      await go({ variables: { meetingId: id, itemId } });
    } catch (failure) {
      say(`The meeting did not move to “${title}”. ${reasonOf(failure)}`);
    }
  }, [go, id, say]);

  const conclude = useCallback(
    (itemId: string, outcome: AgendaOutcome, note: string) => settle({ variables: { id: itemId, outcome, note: note.trim() === '' ? null : note } }),
    [settle],
  );

  const giveMinutes = useCallback(async ({ id: itemId, title, minutes }: AgendaItemShown, more: number) => {
    try {
      await update({ variables: { id: itemId, input: { title, minutes: (minutes ?? 0) + more } } });
    } catch (failure) {
      say(`“${title}” keeps its time. ${reasonOf(failure)}`);
    }
  }, [update, say]);

  return useMemo(() => ({ goTo, conclude, giveMinutes }), [goTo, conclude, giveMinutes]);
}
