// What axe-core finds wrong in the page of a webview.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Workbench } from './workbench';

/** As much of axe-core as is used here. */
interface Axe {
	run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** Each finding with the pieces of the page in which it is. */
export async function violations(workbench: Workbench): Promise<string[]> {
	const source = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
	return await workbench
		.webview()
		.locator('html')
		.evaluate(async (_page, script) => {
			const global = globalThis as typeof globalThis & { axe?: Axe };
			if (!global.axe) {
				new Function(script)();
			}
			const results = await global.axe?.run();
			return (results?.violations ?? []).map(
				({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`,
			);
		}, source);
}
