import { Module } from '@nestjs/common';

import { DocumentEdits } from './documents/document-edits.js';
import { DocumentService } from './documents/document.service.js';

const SERVICES = [DocumentService];

@Module({ providers: [...SERVICES, DocumentEdits], exports: SERVICES })
export class ProposalsModule {}
