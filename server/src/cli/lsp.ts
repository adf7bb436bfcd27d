import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exitStatus, type ExitStatus } from './shell';
import { parseUsage, UsageError } from './usage';

/**
 * `mail-log-lens lsp --stdio`: the language server for any editor. It speaks over the process's own streams, and ends when the editor
 * says so or goes away. Loaded only here: the other commands start faster without it.
 */
export async function lsp(args: string[]): Promise<ExitStatus> {
	const { values } = parseUsage({ args, options: { stdio: { type: 'boolean' } } });
	if (!values.stdio) {
		throw new UsageError('the server speaks over standard input and output: lsp --stdio');
	}
	const [{ createConnection, ProposedFeatures }, { startServer }] = await Promise.all([
		import('vscode-languageserver/node'),
		import('../server'),
	]);
	startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout), {
		root: pathToFileURL(join(__dirname, '..')).href,
	});
	return exitStatus.done;
}
