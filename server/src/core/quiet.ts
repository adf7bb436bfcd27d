import type { CompiledRow } from './dialects/scanner';
import { Literal } from './text/literal';
import type { Octets } from './text/octets';

const slash = Literal.ofText('/');
const bracket = Literal.ofText(']');
const quit = Literal.ofText(' quit=');
const commands = Literal.ofText(' commands=');
const closedByQuit = Literal.ofText(' closed by QUIT');
const sent = Literal.ofText(', status=sent (');
/** A server's words may say `status=sent`; the line that tells of another fate says that one, too. */
const otherFates = ['deferred', 'bounced', 'expired', 'undeliverable', 'deliverable', 'SOFTBOUNCE'].map(
	(fate) => Literal.ofText(`, status=${fate}`),
);

/**
 * Whether a line says that all went well, so that nobody who looks for failures need read it. It is told from the row and a few
 * octets; what is not known to be quiet is not.
 */
export function isQuiet(row: CompiledRow | undefined, octets: Octets, start: number, end: number): boolean {
	const has = (literal: Literal) => literal.indexIn(octets, start, end) >= 0;
	const isPostfix = row?.dialect.format === 'postfix';
	if (!row || (!isPostfix && row.dialect.format !== 'exim')) {
		return false;
	}
	switch (row.kind) {
		case 'connect':
		case 'client':
		case 'arrival':
		case 'pickup':
		case 'message-id':
		case 'queue-active':
		case 'tls-established':
		case 'delivery-additional':
		case 'removed':
		case 'completed':
			return true;
		case 'delivery':
			return !isPostfix || (has(sent) && !otherFates.some(has));
		case 'disconnect':
			return isPostfix
				? // `… [203.0.113.10] ehlo=1 auth=0/1`: of the counters one that is two numbers tells of a failure.
					slash.indexIn(octets, Math.max(start, bracket.lastIndexIn(octets, start, end)), end) < 0 &&
						(has(quit) || !has(commands))
				: has(closedByQuit);
		default:
			return false;
	}
}
