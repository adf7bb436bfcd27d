import type { LanguageServer } from '../languageServer';

/** `Mail Log: Restart Server`. */
export async function restartServer(server: LanguageServer): Promise<void> {
	await server.restart();
}
