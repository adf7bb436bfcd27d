import type { BriefKind, BriefNeed } from '../core/briefs';
import { deliveryKinds } from '../core/messages/deliveries';

/** How much of a line is read to count it. */
export function needOf({ kind, starts }: BriefKind): BriefNeed {
	const isOther = kind === 'info' && (actions.has(starts) || envelopes.has(starts));
	return withFields.has(kind) || isOther ? 'fields' : bare.has(kind) ? 'kind' : undefined;
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
	'cancelled',
	'postsuper',
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
