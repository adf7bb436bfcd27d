import { analyze } from './analyze';
import { compare } from './compare';
import { explain } from './explain';
import { help, helpFor } from './help';
import { lsp } from './lsp';
import { redact } from './redact';
import { report } from './report';
import { exitStatus, type ExitStatus, type Shell } from './shell';
import { trace } from './trace';
import { UsageError } from './usage';
import { version } from './version';

type Command = (args: string[], shell: Shell) => Promise<ExitStatus>;

const commands: Readonly<Record<string, Command>> = {
	analyze,
	report,
	trace,
	redact,
	explain,
	compare,
	lsp,
	help,
};

/**
 * Runs one command.
 * @param args What follows the program's name.
 * @returns The exit status, once all output is written.
 */
export async function run(args: readonly string[], shell: Shell): Promise<ExitStatus> {
	const status = await runCommand(args, shell);
	if (shell.output.failure !== undefined) {
		await complain(shell, `cannot write: ${shell.output.failure}`);
		return exitStatus.failed;
	}
	return status;
}

async function runCommand([name, ...args]: readonly string[], shell: Shell): Promise<ExitStatus> {
	try {
		if (name === '--version' || name === '-V') {
			await shell.output.write([`mail-log-lens ${version()}\n`]);
			return exitStatus.done;
		}
		if (name === '--help' || name === '-h') {
			return await help([], shell);
		}
		const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
		if (name === undefined || command === undefined) {
			throw new UsageError(name === undefined ? 'which command?' : `there is no command “${name}”`);
		}
		if (wantsHelp(args)) {
			await shell.output.write([helpFor(name)]);
			return exitStatus.done;
		}
		return await command(args, shell);
	} catch (error) {
		if (error instanceof UsageError) {
			const subject = name !== undefined && Object.hasOwn(commands, name) ? ` ${name}` : '';
			await complain(shell, `${error.message}\nTry: mail-log-lens help${subject}`);
			return exitStatus.failed;
		}
		// Not expected: a bug of ours. The trace helps whoever reports it.
		await complain(shell, error instanceof Error ? (error.stack ?? error.message) : String(error));
		return exitStatus.bug;
	}
}

/** `--help` anywhere before `--`, whatever else is wrong with the options. */
function wantsHelp(args: readonly string[]): boolean {
	const end = args.indexOf('--');
	const options = end < 0 ? args : args.slice(0, end);
	return options.includes('--help') || options.includes('-h');
}

function complain(shell: Shell, text: string): Promise<void> {
	return shell.errors.write([`mail-log-lens: ${text}\n`]);
}
