import {
	commands,
	Disposable,
	EventEmitter,
	l10n,
	window,
	workspace,
	type Memento,
	type TextEditor,
	type TreeDataProvider,
	type TreeItem,
	type TreeView,
	type Uri,
} from 'vscode';
import type { LanguageServer } from '../languageServer';
import { treeView } from '../names';
import { parseFilter } from '../panel/sessionFilter';
import { filterSyntax } from '../views/filterSyntax';
import { ActiveLog } from './activeLog';
import { groupings, groupRows, type Group, type Grouping } from './groups';
import {
	failureCount,
	sessionCount,
	sessionTooltip,
	toTreeItem,
	type GroupNode,
	type MoreNode,
	type Node,
	type SessionNode,
} from './nodes';
import { pageSize, shownWith } from './pages';
import { selectNode } from './reveal';
import { SessionList } from './sessionList';
import { isFailing } from './treeRow';

/** Milliseconds after the last edit before the sessions are read again; a log that takes long to read is left alone for longer. */
const editPause = 500;

/** Milliseconds that the cursor has to stay before the tree follows it. */
const cursorPause = 150;

/** VS Code draws a tree about so long after it has changed, and selects nothing until then: milliseconds. */
const drawingTime = 500;

/** A filter that leaves so few groups opens them. */
const openGroups = 20;

/** What is remembered for all windows. */
const groupingKey = 'sessionTree.grouping';

/** The sessions of the mail log in front, as a tree in a view of its own. */
export class SessionTree implements TreeDataProvider<Node>, Disposable {
	readonly #server: LanguageServer;
	readonly #memory: Memento;
	readonly #log = new ActiveLog();
	readonly #list: SessionList;
	readonly #view: TreeView<Node>;
	readonly #changed = new EventEmitter<void>();
	readonly #registrations: Disposable;
	/** Made of the list when they are asked for. */
	#groups: readonly Group[] | undefined;
	/** How many elements are shown below a group, by its key; '' is the top. */
	#shown = new Map<string, number>();
	#filter = '';
	/** The last reading took so long: milliseconds. */
	#readingTime = 0;
	#editTimer: NodeJS.Timeout | undefined;
	#cursorTimer: NodeJS.Timeout | undefined;
	/** Which session the tree is to select: the last that was asked for. */
	#asked = 0;

	readonly onDidChangeTreeData = this.#changed.event;

	/** @param memory where the grouping is remembered */
	constructor(server: LanguageServer, memory: Memento) {
		this.#server = server;
		this.#memory = memory;
		this.#list = new SessionList(server);
		this.#view = window.createTreeView(treeView, { treeDataProvider: this, showCollapseAll: true });
		this.#registrations = Disposable.from(
			this.#log.onDidChange(() => this.#showLog()),
			this.#list.onDidChange(() => this.#draw()),
			this.#view.onDidChangeVisibility(({ visible }) => {
				if (visible && this.#list.state !== 'whole') {
					void this.#load();
				}
			}),
			workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
				if (contentChanges.length > 0 && this.#log.is(document)) {
					this.#loadSoon();
				}
			}),
			// The document may be known, and read, before its editor is there.
			window.onDidChangeActiveTextEditor(() => this.#followAfterDrawing()),
			window.onDidChangeTextEditorSelection(({ textEditor }) => this.#followSoon(textEditor)),
			server.onDidStart(() => void this.#load()),
			server.onDidConfigure(() => void this.#load()),
		);
		this.#showLog();
	}

	// What VS Code asks for.

	/** @inheritdoc */
	getTreeItem(node: Node): TreeItem {
		return toTreeItem(node);
	}

	/** @inheritdoc */
	resolveTreeItem(item: TreeItem, node: Node): TreeItem {
		if (node.kind === 'session') {
			item.tooltip = sessionTooltip(node);
		}
		return item;
	}

	/** @inheritdoc */
	getParent(node: Node): Node | undefined {
		return node.kind === 'group' ? undefined : node.parent;
	}

	/** @inheritdoc */
	getChildren(node?: Node): Node[] {
		const log = this.#list.log;
		if (!log || (node && node.kind !== 'group')) {
			return [];
		}
		const parent = node && this.#groupNode(node.group.key);
		if (node && !parent) {
			return [];
		}
		const all = parent ? parent.group.rows.length : this.#grouped().length;
		const shown = Math.min(all, this.#shownBelow(parent?.group.key ?? ''));
		const nodes = parent
			? parent.group.rows.slice(0, shown).map((row): SessionNode => ({ kind: 'session', log, parent, row }))
			: this.#grouped()
					.slice(0, shown)
					.map((group) => this.#toGroupNode(log, group));
		const more: MoreNode = { kind: 'more', log, ...(parent && { parent }), count: all - shown };
		return all > shown ? [...nodes, more] : nodes;
	}

	// What the user asks for.

	/** Puts the sessions together by something else, now and in every window from now on. */
	async groupBy(grouping: Grouping): Promise<void> {
		await this.#memory.update(groupingKey, grouping);
		this.#shown.clear();
		this.#draw();
		this.#followAfterDrawing();
	}

	/** `Mail Log: Filter Sessions…`: the tree follows while it is typed; Escape takes it back. */
	async filter(): Promise<void> {
		const before = this.#filter;
		const input = window.createInputBox();
		input.title = l10n.t('Filter Sessions');
		input.prompt = filterSyntax();
		input.value = before;
		const accepted = await new Promise<boolean>((resolve) => {
			input.onDidChangeValue((value) => this.setFilter(value));
			input.onDidAccept(() => resolve(true));
			input.onDidHide(() => resolve(false));
			input.show();
		});
		this.setFilter(accepted ? input.value : before);
		input.dispose();
	}

	/** Shows only the sessions that a filter leaves; all with an empty one. */
	setFilter(filter: string): void {
		if (filter !== this.#filter) {
			this.#filter = filter;
			this.#shown.clear();
			this.#draw();
			this.#followAfterDrawing();
		}
	}

	/** Reads the sessions again. */
	refresh(): void {
		void this.#load();
	}

	/** Gives up reading. */
	stop(): void {
		this.#list.stop();
	}

	/** Shows one more page below a group. @param key the group's; '' is the top */
	showMore(key: string): void {
		this.#shown.set(key, this.#shownBelow(key) + pageSize);
		this.#changed.fire();
	}

	dispose(): void {
		clearTimeout(this.#editTimer);
		clearTimeout(this.#cursorTimer);
		this.#registrations.dispose();
		this.#view.dispose();
		this.#list.dispose();
		this.#log.dispose();
		this.#changed.dispose();
	}

	// Where the sessions come from.

	#showLog(): void {
		clearTimeout(this.#editTimer);
		this.#shown.clear();
		this.#readingTime = 0;
		this.#list.setLog(this.#log.uri);
		void this.#load();
	}

	#loadSoon(): void {
		clearTimeout(this.#editTimer);
		this.#editTimer = setTimeout(() => void this.#load(), editPause + 4 * this.#readingTime);
	}

	async #load(): Promise<void> {
		clearTimeout(this.#editTimer);
		if (!this.#list.log) {
			return;
		}
		const began = Date.now();
		const isSeen = this.#view.visible;
		const loading = this.#list.load(isSeen);
		await (isSeen ? window.withProgress({ location: { viewId: treeView } }, () => loading) : loading);
		this.#readingTime = Date.now() - began;
		this.#followAfterDrawing();
	}

	// What the tree shows.

	#grouping(): Grouping {
		const remembered = this.#memory.get(groupingKey);
		return groupings.find((grouping) => grouping === remembered) ?? 'outcome';
	}

	#grouped(): readonly Group[] {
		if (!this.#groups) {
			const fits = parseFilter(this.#filter);
			const rows = fits ? this.#list.rows.filter(fits) : this.#list.rows;
			this.#groups = groupRows(rows, this.#grouping());
		}
		return this.#groups;
	}

	#groupNode(key: string): GroupNode | undefined {
		const group = this.#grouped().find((each) => each.key === key);
		const log = this.#list.log;
		return group && log && this.#toGroupNode(log, group);
	}

	#toGroupNode(log: Uri, group: Group): GroupNode {
		const isFiltered = this.#filter.trim() !== '' && this.#grouped().length <= openGroups;
		return { kind: 'group', log, grouping: this.#grouping(), group, isFiltered };
	}

	#shownBelow(key: string): number {
		return this.#shown.get(key) ?? pageSize;
	}

	/** The list, the grouping or the filter has changed. What is open in the tree stays open. */
	#draw(): void {
		this.#groups = undefined;
		const { rows, total, state } = this.#list;
		const failing = rows.filter(isFailing).length;
		this.#view.badge =
			failing > 0 && rows.length === total
				? { value: failing, tooltip: failureCount(total, failing) }
				: undefined;
		this.#view.description = rows.length > 0 ? sessionCount(total) : '';
		this.#view.message = rows.length > 0 ? this.#message(failing) : '';
		const shown = state === 'whole' && total === 0 ? 'noSessions' : state;
		void commands.executeCommand('setContext', `${treeView}.state`, shown);
		void commands.executeCommand('setContext', `${treeView}.isFiltered`, this.#filter.trim() !== '');
		this.#changed.fire();
	}

	/** What stands above the tree: whose sessions these are, and which of them are not shown. */
	#message(failing: number): string {
		const { log, rows, total, state } = this.#list;
		const name = log?.path.split('/').at(-1) ?? '';
		const fits = parseFilter(this.#filter);
		const left = fits && rows.filter(fits).length;
		return [
			`${name} · ${failureCount(total, failing)}`,
			...(rows.length === total
				? []
				: [
						state === 'reading'
							? l10n.t('Reading: {0} of {1}', rows.length, sessionCount(total))
							: l10n.t('Not read on: {0} of {1}', rows.length, sessionCount(total)),
					]),
			...(left === undefined
				? []
				: [l10n.t('Filter “{0}”: {1} of {2}', this.#filter.trim(), left, sessionCount(rows.length))]),
		].join(' — ');
	}

	// How the tree follows the cursor.

	/** What was selected may be elsewhere now, or in a group that is closed. */
	#followAfterDrawing(): void {
		if (window.activeTextEditor) {
			this.#followSoon(window.activeTextEditor, drawingTime);
		}
	}

	#followSoon({ document, selection }: TextEditor, pause = cursorPause): void {
		if (!this.#log.is(document)) {
			return;
		}
		clearTimeout(this.#cursorTimer);
		this.#cursorTimer = setTimeout(() => void this.#select(selection.active.line), pause);
	}

	/** Selects the session that owns a line, if the tree is seen and has it. The focus stays where it is. */
	async #select(line: number): Promise<void> {
		const { log } = this.#list;
		if (!log || !this.#view.visible || !this.#server.isRunning) {
			return;
		}
		const asked = ++this.#asked;
		const place = { uri: log.toString(), position: { line, character: 0 } };
		const session = await this.#server.ask('mailLogLens/session', place).catch(() => null);
		const isWanted = () => asked === this.#asked && log === this.#list.log;
		if (session) {
			await selectNode<Node>(this.#view, () => (isWanted() ? this.#find(session.id) : undefined), keyOf);
		}
	}

	/** The first node of a session; it is shown after this, if it is in the tree. */
	#find(id: string): SessionNode | undefined {
		const groups = this.#grouped();
		for (const [at, group] of groups.entries()) {
			const index = group.rows.findIndex((row) => row.id === id);
			const parent = index < 0 ? undefined : this.#groupNode(group.key);
			const row = group.rows[index];
			if (parent && row) {
				this.#show('', at);
				this.#show(group.key, index);
				return { kind: 'session', log: parent.log, parent, row };
			}
		}
		return undefined;
	}

	#show(key: string, index: number): void {
		const shown = shownWith(index, this.#shownBelow(key));
		if (shown !== this.#shownBelow(key)) {
			this.#shown.set(key, shown);
			this.#changed.fire();
		}
	}
}

/** A session that is selected below one group need not be looked for below another. */
function keyOf(node: Node): string {
	return node.kind === 'session' ? node.row.id : node.kind === 'group' ? node.group.key : 'more';
}
