// The programs that are compared: ours, and those that people have. Each is measured on the same log.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../scripts/project.mjs';

/** Administrators' programs may stand where an ordinary user's PATH does not lead. */
const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

const node = process.execPath;
export const indexPass = join(root, 'out/bench/indexPass.cjs');
export const commandLine = join(root, 'dist/cli.js');

/**
 * Whom a log is given to, first the one that all others are compared with.
 * @param log `kind` is `postfix` or `exim`; `someId` is a queue id in it, for those that look for one.
 * @returns `programs` as `inTurn` takes them, ours with a `key`; `missing` those that are not here, with their Debian `package`.
 */
export function programsFor({ kind, file, someId }) {
	const all = [
		{ title: 'wc -l', command: ['wc', '-l', file] },
		{ title: 'ours: index pass', key: 'index', command: [node, indexPass, file] },
		{
			title: 'ours: analyze --summary',
			key: 'summary',
			command: [node, commandLine, 'analyze', '--summary', '--format', 'ndjson', file],
		},
		{
			title: 'ours: report',
			key: 'report',
			command: [node, commandLine, 'report', '--format', 'json', file],
		},
		...(kind === 'postfix' ? postfixReaders(file) : eximReaders(file, someId)),
	];
	return {
		programs: all.flatMap((program) => {
			const path = pathOf(program.command[0]);
			return path ? [{ ...program, command: [path, ...program.command.slice(1)] }] : [];
		}),
		missing: all.filter(({ command: [name] }) => !pathOf(name)),
	};
}

function postfixReaders(file) {
	return [
		{
			title: 'rg -c, ids by a pattern',
			package: 'ripgrep',
			command: ['rg', '-c', 'postfix/[a-z/]+\\[[0-9]+\\]: [0-9A-Za-z]{8,}: ', file],
		},
		{
			title: 'lnav -n, its index',
			package: 'lnav',
			command: ['lnav', '-n', '-c', ';select count(*) from syslog_log', file],
		},
		{ title: 'pflogsumm', key: 'pflogsumm', package: 'pflogsumm', command: ['pflogsumm', file] },
	];
}

function eximReaders(file, someId) {
	return [
		{ title: 'rg -c, arrivals', package: 'ripgrep', command: ['rg', '-c', ' <= ', file] },
		{
			title: 'exigrep, one message',
			key: 'exigrep',
			package: 'exim4-base',
			command: ['exigrep', someId, file],
		},
		{ title: 'eximstats', key: 'eximstats', package: 'exim4-base', command: ['eximstats', file] },
	];
}

function pathOf(name) {
	if (name.includes('/')) {
		return name;
	}
	return folders
		.map((folder) => join(folder, name))
		.find((path) => {
			try {
				accessSync(path, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}
