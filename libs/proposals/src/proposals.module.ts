import { Module } from '@nestjs/common';

import { CollaborationModule } from '#libs/collaboration';

import { DocumentEdits } from './documents/document-edits.js';
import { DocumentRooms } from './documents/document-rooms.js';
import { DocumentService } from './documents/document.service.js';
import { FileService } from './documents/file.service.js';
import { ProposalList } from './proposal-list.js';
import { ProposalService } from './proposal.service.js';
import { StageRules } from './stage-rules.js';

const SERVICES = [DocumentService, FileService, ProposalList, ProposalService, StageRules];

/** Proposals and documents. */
@Module({ imports: [CollaborationModule], providers: [...SERVICES, DocumentEdits, DocumentRooms], exports: SERVICES })
export class ProposalsModule {}
