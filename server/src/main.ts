import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server';

// How to talk is said on the command line: --stdio, --node-ipc or --socket=…
startServer(createConnection(ProposedFeatures.all));
