/**
 * The requests that are ours, beside LSP's own. Client and server both import this file; nothing else is shared. Each subject has
 * a file of its own in `protocol/`.
 * Lines and characters are LSP's: from 0, UTF-16 code units.
 */
export * from './protocol/commands';
export * from './protocol/comparison';
export * from './protocol/exports';
export * from './protocol/following';
export * from './protocol/messageLife';
export * from './protocol/places';
export * from './protocol/replies';
export * from './protocol/reports';
export * from './protocol/sessionDetail';
export * from './protocol/sessions';
export * from './protocol/timeline';
export * from './protocol/unpacking';
