// Renders a post many times with a Markdown library of the page's packages and prints the milliseconds of each time.
// node render.mjs marked|markdown-it FILE TIMES
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [engine, file, times] = process.argv.slice(2);
const require = createRequire(new URL("../../ui/package.json", import.meta.url));
const text = readFileSync(file, "utf8");

async function renderer() {
  if (engine === "marked") {
    const { marked } = await import(require.resolve("marked"));
    return () => marked.parse(text);
  }
  const module = await import(require.resolve("markdown-it"));
  const MarkdownIt = module.default;
  const markdown = new MarkdownIt({ html: true });
  return () => markdown.render(text);
}

const render = await renderer();
let written = 0;
const warm = performance.now() + 300;
while (performance.now() < warm) written += render().length;
for (let time = 0; time < Number(times); time += 1) {
  const start = performance.now();
  written += render().length;
  console.log(performance.now() - start);
}
if (written === 0) throw new Error("nothing was rendered");
