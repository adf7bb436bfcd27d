import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server';

// How to talk is said on the command line: --stdio, --node-ipc or --socket=…
startServer(createConnection(ProposedFeatures.all), { root: pathToFileURL(join(__dirname, '..')).href });
