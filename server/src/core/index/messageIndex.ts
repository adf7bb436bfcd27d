import { ByteTable } from '../text/byteTable';
import { Column } from '../text/column';
import { textOf } from '../text/utf8';
import { Groups } from './groups';
import type { LineColumns } from './lineColumns';
import type { ScannedLine } from './lineScanner';

/** How many links to messages that have not come yet are remembered: a bounce is queued at once, or never. */
const pendingLinkLimit = 64;

/** Seconds after which the id of a mail that has left the queue means another mail. */
const afterlife = 300;

/** The mail that another server has taken is looked for under so many hosts of one log. */
const hostLimit = 64;

const noMessages = new Int32Array(0);

/** A link to a message that has not come yet. */
interface PendingLink {
	readonly line: number;
	readonly message: number;
	readonly id: number;
	readonly isChild: boolean;
	/** The line that resolved it, or -1. */
	resolved: number;
}

/**
 * The messages of a log: which lines speak of which, by queue id and host. Short queue ids are used again, so an id has one message
 * after the other: a new one begins when its mail arrives again, or is spoken of again after it was removed.
 */
export class MessageIndex {
	/** Per message: its first and last line, and the number of its id. */
	readonly first = new Column();
	readonly last = new Column();
	private readonly key = new Column();
	/** The line where its mail arrived, and where it left the queue. */
	private readonly opened = new Column();
	private readonly closed = new Column();
	/** The message that had the id before. */
	private readonly before = new Column();

	/** Links between messages: parent, child, the line that names the other one, and the line with which both were known. */
	readonly linkParent = new Column();
	readonly linkChild = new Column();
	readonly linkNamed = new Column();
	readonly linkLine = new Column();

	private readonly ids = new ByteTable();
	/** Per id: the message that has it now. */
	private readonly latest = new Column();
	/** By the number of their id, ascending; made when somebody asks. */
	private sameId: Groups | undefined;
	private readonly pendingLinks: PendingLink[] = [];
	private hostCount = 0;
	/** Some lines name no host. */
	private isHostless = false;

	constructor(
		private readonly lines: LineColumns,
		/** Called for each message that a line joins or leaves. */
		private readonly onChange: (message: number) => void,
	) {}

	get count(): number {
		return this.first.length;
	}

	/** The queue id of a message. */
	queueId(message: number): string {
		const bytes = this.ids.bytes(this.key.get(message));
		return textOf(bytes, 0, bytes.length);
	}

	/** The messages that had a queue id, on whatever host, in the order of the log. */
	withId(queueId: Uint8Array): number[] {
		const found: number[] = [];
		for (let host = 0; host <= this.hostCount; host++) {
			const key = this.ids.find(queueId, 0, queueId.length, host);
			for (
				let message = key < 0 || key >= this.latest.length ? -1 : this.latest.get(key);
				message >= 0;
				message = this.before.get(message)
			) {
				found.push(message);
			}
		}
		return found.sort((one, other) => one - other);
	}

	/**
	 * The messages of a queue id that come next from a line on: one of each host at most.
	 * @param line From 0.
	 */
	withIdFrom(queueId: Uint8Array, line: number): number[] {
		this.sameId ??= new Groups(this.latest.length, (add) => {
			for (let message = 0; message < this.count; message++) {
				add(this.key.get(message), message);
			}
		});
		const found: number[] = [];
		for (let host = 0; host <= this.hostCount; host++) {
			const key = this.ids.find(queueId, 0, queueId.length, host);
			const all = key < 0 ? noMessages : this.sameId.of(key);
			const next = firstFrom(all, (message) => this.first.get(message) >= line);
			found.push(...all.subarray(next, next + 1));
		}
		return found;
	}

	/** Lines were read, or taken back. */
	forget(): void {
		this.sameId = undefined;
	}

	/** The line with which a message came in, or -1. */
	arrivalLine(message: number): number {
		return message < this.count ? this.opened.get(message) : -1;
	}

	/** The session on which a message came in, as far as its line is known; else -1. */
	arrivalSession(message: number): number {
		const line = this.arrivalLine(message);
		return line >= 0 && line < this.lines.length ? this.lines.sessions.get(line) : -1;
	}

	/** Joins a line to the message whose id it carries. */
	join(line: number, bytes: Uint8Array, scanned: ScannedLine): void {
		const { row } = scanned;
		this.hostCount = Math.max(this.hostCount, scanned.host);
		if (scanned.idStart < 0) {
			return;
		}
		this.isHostless ||= scanned.host === 0;
		const part = row?.message ?? 'join';
		if (part === 'attach' && !this.isKnown(bytes, scanned)) {
			return;
		}
		const key = this.ids.intern(bytes, scanned.idStart, scanned.idEnd, scanned.host);
		while (this.latest.length <= key) {
			this.latest.push(-1);
		}
		let message = this.latest.get(key);
		const isOver = message >= 0 && this.closed.get(message) >= 0;
		const isAgain = part === 'open' && message >= 0 && this.opened.get(message) >= 0;
		const isNewMail =
			row?.kind === 'message-id' ||
			row?.kind === 'queue-active' ||
			part === 'open' ||
			(isOver && part !== 'attach' && this.isPast(message, line));
		if (message < 0 || isAgain || (isOver && isNewMail)) {
			message = this.newMessage(line, key);
		}
		if (part === 'open') {
			this.opened.set(message, line);
		} else if (part === 'close' && this.closed.get(message) < 0) {
			this.closed.set(message, line);
		}
		this.lines.messages.set(line, message);
		this.lines.previousInMessage.set(line, this.first.get(message) === line ? -1 : this.last.get(message));
		this.last.set(message, line);
		this.onChange(message);
		if (scanned.linkStart >= 0 && row?.link) {
			this.link(line, bytes, scanned, message, row.link.is === 'child');
		}
		this.resolveLinks(key, message, line);
	}

	/** Whether a message had left the queue long before a line. */
	private isPast(message: number, line: number): boolean {
		const closed = this.closed.get(message);
		return closed >= 0 && this.lines.seconds.get(line) - this.lines.seconds.get(closed) > afterlife;
	}

	/** Whether a message has the id that the line carries. */
	private isKnown(bytes: Uint8Array, scanned: ScannedLine): boolean {
		const key = this.ids.find(bytes, scanned.idStart, scanned.idEnd, scanned.host);
		return key >= 0 && key < this.latest.length && this.latest.get(key) >= 0;
	}

	/** Notes what a line says of two messages; the other one may come later in the log. */
	private link(
		line: number,
		bytes: Uint8Array,
		scanned: ScannedLine,
		message: number,
		isChild: boolean,
	): void {
		const isDelivery = scanned.row?.kind === 'delivery';
		const id = isDelivery
			? this.findTaken(line, bytes, scanned, this.key.get(message))
			: this.ids.intern(bytes, scanned.linkStart, scanned.linkEnd, scanned.host);
		if (id < 0 || id === this.key.get(message)) {
			return;
		}
		while (this.latest.length <= id) {
			this.latest.push(-1);
		}
		const other = this.latest.get(id);
		if (other >= 0 && !(isChild && this.isPast(other, line))) {
			this.addLink(isChild ? message : other, isChild ? other : message, line, line);
		} else if (!isDelivery) {
			this.pendingLinks.push({ line, message, id, isChild, resolved: -1 });
		}
	}

	/**
	 * The id under which the next server has taken a mail, if its mail is in this log: a filter hands a mail back before it answers, and
	 * another host writes of it before its answer is here. Else -1.
	 */
	private findTaken(
		line: number,
		bytes: Uint8Array,
		{ host, linkStart, linkEnd }: ScannedLine,
		self: number,
	): number {
		const own = this.ids.find(bytes, linkStart, linkEnd, host);
		if (own !== self && this.takenBefore(own, line) >= 0) {
			return own;
		}
		let found = -1;
		for (let other = this.isHostless ? 0 : 1; other <= Math.min(this.hostCount, hostLimit); other++) {
			const id = other === host ? -1 : this.ids.find(bytes, linkStart, linkEnd, other);
			if (id !== self && this.takenBefore(id, line) > this.takenBefore(found, line)) {
				found = id;
			}
		}
		return found;
	}

	/** The message that has an id when a line is written, or -1. */
	private takenBefore(id: number, line: number): number {
		const message = id < 0 || id >= this.latest.length ? -1 : this.latest.get(id);
		return message >= 0 && !this.isPast(message, line) ? message : -1;
	}

	private resolveLinks(key: number, message: number, line: number): void {
		if (this.first.get(message) !== line) {
			return;
		}
		const { pendingLinks } = this;
		for (let at = Math.max(0, pendingLinks.length - pendingLinkLimit); at < pendingLinks.length; at++) {
			const pending = pendingLinks[at];
			if (pending?.id === key && pending.resolved < 0) {
				pending.resolved = line;
				this.addLink(
					pending.isChild ? pending.message : message,
					pending.isChild ? message : pending.message,
					pending.line,
					line,
				);
			}
		}
	}

	private addLink(parent: number, child: number, named: number, line: number): void {
		this.linkParent.push(parent);
		this.linkChild.push(child);
		this.linkNamed.push(named);
		this.linkLine.push(line);
		this.onChange(parent);
		this.onChange(child);
	}

	private newMessage(line: number, key: number): number {
		const message = this.first.length;
		this.first.push(line);
		this.last.push(line);
		this.key.push(key);
		this.opened.push(-1);
		this.closed.push(-1);
		this.before.push(this.latest.get(key));
		this.latest.set(key, message);
		return message;
	}

	/** Takes back what a line did; lines are taken back from the last to the first. */
	takeBack(line: number): void {
		const message = this.lines.messages.get(line);
		if (message < 0) {
			return;
		}
		this.onChange(message);
		if (this.opened.get(message) === line) {
			this.opened.set(message, -1);
		}
		if (this.closed.get(message) === line) {
			this.closed.set(message, -1);
		}
		if (this.first.get(message) === line) {
			this.latest.set(this.key.get(message), this.before.get(message));
			for (const column of [this.first, this.last, this.key, this.opened, this.closed, this.before]) {
				column.truncate(message);
			}
		} else {
			this.last.set(message, this.lines.previousInMessage.get(line));
		}
	}

	/** Takes back the links that lines from `length` on made. */
	truncateLinks(length: number): void {
		while ((this.pendingLinks.at(-1)?.line ?? -1) >= length) {
			this.pendingLinks.pop();
		}
		for (const pending of this.pendingLinks.slice(-pendingLinkLimit)) {
			if (pending.resolved >= length) {
				pending.resolved = -1;
			}
		}
		let links = this.linkLine.length;
		while (links > 0 && this.linkLine.get(links - 1) >= length) {
			links--;
			this.onChange(this.linkParent.get(links));
			this.onChange(this.linkChild.get(links));
		}
		this.linkLine.truncate(links);
		this.linkParent.truncate(links);
		this.linkChild.truncate(links);
		this.linkNamed.truncate(links);
	}
}

/** The place of the first number for which something is true that is true for all behind it; the length where there is none. */
function firstFrom(numbers: Int32Array, isFrom: (number: number) => boolean): number {
	let low = 0;
	let high = numbers.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (isFrom(numbers[middle] ?? 0)) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	return low;
}
