import { between } from '../dialects/between';
import { dovecot, dovecotProcesses } from '../dialects/dovecot';
import { exim } from '../dialects/exim/exim';
import { opensmtpd } from '../dialects/opensmtpd';
import { postfix } from '../dialects/postfix/postfix';
import type { Dialect } from '../dialects/row';
import { RowTable } from '../dialects/scanner';
import { sendmail } from '../dialects/sendmail/sendmail';
import type { Format } from '../event';
import { rows } from './lineKinds';

/** How a program's sessions are told apart: as a number, for the pass asks it of every line. */
export const sessionKinds = {
	none: 0,
	server: 1,
	arrival: 2,
	client: 3,
	screen: 4,
	exim: 5,
	sendmail: 6,
	opensmtpd: 7,
	dovecot: 8,
} as const;

export type SessionKind = (typeof sessionKinds)[keyof typeof sessionKinds];

/** How the lines of a program are read: by the dialect whose way to begin a message it has. */
export type Reader = 'postfix' | 'exim' | 'sendmail' | 'opensmtpd' | 'dovecot' | 'between' | 'none';

/** What a program's name says of it. */
export interface Program {
	readonly format: Format;
	readonly reader: Reader;
	readonly daemon: string;
	/** Its lines do not tell the daemon, see `bareName`. */
	readonly isBare?: true;
	readonly sessionKind: SessionKind;
	readonly table: RowTable | undefined;
}

/** RFC 5424 by rsyslog cuts the program's name at the slash: `postfix 884 - - connect from …`. The row then tells the daemon. */
export const bareName = 'postfix';

/** postfix-script(1) of an instance that has no name. */
const scriptName = '/postfix-script';

const tables = new Map<string, RowTable>();

/** The rows of a dialect that a daemon writes. Daemons that write the same ones have the same table. */
function tableOf(dialect: Dialect, daemon: string): RowTable {
	const own = rows.filter(
		({ row, dialect: other }) =>
			other === dialect && (daemon === bareName || !row.programs || row.programs.includes(daemon)),
	);
	const key = own.map(({ number }) => number).join(' ');
	const table = tables.get(key) ?? new RowTable(own);
	tables.set(key, table);
	return table;
}

export const eximTable = tableOf(exim, 'exim');

/** Dovecot's processes, by the name that stands in the message: `imap-login`, `lmtp`. */
export const dovecotPrograms: readonly Program[] = dovecotProcesses.map((daemon) => ({
	format: 'dovecot',
	reader: 'dovecot',
	daemon,
	sessionKind: daemon === 'lmtp' ? sessionKinds.dovecot : sessionKinds.none,
	table: tableOf(dovecot, daemon),
}));

const postfixDaemons = new Set([
	...postfix.rows.flatMap((row) => row.programs ?? []),
	...[
		'trivial-rewrite',
		'postlogd',
		'postalias',
		'postmap',
		'postdrop',
		'sendmail',
		'flush',
		'showq',
		'spawn',
		'proxymap',
	],
	...[
		'tlsmgr',
		'postmulti',
		'postqueue',
		'postconf',
		'qmqpd',
		'oqmgr',
		'nqmgr',
		'postfix-tlsproxy',
		'local',
		'posttls-finger',
	],
]);

/** What `journalctl -o with-unit` writes behind a program's name: `postfix@-.service`, `exim4.service`. */
const unitName = /(?:@[^@\s/]*)?\.service$/;

/** What a program's name says of it: `postfix-in/submission/smtpd`, `exim4`, `sm-mta`, `dovecot`, `/usr/sbin/amavisd-new`. */
export function programOf(written: string): Program {
	const name = written.replace(unitName, '');
	const slash = name.lastIndexOf('/');
	const daemon = name.slice(slash + 1);
	const filter = filterNames.get(daemon);
	if (filter) {
		const table = tableOf(between, filter);
		return { format: 'other', reader: 'between', daemon: filter, sessionKind: sessionKinds.none, table };
	}
	if (
		name.startsWith('postfix')
			? slash >= 0 || name === 'postfix'
			: name === scriptName || (slash > 0 && postfixDaemons.has(daemon))
	) {
		const table = tableOf(postfix, daemon);
		return {
			format: 'postfix',
			reader: 'postfix',
			daemon,
			...(daemon === bareName && { isBare: true as const }),
			sessionKind: sessionKindOf(daemon),
			table,
		};
	}
	const reader =
		name === pamName ? 'dovecot' : (servers.find(([start]) => name.startsWith(start))?.[1] ?? 'none');
	switch (reader) {
		case 'exim':
			return { format: 'exim', reader, daemon: name, sessionKind: sessionKinds.exim, table: eximTable };
		case 'sendmail':
			return {
				format: reader,
				reader,
				daemon: name,
				sessionKind: sessionKinds[reader],
				table: tableOf(sendmail, 'sendmail'),
			};
		case 'opensmtpd':
			return {
				format: reader,
				reader,
				daemon: name,
				sessionKind: sessionKinds[reader],
				table: tableOf(opensmtpd, name),
			};
		case 'dovecot':
			return {
				format: reader,
				reader,
				daemon: name,
				sessionKind: sessionKinds.none,
				table: tableOf(dovecot, name === pamName ? 'pam' : 'dovecot'),
			};
		default:
			return {
				format: 'other',
				reader: 'none',
				daemon: name,
				sessionKind: sessionKinds.none,
				table: undefined,
			};
	}
}

/** What the names of the mail servers begin with. `smtpd` may be anybody's: its lines must look like OpenSMTPD's. */
const servers: readonly (readonly [string, 'exim' | 'sendmail' | 'opensmtpd' | 'dovecot'])[] = [
	['exim', 'exim'],
	['sendmail', 'sendmail'],
	['sm-mta', 'sendmail'],
	['sm-msp', 'sendmail'],
	['sm-acceptingconnections', 'sendmail'],
	['smtpd', 'opensmtpd'],
	['dovecot', 'dovecot'],
];

/** Where PAM writes for Dovecot (`auth: pam_unix(dovecot:auth): …`): the name may be anybody's. */
export const pamName = 'auth';

/** The filters and policy servers between, by the names that they give themselves. */
const filterNames: ReadonlyMap<string, string> = new Map([
	['amavis', 'amavis'],
	['amavisd', 'amavis'],
	['amavisd-new', 'amavis'],
	['opendkim', 'opendkim'],
	['opendmarc', 'opendmarc'],
	['policyd-spf', 'policyd-spf'],
	['policy-spf', 'policyd-spf'],
	['policyd-weight', 'policyd-weight'],
	['postgrey', 'postgrey'],
	['rspamd', 'rspamd'],
	['spamd', 'spamd'],
]);

/** How the sessions of a Postfix daemon are told apart. */
export function sessionKindOf(daemon: string): SessionKind {
	switch (daemon) {
		case 'smtpd':
		case 'qmqpd':
			return sessionKinds.server;
		case 'cleanup':
			return sessionKinds.arrival;
		case 'smtp':
		case 'lmtp':
			return sessionKinds.client;
		case 'postscreen':
			return sessionKinds.screen;
		default:
			return sessionKinds.none;
	}
}
