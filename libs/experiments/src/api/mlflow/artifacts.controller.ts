import { Delete, Get, Param, Post, Put, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import type { Actor, Permitted } from '#libs/access';
import { DomainError, notFound } from '#libs/kernel';
import { CurrentActor, DecidedBy, Self } from '#libs/platform';

import { artifactNames, artifactPlace } from '../../artifacts/artifact-path.js';
import { type ArtifactInfo, ArtifactStore } from '../../artifacts/artifact-store.js';
import type { Run } from '../../runs/run.entity.js';
import { runDeleted } from '../../runs/run.errors.js';
import { runPolicy } from '../../runs/run.policy.js';
import { RunService } from '../../runs/run.service.js';
import { Ask, MlflowController } from './endpoints.js';
import { Asked, Fields } from './fields.js';
import { artifactUri, listed } from './replies.js';

const fileReply = ({ isDirectory, size }: ArtifactInfo, path: string): object =>
  ({ path, is_dir: isDirectory, ...(isDirectory ? {} : { file_size: size }) });

/** Express hands over the decoded pieces of a path; what looked like one name may have held a slash. */
type Pieces = string | string[];
const pathOf = (pieces: Pieces): string => [pieces].flat().join('/');

/** The files of a run, seen from the run. */
@MlflowController('mlflow/artifacts')
export class MlflowArtifactListController {
  constructor(
    private readonly runs: RunService,
    private readonly artifacts: ArtifactStore,
  ) {}

  @DecidedBy(runPolicy, 'read', 'runs')
  @Ask('list')
  async list(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    const names = artifactNames(asked.optionalText('path') ?? '');
    const run = await this.runs.require(actor, 'read', asked.runId());
    const files = await this.artifacts.list(run, names);
    return { root_uri: artifactUri(run), ...listed('files', files.map((file) => fileReply(file, [...names, file.name].join('/')))) };
  }
}

/** The store of files itself, where clients put and get them. Each path begins with the run, which says who may. */
@MlflowController('mlflow-artifacts')
export class MlflowArtifactsController {
  constructor(
    private readonly runs: RunService,
    private readonly artifacts: ArtifactStore,
  ) {}

  @DecidedBy(runPolicy, 'edit', 'runs')
  @Put('artifacts/*path')
  async put(@CurrentActor() actor: Actor, @Param('path') pieces: Pieces, @Req() request: Request): Promise<object> {
    const { run, names } = await this.writable(actor, pathOf(pieces));
    await this.artifacts.write(run, names, request);
    return {};
  }

  @DecidedBy(runPolicy, 'read', 'runs')
  @Get('artifacts/*path')
  async get(@CurrentActor() actor: Actor, @Param('path') pieces: Pieces, @Res() response: Response): Promise<void> {
    const { run, names } = await this.readable(actor, pathOf(pieces));
    const file = await this.artifacts.find(run, names);
    if (file === null) throw notFound('Artifact', names.join('/'));
    // Whatever a training script stored, a browser is to keep it, not to show it.
    response.attachment(names.at(-1)!);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
    response.setHeader('Cache-Control', 'private, no-cache');
    await new Promise<void>((resolve, reject) => {
      response.sendFile(file.path, { root: file.root, dotfiles: 'allow', cacheControl: false }, (error: Error | undefined) => {
        // A reader that goes away in the midst is no failure of ours.
        if (error === undefined || response.headersSent) resolve();
        else reject(error);
      });
    });
  }

  @DecidedBy(runPolicy, 'read', 'runs')
  @Get('artifacts')
  async list(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    const { run, names } = await this.readable(actor, asked.text('path'));
    return listed('files', (await this.artifacts.list(run, names)).map((file) => fileReply(file, file.name)));
  }

  @DecidedBy(runPolicy, 'edit', 'runs')
  @Delete('artifacts/*path')
  async delete(@CurrentActor() actor: Actor, @Param('path') pieces: Pieces): Promise<object> {
    const { run, names } = await this.writable(actor, pathOf(pieces));
    if (!(await this.artifacts.remove(run, names))) throw notFound('Artifact', names.join('/'));
    return {};
  }

  /** Clients that hear these very words go on with a plain PUT. */
  @Self('runs')
  @Post(['mpu/create/*path', 'mpu/complete/*path', 'mpu/abort/*path', 'mpu/create', 'mpu/complete', 'mpu/abort'])
  refuseParts(): never {
    throw new DomainError('invalid', 'NOT_IMPLEMENTED', 'Multipart upload is not supported for the current artifact repository');
  }

  private async readable(actor: Actor, path: string): Promise<{ run: Permitted<Run, 'read'>; names: readonly string[] }> {
    const { experimentNumber, runId, names } = artifactPlace(path);
    const run = await this.runs.require(actor, 'read', runId);
    if (run.experiment?.number !== experimentNumber) throw notFound('Run', runId);
    return { run, names };
  }

  private async writable(actor: Actor, path: string): Promise<{ run: Run; names: readonly string[] }> {
    const { run, names } = await this.readable(actor, path);
    await this.runs.require(actor, 'edit', run.id);
    if (run.lifecycle !== 'active') throw runDeleted(run.id);
    return { run, names };
  }
}
