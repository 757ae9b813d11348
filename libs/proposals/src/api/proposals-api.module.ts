import { Module } from '@nestjs/common';

import { ProposalsModule } from '../proposals.module.js';
import { DocumentResolver } from './document.resolver.js';
import { FilesController } from './files.controller.js';
import { ProposalFieldsResolver } from './proposal-fields.resolver.js';
import { ProposalResolver } from './proposal.resolver.js';

@Module({ imports: [ProposalsModule], controllers: [FilesController], providers: [DocumentResolver, ProposalFieldsResolver, ProposalResolver] })
export class ProposalsApiModule {}
