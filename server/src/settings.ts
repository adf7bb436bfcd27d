import { checks, type Level, type Levels } from './checks/all';
import { severities } from './checks/finding';
import type { HushedHosts } from './checks/hush';
import { languages } from './knowledge/languages';

/** What our settings begin with. */
export const section = 'mailLogLens';

/** What the user has set under `mailLogLens`, as far as it concerns the server. */
export interface Settings {
	/** `mailLogLens.checks.<rule>` */
	readonly checks: Levels;
	/** `mailLogLens.hushed` */
	readonly hushed: HushedHosts;
	/** `mailLogLens.language`: what we speak. `auto`: what the editor does. */
	readonly language: (typeof languageSettings)[number];
	/** `mailLogLens.codeLens`: whether sessions have a line of their own above them. */
	readonly codeLens: boolean;
	/** `mailLogLens.inlayHints`: nothing, times that nobody can read, or also how long passed between the lines of a session. */
	readonly inlayHints: (typeof inlayHintSettings)[number];
}

const inlayHintSettings = ['off', 'times', 'full'] as const;

const languageSettings = ['auto', ...languages] as const;

/** Those of an editor that tells nothing. VS Code, which draws the timeline itself, has others in package.json. */
export const defaultSettings: Settings = {
	checks: {},
	hushed: {},
	language: 'auto',
	codeLens: true,
	inlayHints: 'full',
};

/**
 * Reads what an editor sends, which may be anything: what is not understood is left at its default.
 * The editor may name our section or send what is in it, and may take the dots of a rule's id for levels or not.
 */
export function readSettings(value: unknown): Settings {
	const ours = partOf(value, section) ?? value;
	const levels: Record<string, Level> = {};
	for (const { id } of checks) {
		const level = settingOf(ours, ['checks', ...id.split('.')]);
		if (isLevel(level)) {
			levels[id] = level;
		}
	}
	const language = settingOf(ours, ['language']);
	const codeLens = settingOf(ours, ['codeLens']);
	const inlayHints = settingOf(ours, ['inlayHints']);
	return {
		checks: levels,
		hushed: hushedHosts(settingOf(ours, ['hushed'])),
		language: languageSettings.find((each) => each === language) ?? defaultSettings.language,
		codeLens: typeof codeLens === 'boolean' ? codeLens : defaultSettings.codeLens,
		inlayHints: inlayHintSettings.find((each) => each === inlayHints) ?? defaultSettings.inlayHints,
	};
}

/** Whether a client says in its initializationOptions that it runs the commands of our links; in others they would be dead. */
export function allowsCommandLinks(initializationOptions: unknown): boolean {
	return partOf(initializationOptions, 'commandLinks') === true;
}

/** The same settings, with a rule switched off for a host, or altogether. */
export function withHushed(settings: Settings, rule: string, host: string | undefined): Settings {
	if (host === undefined) {
		return { ...settings, checks: { ...settings.checks, [rule]: 'off' } };
	}
	const known = Object.hasOwn(settings.hushed, rule) ? (settings.hushed[rule] ?? []) : [];
	return { ...settings, hushed: { ...settings.hushed, [rule]: [...known, host] } };
}

/** `{ "reply.rejected": ["mx.example.org"] }` */
function hushedHosts(value: unknown): HushedHosts {
	const hosts: Record<string, readonly string[]> = {};
	for (const { id } of checks) {
		const named = settingOf(value, id.split('.'));
		if (Array.isArray(named)) {
			hosts[id] = named.filter((host: unknown) => typeof host === 'string');
		}
	}
	return hosts;
}

/** `{ a: { b: 1 } }`, `{ 'a.b': 1 }` and any mixture: finds 1 for a, b. */
function settingOf(value: unknown, [first, ...rest]: readonly string[]): unknown {
	if (first === undefined) {
		return value;
	}
	const [second, ...others] = rest;
	return (
		settingOf(partOf(value, first), rest) ??
		(second === undefined ? undefined : settingOf(value, [`${first}.${second}`, ...others]))
	);
}

function partOf(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
		? (value as Readonly<Record<string, unknown>>)[key]
		: undefined;
}

function isLevel(value: unknown): value is Level {
	return value === 'off' || severities.some((severity) => severity === value);
}
