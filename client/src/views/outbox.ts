/** Messages for a page that may not listen yet: what is said before is kept, and sent as soon as it does. */
export class Outbox<Message> {
	readonly #send: (message: Message) => void;
	#isOpen = false;
	#kept: Message[] = [];

	constructor(send: (message: Message) => void) {
		this.#send = send;
	}

	/** The page listens. */
	get isOpen(): boolean {
		return this.#isOpen;
	}

	post(message: Message): void {
		if (this.#isOpen) {
			this.#send(message);
		} else {
			this.#kept.push(message);
		}
	}

	/** The page begins to listen. */
	open(): void {
		this.#isOpen = true;
		this.#kept.forEach((message) => this.#send(message));
		this.#kept = [];
	}

	/** There is another page, which does not listen yet and has heard nothing. */
	close(): void {
		this.#isOpen = false;
		this.#kept = [];
	}

	/**
	 * What was kept is out of date.
	 * @returns whether the page will never hear something that has been posted
	 */
	forget(): boolean {
		const isLost = this.#kept.length > 0;
		this.#kept = [];
		return isLost;
	}
}
