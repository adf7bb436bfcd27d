import { ConfigurationTarget, workspace } from 'vscode';
import type { LanguageServer } from '../languageServer';
import { section } from '../names';

/** The setting that names hosts by rule. */
const hushedHosts = 'hushed';

/** Switches a rule off: for a host, by `mailLogLens.hushed`, or altogether, by the rule's own setting. */
export async function hushRule(rule?: unknown, host?: unknown): Promise<void> {
	if (typeof rule !== 'string') {
		return;
	}
	const configuration = workspace.getConfiguration(section);
	const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
	if (typeof host === 'string') {
		const hosts = configuration.get<Readonly<Record<string, readonly string[]>>>(hushedHosts, {});
		const named = Object.hasOwn(hosts, rule) ? (hosts[rule] ?? []) : [];
		await configuration.update(hushedHosts, { ...hosts, [rule]: [...new Set([...named, host])] }, target);
	} else {
		await configuration.update(`checks.${rule}`, 'off', target);
	}
}

/** Switches a rule off for the session that owns a line, until its log is closed. */
export async function hushRuleInSession(
	server: LanguageServer,
	rule?: unknown,
	uri?: unknown,
	line?: unknown,
): Promise<void> {
	if (typeof rule === 'string' && typeof uri === 'string' && typeof line === 'number') {
		await server.ask('mailLogLens/hushSession', { rule, uri, position: { line, character: 0 } });
	}
}
