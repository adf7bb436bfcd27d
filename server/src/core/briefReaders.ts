import type { Brief } from './dialects/brief';
import { kindCount, rowOf } from './index/lineKinds';
import { Literal } from './text/literal';
import { Octets } from './text/octets';

const leftBrace = 123;

/** Reads lines on their octets, as far as their rows can (`Row.brief`). */
export class BriefReaders {
	private readonly octets = new Octets();
	/** By the number of a kind: what stands before its fields. */
	private readonly marks = Array.from({ length: kindCount }, (_, number) => {
		const reader = rowOf(number)?.row.brief;
		return reader && Literal.ofText(reader.after);
	});

	/** Reads the line at which a brief is; `false` where it has to be read in full. */
	read(brief: Brief): boolean {
		const { kindNumber, lineBytes, lineStart, lineEnd } = brief;
		const mark = this.marks[kindNumber];
		const reader = rowOf(kindNumber)?.row.brief;
		if (!mark || !reader || lineBytes[lineStart] === leftBrace) {
			return false;
		}
		this.octets.over(lineBytes);
		const at = mark.indexIn(this.octets, lineStart, lineEnd);
		return at >= 0 && reader.read(brief, this.octets, at + mark.length, lineEnd);
	}
}
