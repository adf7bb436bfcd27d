import type { MailLog } from '../core/mailLog';

/** A mail and the one that it was made from; messages count from 0. */
interface Member {
	readonly message: number;
	readonly parent: number | undefined;
}

/** Mails that were made of each other. */
export type Family = readonly Member[];

/** So many are told of: one mail can become a thousand. */
const largest = 24;

/** How far back and forward a mail is followed. */
const deepest = 8;

/** A mail with those that it was made from and those that were made of it, each behind the one that it came from. */
export function familyOf(log: MailLog, message: number): Family {
	const above = [message];
	for (let depth = 0; depth < deepest; depth++) {
		const parent = log.relatives(above[0] ?? message).parent;
		if (parent === undefined || above.includes(parent)) {
			break;
		}
		above.unshift(parent);
	}
	const seen = new Set<number>();
	const found: Member[] = [];
	const visit = (one: number, parent: number | undefined, depth: number): void => {
		if (seen.has(one) || depth > 2 * deepest || (found.length >= largest && !above.includes(one))) {
			return;
		}
		seen.add(one);
		found.push({ message: one, parent });
		const { children } = log.relatives(one);
		// The way to the mail that was asked for comes first: it must not fall to the limit.
		for (const child of [...children].sort((a, b) => Number(above.includes(b)) - Number(above.includes(a)))) {
			visit(child, one, depth + 1);
		}
	};
	visit(above[0] ?? message, undefined, 0);
	return found;
}
