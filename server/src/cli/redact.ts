import { writeFileSync } from 'node:fs';
import { causeOf } from '../files/logReadError';
import { readLog } from '../files/readLog';
import { LeakError, Redaction } from '../redaction/redaction';
import { exitStatus, type ExitStatus, type Shell } from './shell';
import { parseUsage, UsageError } from './usage';

/** `mail-log-lens redact`: prints a copy of a log without names and secrets. Nothing is printed before all of it was looked at. */
export async function redact(args: string[], shell: Shell): Promise<ExitStatus> {
	const { file, table } = readOptions(args);
	const complain = (words: string) => shell.errors.write([`mail-log-lens: ${words}\n`]);
	const { log, octets, error, close } = await readLog(file, shell.input, {}, shell.program);
	try {
		if (error !== undefined && octets === 0) {
			await complain(`${file}: ${error}`);
			return exitStatus.failed;
		}
		const redaction = Redaction.of(log);
		redaction.check();
		if (table !== undefined) {
			const failure = writeTable(table, redaction);
			if (failure !== undefined) {
				await complain(`${table}: ${failure}`);
				return exitStatus.failed;
			}
		}
		await shell.output.write(withEnds(redaction.lines()));
		if (error !== undefined) {
			await complain(`${file}: ${error}`);
			return exitStatus.failed;
		}
		return exitStatus.done;
	} catch (reason) {
		if (!(reason instanceof LeakError || reason instanceof RangeError)) {
			throw reason;
		}
		await complain(`${file}: ${reason.message}`);
		return exitStatus.failed;
	} finally {
		close();
	}
}

/** Lines with their ends. */
function* withEnds(lines: Iterable<string>): Generator<string> {
	for (const line of lines) {
		yield `${line}\n`;
	}
}

/** The way back, for its owner alone; a file that is there already might be read by others, and is left as it is. */
function writeTable(path: string, redaction: Redaction): string | undefined {
	const text = `${JSON.stringify(redaction.table(), undefined, '\t')}\n`;
	try {
		writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
		return undefined;
	} catch (reason) {
		const isThere = reason instanceof Error && 'code' in reason && reason.code === 'EEXIST';
		return isThere ? 'is there already: give another name' : causeOf(reason);
	}
}

function readOptions(args: string[]): { file: string; table: string | undefined } {
	const { values, positionals } = parseUsage({
		args,
		allowPositionals: true,
		options: { 'keep-table': { type: 'string' } },
	});
	const [file, ...others] = positionals;
	if (file === undefined) {
		throw new UsageError('which file? “-” is standard input');
	}
	if (others.length > 0) {
		throw new UsageError('one file at a time: names mean the same within one copy');
	}
	if (values['keep-table'] === '') {
		throw new UsageError('--keep-table is the name of a file');
	}
	return { file, table: values['keep-table'] };
}
