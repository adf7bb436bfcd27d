import { Groups } from './index/groups';
import type { MessageIndex } from './index/messageIndex';

/** The message that one was made of, and those that were made of it. Messages count from 0. */
export interface Relatives {
	readonly parent: number | undefined;
	readonly children: readonly number[];
}

/** All links, in the order of the lines that tell of them: the line, the message that it was made of, the one that was made. */
export interface Linked {
	readonly lines: Int32Array;
	readonly parents: Int32Array;
	readonly children: Int32Array;
}

/**
 * Which messages were made of which: a bounce of what could not be delivered, a mail that a filter handed back. Comes from the lines
 * of the index that name a second queue id; sorted by message when the first is asked for, and again when the log has changed.
 */
export class Links {
	/** The places in the index of the links, by the messages that are their ends. */
	private ends: Groups | undefined;
	/** Message → the messages it came from, now or before an edit: what was made of those may hang on it. */
	private readonly parents = new Map<number, Set<number>>();

	constructor(private readonly messages: MessageIndex) {}

	/** The log has changed. */
	forget(): void {
		this.ends = undefined;
	}

	relatives(message: number): Relatives {
		const { linkParent, linkChild } = this.messages;
		const children: number[] = [];
		let parent: number | undefined;
		for (const at of this.of(message)) {
			if (linkParent.get(at) === message) {
				children.push(linkChild.get(at));
				this.noteParent(linkChild.get(at), message);
			} else {
				parent ??= linkParent.get(at);
			}
		}
		return { parent, children: [...new Set(children)] };
	}

	/** All links by their lines, for whoever goes through all of them. */
	inOrder(): Linked {
		const { linkLine, linkParent, linkChild, linkNamed } = this.messages;
		const order = Int32Array.from({ length: linkLine.length }, (_, at) => at);
		order.sort((one, other) => linkNamed.get(one) - linkNamed.get(other) || one - other);
		return {
			lines: order.map((at) => linkNamed.get(at)),
			parents: order.map((at) => linkParent.get(at)),
			children: order.map((at) => linkChild.get(at)),
		};
	}

	/** The lines that say that one message was made of the other. */
	namingLines(parent: number, child: number): number[] {
		const { linkParent, linkChild, linkNamed } = this.messages;
		return Array.from(this.of(child))
			.filter((at) => linkParent.get(at) === parent && linkChild.get(at) === child)
			.map((at) => linkNamed.get(at));
	}

	/** The lines that say that a message was made of another, whichever that is. */
	linesTo(child: number): number[] {
		const { linkChild, linkNamed } = this.messages;
		return Array.from(this.of(child))
			.filter((at) => linkChild.get(at) === child)
			.map((at) => linkNamed.get(at));
	}

	/** The messages that one came from, as far as links were asked for: perhaps more than there are now, never fewer. */
	parentsOf(message: number): Iterable<number> {
		return this.parents.get(message) ?? [];
	}

	private noteParent(child: number, parent: number): void {
		const known = this.parents.get(child);
		if (known) {
			known.add(parent);
		} else {
			this.parents.set(child, new Set([parent]));
		}
	}

	private of(message: number): Int32Array {
		return (this.ends ??= this.sorted()).of(message);
	}

	private sorted(): Groups {
		const { linkLine, linkParent, linkChild, count } = this.messages;
		return new Groups(count, (add) => {
			for (let at = 0; at < linkLine.length; at++) {
				const parent = linkParent.get(at);
				const child = linkChild.get(at);
				add(parent, at);
				if (child !== parent) {
					add(child, at);
				}
			}
		});
	}
}
