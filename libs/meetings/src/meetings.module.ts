import { Module } from '@nestjs/common';

import { ProposalsModule } from '#libs/proposals';

import { ActionService } from './actions/action.service.js';
import { AgendaService } from './agenda/agenda.service.js';
import { MeetingService } from './meeting.service.js';

const SERVICES = [MeetingService, AgendaService, ActionService];

@Module({ imports: [ProposalsModule], providers: SERVICES, exports: SERVICES })
export class MeetingsModule {}
