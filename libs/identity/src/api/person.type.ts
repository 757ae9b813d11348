import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

import type { Actor } from '#libs/access';
import type { UserId } from '#libs/kernel';
import type { RequestContext } from '#libs/platform';

import type { PeopleService } from '../people.service.js';
import type { Person } from '../person.js';

@ObjectType('Person', { description: 'Somebody of the group, as everybody in it may see them.' })
export class PersonType implements Person {
  @Field(() => ID) id!: UserId;
  @Field() name!: string;
  @Field() initials!: string;
  @Field(() => Int, { description: '0 to 7: one of the eight grounds on which initials are drawn.' }) colour!: number;
}

/** One person for a field, loaded together with all others that the operation names. */
export async function loadPerson(context: RequestContext, people: PeopleService, id: UserId): Promise<Person> {
  const found = await context.loader<UserId, Person>(people, async (ids) => {
    const persons = await people.named(context.actor as Actor, ids);
    return ids.map((one) => persons.get(one) ?? { id: one, name: 'Somebody who left', initials: '', colour: 0 });
  }).load(id);
  return found;
}

export const loadPeople = (context: RequestContext, people: PeopleService, ids: readonly UserId[]): Promise<Person[]> =>
  Promise.all(ids.map((id) => loadPerson(context, people, id)));
