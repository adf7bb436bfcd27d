import { Disposable, EventEmitter, type Event, type Uri } from 'vscode';
import type { LanguageServer } from '../languageServer';
import { SessionLoader } from '../views/sessionLoader';
import { TreeRows, type TreeRow } from './treeRow';

/** How far the sessions of a log have been read. */
export type ListState =
	/** No log is open. */
	| 'noLog'
	| 'reading'
	/** Some are not read: the user has stopped it, or nobody looks. */
	| 'partly'
	| 'whole'
	/** The server could not be asked. */
	| 'notRunning';

/** While nobody looks, so many are read for the badge, and no more. */
const unseenLimit = 2000;

/** While sessions come, the tree is drawn again so often: milliseconds. */
const drawingPause = 400;

/** The sessions of the log in front, read piece by piece. While they are read again, those that were there before stay. */
export class SessionList implements Disposable {
	readonly #server: LanguageServer;
	readonly #loader: SessionLoader;
	readonly #changed = new EventEmitter<void>();
	#log: Uri | undefined;
	#rows: readonly TreeRow[] = [];
	#total = 0;
	#state: ListState = 'noLog';
	#read = 0;

	/** There are more, or others, or the state has changed. */
	readonly onDidChange: Event<void> = this.#changed.event;

	constructor(server: LanguageServer) {
		this.#server = server;
		this.#loader = new SessionLoader(server);
	}

	get log(): Uri | undefined {
		return this.#log;
	}

	/** In the order of the log. */
	get rows(): readonly TreeRow[] {
		return this.#rows;
	}

	/** How many sessions the log has. */
	get total(): number {
		return this.#total;
	}

	get state(): ListState {
		return this.#state;
	}

	/** Takes another log, or none; its sessions are not read yet. */
	setLog(log: Uri | undefined): void {
		if (log?.toString() === this.#log?.toString()) {
			return;
		}
		this.#loader.stop();
		this.#read++;
		this.#log = log;
		this.#rows = [];
		this.#total = 0;
		this.#setState(log ? 'reading' : 'noLog');
	}

	/**
	 * Reads the log's sessions, from the first.
	 * @param isSeen whether all are wanted, however many
	 */
	async load(isSeen: boolean): Promise<void> {
		const log = this.#log;
		if (!log) {
			return;
		}
		const read = ++this.#read;
		const rows: TreeRow[] = [];
		const maker = new TreeRows();
		const isFirst = this.#rows.length === 0;
		let drawn = 0;
		let total: number | undefined;
		this.#setState('reading');
		await this.#loader.load(log.toString(), {
			take: (_from, piece) => {
				total = piece.total;
				rows.push(...piece.rows.map((row) => maker.toTreeRow(row)));
				if (!isSeen && total > unseenLimit) {
					this.#loader.stop();
				}
				if (isFirst && Date.now() > drawn + drawingPause) {
					drawn = Date.now();
					this.#take(rows, piece.total);
				}
			},
			unknown: () => undefined,
		});
		if (read !== this.#read) {
			return;
		}
		if (total !== undefined && (isFirst || rows.length === total)) {
			this.#take(rows, total);
		}
		this.#setState(rows.length === total ? 'whole' : this.#server.isRunning ? 'partly' : 'notRunning');
	}

	/** Gives up what is under way, and keeps what has come. */
	stop(): void {
		this.#loader.stop();
	}

	dispose(): void {
		this.#loader.dispose();
		this.#changed.dispose();
	}

	#take(rows: readonly TreeRow[], total: number): void {
		this.#rows = [...rows];
		this.#total = total;
		this.#changed.fire();
	}

	#setState(state: ListState): void {
		this.#state = state;
		this.#changed.fire();
	}
}
