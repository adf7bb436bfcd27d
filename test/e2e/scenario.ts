// One window for the tests of a file, and a picture of it whenever one of them fails.
import { after, before, test } from 'node:test';
import type { LogFolder } from './logFolder';
import { Workbench } from './workbench';

/** Declares the tests of a file: they share one window on a folder of logs, and run in the order they are declared. The window is in English, or in `language`. */
export function inWorkbench(
	folder: LogFolder,
	file: string,
	language?: string,
): (title: string, body: (workbench: Workbench) => Promise<void>) => void {
	let workbench: Workbench | undefined;
	before(async () => {
		workbench = await Workbench.open(folder.path, folder.file(file), language);
	});
	after(async () => {
		await workbench?.close();
		folder.remove();
	});
	return (title, body) => {
		void test(title, async () => {
			if (!workbench) {
				throw new Error('The workbench did not open.');
			}
			try {
				await body(workbench);
			} catch (error) {
				await workbench.screenshot(`failed-${title}`);
				throw error;
			}
		});
	};
}
