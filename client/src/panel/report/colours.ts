/** The colours of series, by their name: those that the extension contributes to the theme, and the theme's own. */
const colours: Readonly<Record<string, string>> = {
	received: 'foreground',
	delivered: 'mailLogLens.timeline.ok',
	deferrals: 'mailLogLens.timeline.temporary',
	bounced: 'mailLogLens.timeline.permanent',
	rejected: 'mailLogLens.timeline.lost',
	beforeQueue: 'mailLogLens.phase.envelope',
	queue: 'mailLogLens.phase.waiting',
	connect: 'mailLogLens.phase.connect',
	transmit: 'mailLogLens.phase.data',
	attempt: 'foreground',
	firstDelivery: 'mailLogLens.phase.greeting',
	lastDelivery: 'mailLogLens.phase.auth',
};

/** The colour of a series as the theme has it now. */
export function colourOf(series: string): string {
	return themeColour(colours[series] ?? 'foreground');
}

/** A colour of the theme by its name in VS Code; VS Code replaces the first dot of the name only. */
export function themeColour(name: string): string {
	const style = getComputedStyle(document.documentElement);
	return style.getPropertyValue(`--vscode-${name.replace('.', '-')}`).trim() || style.color;
}

/** Calls back when the theme has changed. @returns ends that */
export function onThemeChange(changed: () => void): () => void {
	const observer = new MutationObserver(changed);
	observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
	observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
	return () => observer.disconnect();
}
