import type { MailLog } from '../../core/mailLog';
import { recipientKey } from '../../core/messages/deliveries';
import type { Delivery } from '../../core/model';
import { durationWords } from '../duration';
import type { PlaceOfReply } from './placeOfReply';
import type { Pointed } from './pointed';

/** So many lines that name the recipient are read. */
const readAtMost = 40;

/** Where a temporary refusal passed, or did not: what the next attempts came to. `undefined` for a final one. */
export function laterWords(pointed: Pointed, place: PlaceOfReply): string | undefined {
	const { log, line, event } = pointed;
	const code = event.fields.find(({ name }) => name === 'code' || name === 'dsn' || name === 'enhanced');
	if (!code?.value.startsWith('4')) {
		return undefined;
	}
	if (place.delivery) {
		return laterDeliveries(pointed, place.delivery);
	}
	const passed = place.role === 'server' ? acceptedLater(log, line, place) : undefined;
	return passed && lineAndDelay(pointed, 'later.accepted', passed.line);
}

function laterDeliveries(pointed: Pointed, delivery: Delivery): string | undefined {
	const { log, line, say } = pointed;
	const later = log
		.messageAt(line)
		?.deliveries.filter((each) => recipientKey(each) === recipientKey(delivery) && each.line > line);
	const last = later?.at(-1);
	if (!later || !last) {
		return say('later.none');
	}
	const passed = later.find(({ status }) => status === 'sent');
	if (passed) {
		return lineAndDelay(pointed, 'later.sent', passed.line);
	}
	return lineAndDelay(pointed, last.status === 'deferred' ? 'later.still' : 'later.failed', last.line);
}

/** `A later attempt got through: line 32, 5 min later.` Lines count from 1, as an editor shows them. */
function lineAndDelay({ log, line, say }: Pointed, key: string, later: number): string {
	const [from, to] = [log.event(line).time, log.event(later).time];
	const delay = from && to && to.epoch >= from.epoch ? durationWords(to.epoch - from.epoch) : undefined;
	const number = later + 1;
	return delay === undefined
		? say(key, { line: number })
		: `${say(key, { line: number })} ${say('later.after', { delay })}`;
}

/** A server's log does not show the recipients that it accepts: what it then does with the mail of the same client does. */
function acceptedLater(log: MailLog, line: number, place: PlaceOfReply): Delivery | undefined {
	const { recipient, session } = place;
	const address = session?.peer?.address;
	if (recipient === undefined || recipient === '' || address === undefined) {
		return undefined;
	}
	const { lines } = log.mentions(recipient, line + 1, { before: 0 });
	for (const at of lines.slice(0, readAtMost)) {
		const message = log.kindAt(at) === 'delivery' ? log.messageAt(at) : undefined;
		const arrival = message?.arrival?.session;
		if (arrival !== undefined && log.session(arrival).peer?.address === address) {
			return message?.deliveries.find((delivery) => delivery.line === at);
		}
	}
	return undefined;
}
