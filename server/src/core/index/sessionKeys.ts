import { Column } from '../text/column';
import { PairTable } from '../text/pairTable';
import type { ScannedLine } from './scannedLine';

/** What a session is known by. */
export const keyKinds = {
	/** A process of a host. */
	process: 0,
	/** A remote address. */
	peer: 1,
	/** A message, or a process, and the remote host that it goes to. */
	delivery: 2,
	deliverer: 3,
	/** A process of sendmail and the server that it speaks with. */
	client: 4,
	/** The session's own id. */
	id: 5,
	/** A transcript, of which one can be open. */
	transcript: 6,
} as const;

/** What sessions are known by, and which session was opened under each key last. A key is a number. */
export class SessionKeys {
	private readonly keys = new PairTable();
	/** Per key: the session that was opened under it last, or -1. */
	private readonly opened = new Column();
	/** What each line did to `opened`, to be taken back. */
	private readonly registeredKeys = new Column();
	private readonly registeredBefore = new Column();
	private readonly registeredLines = new Column();

	/** The key of one process of one host. Programs and hosts are few. */
	ofProcess({ host, program, prefix }: ScannedLine): number {
		return this.of(keyKinds.process, prefix.pid, (host % 4096) * 4096 + (program % 4096));
	}

	/** The number of a key; `other` counts modulo 2^24. */
	of(kind: number, one: number, other: number): number {
		const key = this.keys.intern(one | 0, (kind << 24) | (other & 0xffffff));
		if (key === this.opened.length) {
			this.opened.push(-1);
		}
		return key;
	}

	/** The session that was opened under a key last, or -1. */
	session(key: number): number {
		return this.opened.get(key);
	}

	/** A line opens a session under a key. */
	register(key: number, session: number, line: number): void {
		this.registeredKeys.push(key);
		this.registeredBefore.push(this.opened.get(key));
		this.registeredLines.push(line);
		this.opened.set(key, session);
	}

	/** The session that was opened before under the key under which a line opened one, or -1. */
	before(line: number): number {
		const { registeredLines } = this;
		let low = 0;
		let high = registeredLines.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (registeredLines.get(middle) < line) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low < registeredLines.length && registeredLines.get(low) === line
			? this.registeredBefore.get(low)
			: -1;
	}

	/** Takes back what lines from `length` on registered. */
	truncate(length: number): void {
		let at = this.registeredLines.length;
		for (; at > 0 && this.registeredLines.get(at - 1) >= length; at--) {
			this.opened.set(this.registeredKeys.get(at - 1), this.registeredBefore.get(at - 1));
		}
		this.registeredKeys.truncate(at);
		this.registeredBefore.truncate(at);
		this.registeredLines.truncate(at);
	}
}
