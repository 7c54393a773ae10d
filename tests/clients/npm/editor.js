// What an editor shows of a manifest: the YAML language server with the schema that the modeline names.
// Usage: node editor.js; prints what completion, hover and diagnostics say, as JSON.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import rpc from 'vscode-jsonrpc/node.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const server = createRequire(import.meta.url).resolve('yaml-language-server/bin/yaml-language-server');
const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const editor = rpc.createMessageConnection(
  new rpc.StreamMessageReader(child.stdout),
  new rpc.StreamMessageWriter(child.stdin),
);

const published = new Map();
editor.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
  published.get(uri)?.(diagnostics);
});
// Settings as people have them, but for the list of schemas on the network.
const settings = { yaml: { schemaStore: { enable: false }, validate: true, hover: true, completion: true } };
editor.onRequest('workspace/configuration', ({ items }) => items.map(({ section }) => settings[section] ?? {}));
editor.onRequest('client/registerCapability', () => null);
editor.listen();

/** Opens a document with the modeline; gives its name, the place of the mark `^` in it, and what is wrong. */
async function open(name, text) {
  const modeline = '# yaml-language-server: $schema=../schemas/manifest.v1.json\nattune: 1\n';
  const [before, after = ''] = (modeline + text).split('^');
  const uri = pathToFileURL(path.join(root, 'manifests', name)).href;
  const diagnostics = new Promise((resolve) => published.set(uri, resolve));
  editor.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text: before + after },
  });
  const lines = before.split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1).length };
  return { textDocument: { uri }, position, diagnostics: await diagnostics };
}

async function complete(name, text) {
  const { textDocument, position } = await open(name, text);
  const { items } = await editor.sendRequest('textDocument/completion', { textDocument, position });
  return items.map(({ label }) => label).sort();
}

async function hover(name, text) {
  const { textDocument, position } = await open(name, text);
  const { contents } = await editor.sendRequest('textDocument/hover', { textDocument, position });
  return contents.value;
}

async function problems(name, text) {
  const { diagnostics } = await open(name, text);
  return diagnostics.map(({ range, message }) => `${range.start.line + 1}:${range.start.character + 1} ${message}`).sort();
}

await editor.sendRequest('initialize', {
  processId: process.pid,
  rootUri: pathToFileURL(root).href,
  capabilities: {
    workspace: { configuration: true },
    textDocument: {
      completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
      hover: { contentFormat: ['markdown'] },
    },
  },
});
editor.sendNotification('initialized', {});

const level = 'securityLevels:\n  api:\n';
const found = {
  top: await complete('top.yaml', '^'),
  block: await complete('block.yaml', 'apiUsers:\n  ^'),
  section: await complete('section.yaml', `${level}    webServicesApi:\n      ^`),
  row: await complete('row.yaml', `${level}    webServicesApi: {contactImpersonation: {tickets: [^]}}`),
  words: await complete('words.yaml', `${level}    serviceDesk:\n      objects:\n        tickets:\n          view: ^`),
  base: await complete('base.yaml', `${level}    copyOf: ^`),
  hover: await hover('hover.yaml', `${level}    serviceDesk:\n      objects:\n        tickets:\n          vi^ew: All`),
  field: await hover('field.yaml', 'apiUsers:\n  api:\n    lo^cked: false'),
  valid: await problems('valid.yaml', `${level}    serviceDesk: all\n    expires: 2026-12-31`),
  unknown: await problems('unknown.yaml', `${level}    serviceDesk:\n      objects:\n        ticket: {view: All}`),
  wrong: await problems('wrong.yaml', `${level}    serviceDesk: {objects: {tickets: {view: None}}}\n    crm: some`),
};
console.log(JSON.stringify(found, null, 2));
await editor.sendRequest('shutdown');
editor.sendNotification('exit');
