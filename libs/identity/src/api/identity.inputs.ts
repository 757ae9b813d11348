import { Field, InputType } from '@nestjs/graphql';

@InputType()
export class CreateFirstGroupInput {
  @Field() groupName!: string;
  @Field() name!: string;
  @Field() email!: string;
  @Field() password!: string;
  @Field(() => String, { nullable: true }) timeZone?: string | null;
}
