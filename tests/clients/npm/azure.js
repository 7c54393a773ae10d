// Serves Azure Blob Storage on a free port of this machine, with Azurite; says the port on stdout, then serves until stdin
// ends. argv: the account, its key, the container to make.

import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";

const [account, key, container] = process.argv.slice(2);
const azurite = spawn(
  process.execPath,
  ["node_modules/azurite/dist/src/blob/main.js", "--blobHost", "127.0.0.1", "--blobPort", "0", "--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck"],
  { env: { ...process.env, AZURITE_ACCOUNTS: `${account}:${key}` }, stdio: ["ignore", "pipe", "inherit"] },
);
process.on("exit", () => azurite.kill());
// Where it is not installed or cannot start, nobody is to wait for its port.
azurite.on("exit", () => process.exit(1));
process.stdin.on("end", () => process.exit()).resume();

let said = "";
azurite.stdout.on("data", async (data) => {
  const before = said;
  said += data;
  const found = /http:\/\/127\.0\.0\.1:([0-9]+)/;
  if (found.test(before) || !found.test(said)) return;
  const port = found.exec(said)[1];
  const date = new Date().toUTCString();
  const headers = { "x-ms-date": date, "x-ms-version": "2023-11-03" };
  // Shared Key: the verb, eleven empty standard headers, those of Azure, the resource with its query.
  const lines = ["PUT", ...Array(11).fill(""), `x-ms-date:${date}`, "x-ms-version:2023-11-03", `/${account}/${account}/${container}`, "restype:container"];
  const signature = createHmac("sha256", Buffer.from(key, "base64")).update(lines.join("\n")).digest("base64");
  const made = await fetch(`http://127.0.0.1:${port}/${account}/${container}?restype=container`, {
    method: "PUT",
    headers: { ...headers, Authorization: `SharedKey ${account}:${signature}` },
  });
  if (!made.ok) throw new Error(`${made.status} ${await made.text()}`);
  console.log(port);
});
