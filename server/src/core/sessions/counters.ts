import { valueOf } from '../event';
import type { CounterDisagreement } from '../model';
import type { SessionLine } from './draft';

/** The verbs of smtpd's counters: `rcpt=1/3` is one accepted of three, `all` counts to 1000 at most. */
export type Counters = ReadonlyMap<string, { readonly ok: number; readonly all: number }>;

/** A hostile log may count what it likes. */
const most = 1000;

/** `ehlo=2 starttls=1 auth=1/2 mail=1 commands=5/6`, without the sum of all. */
export function countersOf(lines: readonly SessionLine[]): Counters {
	let counters = none;
	for (const { event } of lines) {
		const words = valueOf(event, 'counters');
		if (words !== undefined) {
			const own = countersIn(words);
			counters = counters === none ? own : new Map([...counters, ...own]);
		}
	}
	return counters;
}

const none: Counters = new Map();

/** The last words and what they count: many rules ask for the same line, one after the other. */
let known: { readonly words: string; readonly counters: Counters } = { words: '', counters: none };

function countersIn(words: string): Counters {
	if (known.words === words) {
		return known.counters;
	}
	const counters = new Map<string, { ok: number; all: number }>();
	for (const word of words.split(' ')) {
		// rcpt=1/3
		const match = /^([a-z]{1,12})=([0-9]{1,9})(?:\/([0-9]{1,9}))?$/.exec(word);
		if (match?.[1] && match[1] !== 'commands') {
			const ok = Number(match[2]);
			counters.set(match[1], { ok, all: Math.min(most, match[3] ? Number(match[3]) : ok) });
		}
	}
	known = { words, counters };
	return counters;
}

/** The verb of which a refusal in a phase is one use; a phase that is no command has none. */
const verbs: Readonly<Record<string, string>> = {
	EHLO: 'ehlo',
	HELO: 'ehlo',
	STARTTLS: 'starttls',
	AUTH: 'auth',
	MAIL: 'mail',
	RCPT: 'rcpt',
	DATA: 'data',
	'END-OF-MESSAGE': 'data',
	BDAT: 'data',
	VRFY: 'vrfy',
	ETRN: 'etrn',
	RSET: 'rset',
	NOOP: 'noop',
	XCLIENT: 'xclient',
	XFORWARD: 'xforward',
	UNKNOWN: 'unknown',
};

/**
 * Where the lines of a session show more uses of a verb than its last line counts: lines of two sessions were joined, or something else
 * is wrong. HELO and EHLO, DATA and BDAT are one. Nothing disagrees in a session without counters.
 */
export function counterDisagreements(lines: readonly SessionLine[]): readonly CounterDisagreement[] {
	const counters = countersOf(lines);
	if (counters.size === 0) {
		return [];
	}
	const all = (...names: string[]) => names.reduce((sum, name) => sum + (counters.get(name)?.all ?? 0), 0);
	return [...seenIn(lines)]
		.map(([verb, seen]) => ({
			verb,
			counted: verb === 'ehlo' ? all('ehlo', 'helo') : verb === 'data' ? all('data', 'bdat') : all(verb),
			seen,
		}))
		.filter(({ counted, seen }) => seen > counted && counted < most);
}

/** How often the lines show each verb; most of what goes well they do not show. */
function seenIn(lines: readonly SessionLine[]): ReadonlyMap<string, number> {
	const seen = new Map<string, number>();
	const see = (verb: string | undefined) => verb && seen.set(verb, (seen.get(verb) ?? 0) + 1);
	let isAuthenticated = false;
	for (const { event } of lines) {
		switch (event.kind) {
			case 'client':
				// Each mail has its own MAIL and a recipient; who has logged in stays so.
				see('mail');
				see('rcpt');
				if (!isAuthenticated && valueOf(event, 'saslMethod') !== undefined) {
					isAuthenticated = true;
					see('auth');
				}
				break;
			case 'sasl-failed':
				see('auth');
				break;
			case 'milter':
			case 'reject':
				if (isRefusal(valueOf(event, 'action'))) {
					see(verbs[valueOf(event, 'phase')?.toUpperCase() ?? '']);
				}
				break;
			default:
		}
	}
	return seen;
}

/** `reject_warning` says what would have been refused; a milter's `hold` or `discard` refuses nothing. */
function isRefusal(action: string | undefined): boolean {
	return action === undefined || action === 'reject';
}
