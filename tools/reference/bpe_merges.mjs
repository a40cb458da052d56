#!/usr/bin/env node
// Trains byte-level BPE with the npm package `tokenizers` and writes the merges that it learned, one a
// line, each as the two tokens' bytes in hexadecimal. See README.md.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [text, output, size] = process.argv.slice(2);
if (!output) {
  console.error("usage: bpe_merges.mjs TEXT OUTPUT [VOCABULARY_SIZE]");
  process.exit(2);
}

// The package is found from the folder that the script is called in, so that it need not be here.
const require = createRequire(join(process.cwd(), "here.js"));
const { BPE, Tokenizer, byteLevelPreTokenizer } = require("tokenizers");

// The characters that GPT-2 writes bytes as: printable ones as themselves, others from 256 on.
const bytes = new Map();
let moved = 0;
for (let byte = 0; byte < 256; byte++) {
  const printable =
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  bytes.set(String.fromCodePoint(printable ? byte : 256 + moved++), byte);
}
const hex = (token) =>
  Buffer.from([...token].map((character) => bytes.get(character))).toString("hex");

const tokenizer = new Tokenizer(BPE.empty());
tokenizer.setPreTokenizer(byteLevelPreTokenizer(false, true));
const start = performance.now();
tokenizer.train([text]); // 30,000 tokens, no minimum: the package for Node has no options for it
console.error(`trained in ${((performance.now() - start) / 1000).toFixed(2)} s`);

const folder = mkdtempSync(join(tmpdir(), "bpe-"));
try {
  const file = join(folder, "tokenizer.json");
  tokenizer.save(file);
  const { merges } = JSON.parse(readFileSync(file, "utf8")).model;
  const wanted = size ? Number(size) - 256 : merges.length;
  const lines = merges.slice(0, wanted).map(([first, second]) => `${hex(first)} ${hex(second)}\n`);
  writeFileSync(output, lines.join("")); // not to standard output: the package's progress is there
} finally {
  rmSync(folder, { recursive: true });
}
