// The figures of `report` beside those of pflogsumm and eximstats on the same logs, and beside what really happened.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Runs both on logs of real servers, and prints a table: equal, or why not. */
export function compareWithOthers(folder, commandLine) {
	console.log('\n== report beside pflogsumm and eximstats ==');
	const scratch = mkdtempSync(join(tmpdir(), 'mail-log-lens-report-'));
	try {
		for (const name of readdirSync(folder).filter((file) =>
			/^(?:postfix|exim).*(?:log|mainlog)\.gz$/.test(file),
		)) {
			if (/(?:reject|panic)log/.test(name)) {
				continue;
			}
			const log = join(scratch, name.replace(/\.gz$/, ''));
			writeFileSync(log, gunzipSync(readFileSync(join(folder, name))));
			const ours = reportOf(log, commandLine);
			compare(name, name.startsWith('postfix') ? pflogsumm(log) : eximstats(log), ours);
		}
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

/** What the report tells otherwise than the driver's account, and why that is right. */
const rightlyOther = [
	[/^pf-013|^ex(all|sys)?-113/, 'the account lacks the bounce, which was bounced, too'],
	[/^ex(all|sys)?-130/, 'the account has one of two recipients with the same mailbox, and the log both'],
	[/^ex(all|sys)?-131/, 'the account lacks the bounce, which went to an address that imitates a line'],
	[
		/^os-23/,
		'the account lacks all bounces, and mails of before that were removed while this log was written',
	],
	[/^sm-2[12]/, 'the account lacks all bounces'],
];

/** What the account calls otherwise. A mail that was marked delivered went to nobody. */
const ourWords = { deleted: 'removed', 'marked-delivered': 'discarded' };

/** Compares with what really happened: what became of all recipients, and the totals of the logs with many sessions at once. */
export function compareWithTruth(truth, commandLine) {
	console.log('\n== report beside what happened ==');
	const scenarios = readFileSync(join(truth, 'truth.jsonl'), 'utf8')
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line));
	const outcomes = { right: 0, all: 0 };
	const misses = [];
	for (const scenario of scenarios.filter(({ kind }) => kind !== 'transcript')) {
		const log = join(truth, scenario.file);
		const ours = existsSync(log) ? reportOf(log, commandLine) : undefined;
		if (!ours) {
			continue;
		}
		if (scenario.totals) {
			compareTotals(scenario, ours);
		} else if (scenario.messages?.length > 0) {
			const wanted = sorted(outcomesOf(scenario.messages));
			const found = sorted(
				Object.fromEntries(
					(ours.sections.outcomes?.rows ?? []).map(({ name, recipients }) => [name, recipients]),
				),
			);
			outcomes.all++;
			outcomes.right += wanted === found ? 1 : 0;
			if (wanted !== found) {
				const reason = rightlyOther.find(([id]) => id.test(scenario.id))?.[1];
				const why = reason === undefined ? '' : `: rightly, as ${reason}`;
				misses.push(`  ${scenario.file}: ${found}, not ${wanted}${why}`);
			}
		}
	}
	console.log(`outcomes of all recipients as they were: ${outcomes.right} of ${outcomes.all} logs`);
	misses.forEach((miss) => console.log(miss));
}

function compareTotals({ file, totals, format }, ours) {
	const { total, section } = readerOf(ours);
	const outcome = (name) => section('outcomes').find((row) => row.name === name)?.recipients ?? 0;
	const { recipient_outcomes: outcomes, smtp_rejections_by_code: rejections } = totals;
	// A server that wants STARTTLS or AUTH first says 530, of which Postfix writes no line; a failed login is counted by itself.
	const untold = new Set(format.startsWith('exim') ? ['535'] : ['535', '530']);
	const refused = Object.entries(rejections).reduce(
		(sum, [code, count]) => sum + (untold.has(code) ? 0 : count),
		0,
	);
	const bounces = totals.dsn_messages;
	const accepted = total('received') - total('neverQueued');
	const rows = [
		['connections', totals.connections, total('connections')],
		[
			'mails accepted, bounces made',
			totals.messages_accepted + bounces,
			// Exim writes a bounce's arrival as it does any mail's.
			accepted + total('notifications'),
		],
		['failed logins', totals.auth_failed, total('failedLogins')],
		// The truth has the bounces apart; all of them came.
		['recipients sent', outcomes.sent + bounces, outcome('sent')],
		['recipients deferred', outcomes.deferred, outcome('deferred')],
		['recipients bounced', outcomes.bounced, outcome('bounced')],
		['refused', refused, total('rejected')],
	];
	printRows(
		file,
		'truth',
		rows.map(([figure, theirs, own]) => ({ figure, theirs, own })),
	);
}

/** What became of the recipients of all mails but those that were made of others. */
function outcomesOf(messages) {
	const counts = {};
	for (const message of messages) {
		const isAgain =
			message.parent_queue_id !== undefined && message.mail_from !== '' && message.kind !== 'dsn';
		for (const { outcome } of isAgain ? [] : message.recipients) {
			const word = ourWords[outcome] ?? outcome;
			counts[word] = (counts[word] ?? 0) + 1;
		}
	}
	return counts;
}

function sorted(counts) {
	return Object.keys(counts)
		.sort()
		.map((name) => `${name} ${counts[name]}`)
		.join(', ');
}

function reportOf(log, commandLine) {
	const { stdout } = spawnSync(
		process.execPath,
		[commandLine, 'report', '--format', 'json', '--top', 'all', log],
		{
			encoding: 'utf8',
			maxBuffer: 2 ** 30,
		},
	);
	return stdout ? JSON.parse(stdout) : undefined;
}

function readerOf({ sections }) {
	return {
		section: (id) => sections[id]?.rows ?? [],
		total: (name) => sections.totals.rows.find((row) => row.name === name)?.value ?? 0,
	};
}

/** Figures by name, each with ours, and why ours may differ. */
function pflogsumm(log) {
	const { stdout, error } = spawnSync('/usr/sbin/pflogsumm', [log], { encoding: 'utf8', maxBuffer: 2 ** 30 });
	if (error) {
		return undefined;
	}
	const grand = (words) => amount(new RegExp(`^ *(\\d+[kmg]?) +${words}`, 'm').exec(stdout)?.[1]);
	const table = (title) =>
		new RegExp(`\\n${title}[^\\n]*\\n-+\\n([\\s\\S]*?)\\n\\n`).exec(`${stdout}\n\n`)?.[1] ?? '';
	const details = (title) =>
		[...table(title).matchAll(/ \(total: (\d+)\)$/gm)]
			.filter((_, at, all) =>
				all[at].input
					.slice(0, all[at].index)
					.split('\n')
					.at(-1)
					.match(/^ {2}\S/),
			)
			.reduce((sum, [, count]) => sum + Number(count), 0);
	const rows = (title) =>
		table(title)
			.split('\n')
			.filter((line) => /^ +\d/.test(line))
			.map((line) => line.trim().split(/ +/));
	return [
		['received', grand('received$'), ({ total }) => total('received') + total('reinjected')],
		['delivered', grand('delivered$'), ({ total }) => total('delivered')],
		['forwarded', grand('forwarded$'), ({ total }) => total('forwarded')],
		['deferred mails', grand('deferred'), ({ total }) => total('deferredMessages')],
		['deferrals', amount(/\((\d+[kmg]?) +deferrals\)/.exec(stdout)?.[1]), ({ total }) => total('deferrals')],
		['bounced', grand('bounced$'), ({ total }) => total('bounced')],
		['rejected', grand('rejected \\('), ({ total }) => total('rejected')],
		[
			'reject warnings',
			grand('reject warnings$'),
			({ total }) => total('rejectWarnings'),
			'ours has the WARN action of access tables, too',
		],
		['held', grand('held$'), ({ total }) => total('held')],
		['discarded', grand('discarded \\('), ({ total }) => total('discarded')],
		['bytes received', grand('bytes received$'), ({ total }) => total('receivedOctets')],
		['bytes delivered', grand('bytes delivered$'), ({ total }) => total('deliveredOctets')],
		['senders', grand('senders$'), ({ total }) => total('senders')],
		[
			'sending domains',
			grand('sending hosts/domains$'),
			({ total }) => total('senderDomains'),
			'pflogsumm takes the client where a sender has no domain',
		],
		['recipients', grand('recipients$'), ({ total }) => total('recipients')],
		['recipient domains', grand('recipient hosts/domains$'), ({ total }) => total('recipientDomains')],
		[
			'warnings',
			details('Warnings'),
			({ total }) => total('warnings'),
			'header checks that only warn are reject warnings in ours',
		],
		...rows('Host/Domain Summary: Message Delivery')
			.slice(0, 5)
			.map((cells) => [
				`to ${cells.at(-1)}`,
				amount(cells[0]),
				({ section }) =>
					section('recipientDomains').find(({ name }) => name === cells.at(-1))?.delivered ?? 0,
			]),
		...rows('Host/Domain Summary: Messages Received')
			.slice(0, 5)
			.map((cells) => [
				`from ${cells.at(-1)}`,
				amount(cells[0]),
				({ section }) => section('senderDomains').find(({ name }) => name === cells.at(-1))?.messages ?? 0,
			]),
	];
}

function eximstats(log) {
	const { stdout, error } = spawnSync('eximstats', [log], { encoding: 'utf8', maxBuffer: 2 ** 30 });
	if (error) {
		return undefined;
	}
	const line = (name) => new RegExp(`^ {2}${name} +(.*)$`, 'm').exec(stdout)?.[1]?.trim().split(/ +/) ?? [];
	const received = line('Received');
	const delivered = line('Delivered');
	const rejects = line('Rejects');
	const temporary = line('Temp Rejects');
	const transports = [
		...(/^Deliveries by transport\n[\s\S]*?\n\n([\s\S]*?)\n\n|$/m
			.exec(stdout)?.[1]
			?.matchAll(/^ {2}(\S+) +\S+ +(\d+)$/gm) ?? []),
	];
	return [
		['received', Number(received[1]), ({ total }) => total('received')],
		['bytes received', amount(received[0]), ({ total }) => total('receivedOctets')],
		['delivered mails', Number(delivered[1]), ({ total }) => total('copies')],
		['delivered addresses', Number(delivered[2]), ({ total }) => total('delivered')],
		['mails delayed', Number(received[3]), ({ total }) => total('deferredMessages')],
		[
			'rejects',
			Number(rejects[0] ?? 0) + Number(temporary[0] ?? 0),
			({ total }) => total('rejected'),
			'eximstats takes every line with “rejected”, “refused” or “dropped”',
		],
		['of them temporary', Number(temporary[0] ?? 0), ({ total }) => total('temporarilyRejected')],
		...transports.map(([, name, count]) => [
			`by ${name}`,
			Number(count),
			({ section }) => section('transports').find((row) => row.name === name)?.copies ?? 0,
		]),
	];
}

/** `3893k` is 3893 × 1024 and less than one more. */
function amount(words = '0') {
	const [, digits, unit = ''] = /^(\d+)([kmg]?)/i.exec(words) ?? [];
	return Number(digits ?? 0) * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase());
}

function compare(name, figures, ours) {
	if (!figures || !ours) {
		console.log(`${name}: ${figures ? 'no report' : 'pflogsumm or eximstats is not here'}`);
		return;
	}
	const reader = readerOf(ours);
	printRows(
		name,
		'theirs',
		figures.map(([figure, theirs, own, why]) => ({ figure, theirs, own: own(reader), why })),
	);
}

function printRows(name, theirTitle, rows) {
	console.log(`\n${name}`);
	console.log(`  ${'figure'.padEnd(34)}${theirTitle.padStart(10)}${'ours'.padStart(10)}`);
	for (const { figure, theirs, own, why } of rows) {
		const isRounded = theirs >= 512 * 1024 && Math.abs(own - theirs) <= Math.max(1024, theirs * 0.001);
		const isEqual = own === theirs || isRounded;
		const note = isEqual ? '' : `  ${why ?? 'DIFFERENT'}`;
		console.log(`  ${figure.padEnd(34)}${String(theirs).padStart(10)}${String(own).padStart(10)}${note}`);
	}
}
