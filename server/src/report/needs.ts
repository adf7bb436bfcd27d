import type { BriefKind, BriefNeed } from '../core/briefs';
import { deliveryKinds } from '../core/messages/deliveries';

/** How much of a line is read to count it. */
export function needOf(kind: BriefKind): BriefNeed {
	const isOther = kind.kind === 'info' && (actions.has(kind.starts) || envelopes.has(kind.starts));
	if (withFields.has(kind.kind) || isOther) {
		return 'fields';
	}
	return bare.has(kind.kind) || isDecision(kind) ? 'kind' : undefined;
}

/** Whether somebody decided in it what becomes of a mail that waits. Postfix's own `removed` ends every mail. */
export function isDecision({ kind, format, starts }: BriefKind): boolean {
	return (
		kind === 'cancelled' ||
		kind === 'postsuper' ||
		(kind === 'removed' && format !== 'postfix') ||
		// Exim: address <b@example.net> marked delivered by root
		(kind === 'info' && format === 'exim' && starts === 'address <')
	);
}

/** Whether a line of OpenSMTPD names the sender and a recipient of a mail that came in. */
export function isEnvelope({ kind, starts }: BriefKind): boolean {
	return kind === 'info' && envelopes.has(starts);
}

/** The kinds of lines whose fields count, and those of which it is enough that there is one. */
const withFields: ReadonlySet<string> = new Set([
	...deliveryKinds,
	'client',
	'pickup',
	'arrival',
	'queue-active',
	'reject',
	'milter',
	'header-action',
	'proxy',
	'tls-established',
	'sasl-failed',
]);
const bare: ReadonlySet<string> = new Set([
	'expired',
	'bounce-notification',
	'connect',
	'lost-connection',
	'timeout',
	'warning',
	'connect-failed',
	'protocol-error',
	'syntax-error',
	'tls-failed',
	'tls-unverified',
]);

/** What an access table had done: nobody was refused. */
const actions: ReadonlySet<string> = new Set(['hold: ', 'discard: ', 'warn: ']);

const envelopes: ReadonlySet<string> = new Set(['smtp envelope ', 'smtp event=envelope ']);
