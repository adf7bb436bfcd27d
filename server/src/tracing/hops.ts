import { valueOf, type Kind, type LineEvent } from '../core/event';
import { beginningOf, messageIdOf, timeOf, type Mail } from './mail';
import type { NamedLog } from './logs';

/** How one mail came of another. `again`: nothing but the Message-ID joins them. */
export type Way = 'handedOver' | 'filter' | 'forward' | 'bounce' | 'requeue' | 'again';

/** One mail that came of another, and the two lines that prove it, each in the log of its mail (from 0). */
export interface Hop {
	readonly from: Mail;
	readonly to: Mail;
	readonly way: Way;
	readonly fromLine: number;
	readonly toLine: number;
}

/** Clocks of two hosts, and a mail that waits, differ by no more: milliseconds. Ids that were used again do. */
const farthest = 24 * 3600 * 1000;

const deliveryKinds: ReadonlySet<Kind> = new Set<Kind>([
	'delivery',
	'delivery-additional',
	'delivery-cutthrough',
]);

/** The hops from and to a mail inside its log, as its index knows them. */
export function hopsInLog({ of, message }: Mail): Hop[] {
	const { parent, children } = of.log.relatives(message);
	return [
		...(parent === undefined ? [] : [hopInLog(of, parent, message)]),
		...children.map((child) => hopInLog(of, message, child)),
	];
}

function hopInLog(of: NamedLog, parent: number, child: number): Hop {
	const { log } = of;
	const [from, to] = [
		{ of, message: parent },
		{ of, message: child },
	];
	const [named] = log.namingLines(parent, child);
	const owner = named === undefined ? undefined : log.messageIndexAt(named);
	const fromLine = named !== undefined && owner === parent ? named : log.endsOfMessage(parent).last;
	const toLine = named !== undefined && owner === child ? named : beginningOf(to);
	const way =
		named === undefined ? 'handedOver' : wayOf(log.event(named), log.event(toLine), log.text(named));
	return { from, to, way, fromLine, toLine };
}

/** How the mail of one line came of that of another, in which its id is named. */
function wayOf(named: LineEvent, arrival: LineEvent, text: string): Way {
	switch (named.kind) {
		case 'bounce-notification':
			return 'bounce';
		case 'arrival':
			// Exim: <= <> R=1xVX3h-00002z-33
			return valueOf(named, 'from') === '' ? 'bounce' : 'forward';
		case 'postsuper':
			return 'requeue';
		case 'pickup':
			return 'requeue';
		default:
	}
	if (text.includes('forwarded as ')) {
		return 'forward';
	}
	return named.logHost === arrival.logHost && arrival.kind !== 'arrival' ? 'filter' : 'handedOver';
}

/** The mails of other logs as which the next server has taken a mail: `250 2.0.0 Ok: queued as 4jYBJb1fYhz60`. */
export function hopsToLogs(logs: readonly NamedLog[], from: Mail): Hop[] {
	const { log } = from.of;
	const others = logs.filter((each) => each !== from.of);
	if (others.length === 0) {
		return [];
	}
	return log.linesOfMessage(from.message).flatMap((line) => {
		const id = acceptedAs(from.of, line);
		return id === undefined ? [] : others.flatMap((of) => hopTo(from, line, of, id) ?? []);
	});
}

/** The hop from a line that says that the next server has taken a mail, if it is this mail. */
export function hopFrom(of: NamedLog, line: number, to: Mail): Hop | undefined {
	const message = of.log.messageIndexAt(line);
	const id = message === undefined ? undefined : acceptedAs(of, line);
	return message !== undefined && id === to.of.log.queueId(to.message)
		? hopTo({ of, message }, line, to.of, id, to.message)
		: undefined;
}

function acceptedAs({ log }: NamedLog, line: number): string | undefined {
	return deliveryKinds.has(log.kindAt(line) ?? 'foreign')
		? valueOf(log.event(line), 'acceptedAs')
		: undefined;
}

/** The hop to the mail of an id in another log: the one that is nearest in time, and not another mail by its Message-ID. */
function hopTo(from: Mail, fromLine: number, of: NamedLog, id: string, only?: number): Hop | undefined {
	const time = timeOf(from.of.log, fromLine);
	const messageId = messageIdOf(from);
	const near = of.log
		.messageIndicesById(id)
		.map((message) => ({ of, message }))
		.filter((to) => {
			const other = messageIdOf(to);
			return messageId === undefined || other === undefined || messageId === other;
		})
		.map((to) => ({ to, distance: distance(time, timeOf(of.log, beginningOf(to))) }))
		.filter(({ to, distance: far }) => far <= farthest || messageIdOf(to) === messageId)
		.sort((one, other) => one.distance - other.distance)[0]?.to;
	return near && (only === undefined || near.message === only)
		? { from, to: near, way: 'handedOver', fromLine, toLine: beginningOf(near) }
		: undefined;
}

function distance(one: number | undefined, other: number | undefined): number {
	return one === undefined || other === undefined ? 0 : Math.abs(one - other);
}
