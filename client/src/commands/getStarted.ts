import { commands, type ExtensionContext } from 'vscode';

/** `Mail Log: Get Started`: the walkthrough that package.json contributes. */
export async function getStarted({ extension }: ExtensionContext): Promise<void> {
	await commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#getStarted`, false);
}
