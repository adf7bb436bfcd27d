import { between } from './between';
import { dovecot } from './dovecot';
import { exim } from './exim/exim';
import { opensmtpd } from './opensmtpd';
import { postfix } from './postfix/postfix';
import type { Dialect } from './row';
import { sendmail } from './sendmail/sendmail';

/** The dialects whose lines stand alone, in the order in which they are asked. Transcripts come after them: what a line says there depends on those before. */
export const dialects: readonly Dialect[] = [postfix, exim, sendmail, opensmtpd, dovecot, between];
