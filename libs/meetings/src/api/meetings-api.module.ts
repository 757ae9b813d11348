import { Module } from '@nestjs/common';

import { MeetingsModule } from '../meetings.module.js';
import { ActionResolver } from './action.resolver.js';
import { AgendaResolver } from './agenda.resolver.js';
import { MeetingFieldsResolver } from './meeting-fields.resolver.js';
import { MeetingResolver } from './meeting.resolver.js';

@Module({ imports: [MeetingsModule], providers: [MeetingResolver, MeetingFieldsResolver, AgendaResolver, ActionResolver] })
export class MeetingsApiModule {}
