// What can be done about a finding, from the lightbulb.
import assert from 'node:assert/strict';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const folder = LogFolder.ofSamples();
const scenario = inWorkbench(folder, 'swaks.txt');
const refused = folder.lineOf('swaks.txt', /^<\*\* 550 /);

scenario('the lightbulb explains, shows the session, tests and hushes', async (workbench) => {
	await workbench.finding('refused the recipient rabbit@example.com');
	await workbench.showFile(folder.file('swaks.txt'));
	await workbench.goTo(refused, 6);
	const titles = await workbench.quickFixes();
	for (const title of [
		/^Explain 550 5\.1\.1$/,
		/^Show session s\d+$/,
		/^Copy command: a conversation with mx1\.example\.com, port \d+$/,
		/^Hush reply\.rejected for mx1\.example\.com/,
		/^Switch reply\.rejected off$/,
	]) {
		assert.ok(
			titles.some((each) => title.test(each)),
			`${String(title)} is not in ${titles.join(' | ')}`,
		);
	}
	await workbench.screenshot('lightbulb');
	await workbench.takeQuickFix(/^Copy command: a conversation/);
	await workbench.statusSays(/Copied: swaks --server mx1\.example\.com .*--to rabbit@example\.com/);
});

scenario('the page of the rule opens from its name at the finding', async (workbench) => {
	await workbench.showFile(folder.file('swaks.txt'));
	await workbench.openRule('reply.rejected');
	const page = workbench.webview();
	await page.getByRole('heading', { level: 1, name: 'reply.rejected' }).waitFor();
	await workbench.screenshot('rule-page');
});

scenario('a rule that is hushed in a session is silent there', async (workbench) => {
	await workbench.showFile(folder.file('swaks.txt'));
	await workbench.goTo(refused, 6);
	await workbench.quickFixes();
	await workbench.takeQuickFix(/^Hush reply\.rejected in session/);
	await workbench.problems(
		'the refusal is not told any more, and the login still is',
		(rows) =>
			rows.some((row) => row.includes('did not') || row.includes('failed with PLAIN')) &&
			!rows.some((row) => row.includes('rabbit@example.com')),
	);
});
