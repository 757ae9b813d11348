import { Injectable, Logger } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';

import { Config } from '../config/config.js';

export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
}

/** Sends mail through SMTP_URL. Without one it sends nothing: whatever is mailed can be handed over otherwise too. */
@Injectable()
export class Mailer {
  private readonly log = new Logger(Mailer.name);
  private readonly transport: Transporter | null;

  constructor(private readonly config: Config) {
    this.transport = config.smtpUrl === null ? null : createTransport(config.smtpUrl);
  }

  async send(mail: Mail): Promise<void> {
    if (this.transport === null) return;
    await this.transport.sendMail({ from: this.config.mailFrom, to: mail.to, subject: mail.subject, text: mail.text });
    this.log.debug('Sent a mail');
  }
}
