import type { Dialect, Row } from '../../../src/core/dialects/row';

/** The sample as a line of a log, from every daemon that writes it. */
export function linesOf(dialect: Dialect, row: Row, sample: string): string[] {
	switch (dialect.format) {
		case 'exim':
			return [
				`2026-11-23 16:35:10.065 +0100 [173] ${sample}`,
				`2026-11-23 16:35:10 ${sample}`,
				`Nov 23 16:35:10 mx1 exim[173]: 2026-11-23 16:35:10 ${sample}`,
				`Nov 23 16:35:10 mx1 exim[173]: [173] ${sample}`,
				`Nov 23 16:35:10 mx1 exim[173]: ${sample}`,
			];
		case 'sendmail':
			return [`Nov 23 16:20:48 mx1 sm-mta[291]: ${sample}`, `Nov 23 16:20:48 mx1 sendmail[291]: ${sample}`];
		case 'opensmtpd':
			return [`Nov 23 16:20:48 mx1 smtpd[291]: ${sample}`];
		case 'dovecot':
			// The process stands in the message; PAM alone writes under the name of the process.
			return row.programs?.includes('pam')
				? [`Nov 23 16:20:48 mx1 auth: ${sample}`, `Nov 23 16:20:48 mx1 dovecot: auth: ${sample}`]
				: [`Nov 23 16:20:48 mx1 dovecot: ${sample}`];
		case 'other':
			return (row.programs ?? []).map((program) => `Nov 23 16:20:48 mx1 ${program}[291]: ${sample}`);
		default:
			return (row.programs ?? ['smtpd']).map(
				(program) => `Nov 23 16:20:48 mx1 postfix/${program}[291]: ${sample}`,
			);
	}
}
