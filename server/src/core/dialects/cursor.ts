import type { Field, FieldName } from '../event';

/** Reads a line's message from left to right and notes its fields. It never fails: what is not there is not noted. */
export class Cursor {
	readonly fields: Field[] = [];

	constructor(
		readonly text: string,
		/** The next character to read. */
		public at: number,
		/** Where the part to be read ends. */
		public end: number = text.length,
	) {}

	/** What is still to be read. */
	get rest(): string {
		return this.text.slice(this.at, this.end);
	}

	/** Whether the literal stands here; it is not passed. */
	sees(literal: string): boolean {
		return this.text.startsWith(literal, this.at) && this.at + literal.length <= this.end;
	}

	/** Passes the literal if it stands here. */
	skip(literal: string): boolean {
		const isHere = this.sees(literal);
		if (isHere) {
			this.at += literal.length;
		}
		return isHere;
	}

	/** Where the literal next stands, or -1. */
	find(literal: string, from = this.at): number {
		const at = this.text.indexOf(literal, from);
		return at < 0 || at + literal.length > this.end ? -1 : at;
	}

	/** Passes everything up to and with the literal, if it comes. */
	skipTo(literal: string): boolean {
		const at = this.find(literal);
		if (at >= 0) {
			this.at = at + literal.length;
		}
		return at >= 0;
	}

	/** Notes what stands between two columns. */
	note(name: FieldName, start: number, end: number): void {
		if (end > start) {
			this.fields.push({ name, value: this.text.slice(start, end), span: { start, end } });
		}
	}

	/** Notes everything up to the literal and passes both; without the literal, up to the end. */
	take(name: FieldName, literal: string): void {
		const at = this.find(literal);
		const stop = at < 0 ? this.end : at;
		this.note(name, this.at, stop);
		this.at = at < 0 ? this.end : at + literal.length;
	}

	/** Notes the characters from here that belong to the set, and passes them. */
	takeWhile(name: FieldName, belongs: (character: string) => boolean): boolean {
		const start = this.at;
		while (this.at < this.end && belongs(this.text.charAt(this.at))) {
			this.at++;
		}
		this.note(name, start, this.at);
		return this.at > start;
	}

	/** Notes the rest. */
	takeRest(name: FieldName): void {
		this.note(name, this.at, this.end);
		this.at = this.end;
	}
}
