// The language server is a process of its own: it may end, and everything comes back.
import assert from 'node:assert/strict';
import { languageServers } from './extension';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';
import type { Workbench } from './workbench';

const folder = LogFolder.ofSamples();
const line = folder.lineOf('session.smtp', /^550 /);
const scenario = inWorkbench(folder, 'session.smtp');

/** The one language server, as soon as it is another than `not`. */
async function theServer(workbench: Workbench, not?: number): Promise<number> {
	const pids = await workbench.eventually(
		'one language server runs',
		async () => languageServers(),
		(all) => all.length === 1 && all[0] !== not,
	);
	return pids[0] ?? assert.fail();
}

/** Waits until timeline, findings and hovers are there. */
async function worksAgain(workbench: Workbench): Promise<void> {
	await workbench.wordsAfter(line, /RCPT 550/);
	await workbench.lineWhere(
		'the refusal is underlined',
		(drawn) => drawn.line === line && drawn.squiggles.length > 0,
	);
	await workbench.hover(line, '550 ', /Mailbox unavailable/);
	await workbench.dismissHover();
}

scenario('a server that was killed is started again', async (workbench) => {
	await worksAgain(workbench);
	const killed = await theServer(workbench);
	process.kill(killed, 'SIGKILL');
	await theServer(workbench, killed);
	await worksAgain(workbench);
	// The new server knows the text, and is told of what is typed.
	await workbench.typeOver(line, '450 4.2.0 Greylisted');
	await workbench.wordsAfter(line, /RCPT 450 4\.2\.0/);
});

scenario('Restart Server starts another one', async (workbench) => {
	const old = await theServer(workbench);
	await workbench.command('Mail Log: Restart Server');
	await theServer(workbench, old);
	await workbench.wordsAfter(line, /RCPT 450 4\.2\.0/);
	await workbench.hover(line, '450 ', /Mailbox unavailable for now/);
});
