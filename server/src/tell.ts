import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver/node';

/** Shows words to the user. The library would ask for an answer, and not every client has one. */
export async function tell(connection: Connection, message: string): Promise<void> {
	await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
}

/** Lets the client do something of which nothing depends: one that will not do it is no reason to end. */
export async function ask(request: Promise<unknown>): Promise<void> {
	await request.catch(() => undefined);
}
