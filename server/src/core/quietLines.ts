import type { CompiledRow } from './dialects/scanner';
import type { LineIndex } from './index/lineIndex';
import { rowOf } from './index/lineKinds';
import type { Links } from './links';
import { isHandedToFilter, isPlainLogin, isQuiet, isTls, isToldByMail } from './quiet';
import type { FileText } from './text/fileText';
import type { LineBytes } from './text/lines';
import type { LogText } from './text/logText';
import { Octets } from './text/octets';

/**
 * Which sessions and messages of a log say nothing that whoever looks for failures would ask for: told from the rows that their lines
 * match, and a few octets of each. No line is read in full. Sessions and messages count from 0.
 */
export class QuietLines {
	private readonly place: LineBytes = { bytes: new Uint8Array(0), start: 0, end: 0 };
	private readonly octets = new Octets();

	constructor(
		private readonly content: LogText | FileText,
		private readonly index: LineIndex,
		private readonly links: Links,
	) {}

	/** Whether all lines of a session say that all went well. */
	isQuietSession(session: number): boolean {
		const { previousInSession } = this.index.lines;
		let isLogin = false;
		let isSecured = false;
		for (let line = this.index.sessions.last.get(session); line >= 0; line = previousInSession.get(line)) {
			const row = this.goTo(line);
			const { octets } = this;
			const { start, end } = this.place;
			if (!isQuiet(row, octets, start, end)) {
				return false;
			}
			isLogin ||= isPlainLogin(row, octets, start, end);
			isSecured ||= isTls(row, octets, start, end);
		}
		return !isLogin || isSecured;
	}

	/** The same of a message. */
	isQuietMessage(message: number): boolean {
		const { previousInMessage } = this.index.lines;
		/** Whether others were made of it; asked for once, however many lines a filter took. */
		let hasChildren: boolean | undefined;
		for (let line = this.index.messages.last.get(message); line >= 0; line = previousInMessage.get(line)) {
			const row = this.goTo(line);
			const { octets } = this;
			const { start, end } = this.place;
			if (!isQuiet(row, octets, start, end)) {
				return false;
			}
			if (isHandedToFilter(row, octets, start, end)) {
				hasChildren ??= this.links.relatives(message).children.length > 0;
				if (!hasChildren) {
					return false;
				}
			}
		}
		return true;
	}

	/** Whether all lines of a session say how mails of the queue went on, well or not: whoever looks for failures of mails finds them there. */
	isToldByMails(session: number): boolean {
		const { messages, previousInSession } = this.index.lines;
		for (let line = this.index.sessions.last.get(session); line >= 0; line = previousInSession.get(line)) {
			const row = this.goTo(line);
			const { start, end } = this.place;
			if (!isToldByMail(row, this.octets, start, end, messages.get(line) >= 0)) {
				return false;
			}
		}
		return true;
	}

	/** Takes a line; gives the row that it matched. */
	private goTo(line: number): CompiledRow | undefined {
		this.content.bytesAt(line, this.place);
		this.octets.over(this.place.bytes);
		return rowOf(this.index.lines.kinds.get(line));
	}
}
