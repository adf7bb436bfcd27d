import type { TreeView } from 'vscode';

/** How often VS Code is asked, and the milliseconds after the first time; they grow with each further time. */
const patience = { tries: 8, pause: 500 };

/** What this needs of a view. */
type View<Node> = Pick<TreeView<Node>, 'visible' | 'selection' | 'reveal'>;

/**
 * Selects a node of a view, if the view is seen; the focus stays where it is. While VS Code draws a tree it selects nothing in it,
 * and does not say so: it is asked again until the node is selected, or the user has selected something else.
 *
 * @param find the node as it is now; `undefined` where it is gone or is not wanted any more
 * @param keyOf what a node has in common with those that stand for the same
 */
export async function selectNode<Node>(
	view: View<Node>,
	find: () => Node | undefined,
	keyOf: (node: Node) => string,
	pause = patience.pause,
): Promise<void> {
	const selected = () => view.selection.map(keyOf).at(0);
	const before = selected();
	for (let tried = 1; tried <= patience.tries; tried++) {
		const node = view.visible ? find() : undefined;
		const now = selected();
		if (!node || now === keyOf(node) || (now !== undefined && now !== before)) {
			return;
		}
		await Promise.resolve(view.reveal(node, { select: true })).catch(() => undefined);
		await new Promise((resolve) => setTimeout(resolve, tried * pause));
	}
}
