import { Module } from '@nestjs/common';

import { DocumentEdits } from './documents/document-edits.js';
import { DocumentService } from './documents/document.service.js';
import { ProposalList } from './proposal-list.js';
import { ProposalService } from './proposal.service.js';
import { StageRules } from './stage-rules.js';

const SERVICES = [DocumentService, ProposalList, ProposalService, StageRules];

/** Proposals and documents. */
@Module({ providers: [...SERVICES, DocumentEdits], exports: SERVICES })
export class ProposalsModule {}
