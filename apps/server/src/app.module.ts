import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';

import { ActivityModule } from '#libs/activity';
import { ActivityApiModule } from '#libs/activity/api';
import { CollaborationModule } from '#libs/collaboration';
import { ExperimentsModule } from '#libs/experiments';
import { ExperimentsApiModule } from '#libs/experiments/api';
import { IdentityModule } from '#libs/identity';
import { IdentityApiModule } from '#libs/identity/api';
import { MeetingsModule } from '#libs/meetings';
import { MeetingsApiModule } from '#libs/meetings/api';
import { type Config, type DatabaseAddress, graphqlOptions, LiveServer, PlatformModule } from '#libs/platform';
import { ProposalsModule } from '#libs/proposals';
import { ProposalsApiModule } from '#libs/proposals/api';
import { SearchModule } from '#libs/search';
import { SearchApiModule } from '#libs/search/api';
import { SubmissionsModule } from '#libs/submissions';
import { SubmissionsApiModule } from '#libs/submissions/api';
import { ThreadsModule } from '#libs/threads';
import { ThreadsApiModule } from '#libs/threads/api';

/** The domains, in the order of the house. Each brings its module and its API. */
const DOMAINS = [IdentityModule, CollaborationModule, ProposalsModule, ThreadsModule, ExperimentsModule, MeetingsModule, SubmissionsModule, ActivityModule, SearchModule];
const APIS = [IdentityApiModule, ProposalsApiModule, ThreadsApiModule, ExperimentsApiModule, MeetingsApiModule, SubmissionsApiModule, ActivityApiModule, SearchApiModule];

/** The composition root: which rooms this process opens is said here, and nothing else is. */
@Module({})
export class AppModule {
  static of(config: Config, address: DatabaseAddress): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.of(config, address), ...DOMAINS, ...(config.roles.has('api') ? [...APIS, graphql()] : [])],
      providers: config.roles.has('api') ? [LiveServer] : [],
    };
  }
}

const graphql = (): DynamicModule => GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, ...graphqlOptions() });
