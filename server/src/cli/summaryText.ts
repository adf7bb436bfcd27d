import { severities, type Finding } from '../checks/finding';
import type { Format } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { MessageEnd, SessionOutcome } from '../core/model';
import { lineNumber } from './reportParts';
import { deliveriesByStatus, type Analysis, type ReportDepth } from './analysisReport';
import { plainTime } from './time';
import { proseWidth, visible, wrap } from '../knowledge/textLayout';
import { groupFindings, type FindingGroup } from './worstFindings';

/** As many causes are told in full; the reports of --format json have all findings. */
const causesShown = 10;

/**
 * A report for people: how many sessions and messages, how they ended, and the worst findings with their lines and what to do.
 * @param depth `summary` leaves the findings out.
 * @param columns Of the terminal; 80 where it is none.
 */
export function* summaryText(
	{ file, error, log, findings, findingCounts }: Analysis,
	depth: ReportDepth,
	columns?: number,
): Generator<string> {
	const width = proseWidth(columns);
	const name = file === '-' ? 'Standard input' : visible(file);
	if (!log) {
		yield `${name}: cannot be read: ${error}\n`;
		return;
	}
	yield `${name}: ${formatTitles[log.format]}${log.layout ? ` (${log.layout})` : ''}, ${counted(log.lineCount, 'line')}\n`;
	if (error !== undefined) {
		yield `  Not complete: ${error}\n`;
	}
	yield* notUnderstood(log);
	yield* timeSpan(log);
	yield '\n';
	yield* totals(log);
	yield totalRow(
		'Findings',
		severities.flatMap((severity) => {
			const count = findingCounts.get(severity) ?? 0;
			return count > 0 ? [[severity, count] as const] : [];
		}),
	);
	if (depth !== 'summary') {
		yield* worst(findings, width);
	}
}

const formatTitles: Readonly<Record<Format, string>> = {
	postfix: 'Postfix',
	exim: 'Exim',
	sendmail: 'sendmail',
	opensmtpd: 'OpenSMTPD',
	dovecot: 'Dovecot',
	transcript: 'SMTP transcript',
	other: 'no mail log that is known here',
};

function* notUnderstood({ unrecognized, foreign }: MailLog): Generator<string> {
	if (unrecognized > 0) {
		yield `  ${counted(unrecognized, 'line')} of mail programs not understood\n`;
	}
	if (foreign > 0) {
		yield `  ${counted(foreign, 'line')} of other programs\n`;
	}
}

/** First and last time that a line of the log has. */
function* timeSpan(log: MailLog): Generator<string> {
	const first = firstTime(log, 0, 1);
	const last = firstTime(log, log.lineCount - 1, -1);
	if (first !== undefined && last !== undefined) {
		yield `  ${first} to ${last}\n`;
	}
}

/** Noise may stand at either end of a log, but not a thousand lines of it. */
const linesTried = 1_000;

function firstTime(log: MailLog, from: number, direction: 1 | -1): string | undefined {
	for (let tried = 0, line = from; tried < linesTried && line >= 0 && line < log.lineCount; tried++) {
		const time = plainTime(log.event(line).time);
		if (time !== undefined) {
			return time;
		}
		line += direction;
	}
	return undefined;
}

const outcomes = [
	'completed',
	'rejected',
	'lost',
	'timeout',
	'aborted',
	'open',
] as const satisfies SessionOutcome[];

const ends = [
	'delivered',
	'failed',
	'mixed',
	'deferred',
	'frozen',
	'removed',
	'rejected',
	'held',
	'discarded',
	'queued',
] as const satisfies MessageEnd[];

function* totals(log: MailLog): Generator<string> {
	const bySession = tally(outcomes, log.sessions(), ({ outcome }) => outcome);
	const byMessage = tally(ends, log.messages(), ({ end }) => end);
	const byDelivery = Object.entries(deliveriesByStatus(log));
	yield totalRow('Sessions', bySession);
	yield totalRow('Messages', byMessage);
	yield totalRow('Deliveries', byDelivery);
}

function totalRow(title: string, counts: readonly (readonly [word: string, count: number])[]): string {
	const total = counts.reduce((sum, [, count]) => sum + count, 0);
	const words = counts.map(([word, count]) => `${word} ${count}`).join(' · ');
	return `${`${title.padEnd(12)}${String(total).padEnd(8)}${words}`.trimEnd()}\n`;
}

/** How many items each word holds for; words that hold for none are left out. */
function tally<Word extends string, Item>(
	words: readonly Word[],
	items: Iterable<Item>,
	wordOf: (item: Item) => Word,
): (readonly [Word, number])[] {
	const counts = new Map<Word, number>();
	for (const item of items) {
		const word = wordOf(item);
		counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	return words.flatMap((word) => {
		const count = counts.get(word);
		return count === undefined ? [] : [[word, count] as const];
	});
}

function* worst(findings: readonly Finding[], width: number): Generator<string> {
	const groups = groupFindings(findings);
	for (const group of groups.slice(0, causesShown)) {
		yield `\n${findingText(group, width)}`;
	}
	if (groups.length > causesShown) {
		yield `\n${counted(groups.length - causesShown, 'more cause')}: --format json has all findings.\n`;
	}
}

const indent = '  ';

/** As many places of one cause are named. */
const placesShown = 5;

function findingText({ first, all }: FindingGroup, width: number): string {
	const lines = [...new Set(all.map(({ line }) => lineNumber(line)))];
	const more = lines.length > placesShown ? ` and ${lines.length - placesShown} more` : '';
	const places = `${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, placesShown).join(', ')}${more}`;
	const codes = [first.code, first.enhanced].filter(Boolean).join(' ');
	const words = [
		prose(`${first.severity} ${codes ? `${codes} ` : ''}${first.title()}, ${places} (${first.rule})`, width),
		indent + prose(first.message(), width),
		...(first.fix ? [indent + prose(`What to do: ${first.fix()}`, width)] : []),
	];
	return `${words.join('\n')}\n`;
}

function prose(text: string, width: number): string {
	return wrap(visible(text.replace(/\s+/g, ' ')), width, indent);
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
