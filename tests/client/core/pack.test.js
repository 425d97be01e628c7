/** What is sent of a module: the same program on the same lines, without its comments and blanks. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { tokenizer } from "acorn";
import { inMarkup, tight, tightStyles, unindented } from "../../../tools/pack.mjs";

const STATIC = new URL("../../../static/", import.meta.url).pathname;

/** @param {string} text what a browser reads of it, and on which line */
function program(text) {
  const tokens = [...tokenizer(text, { ecmaVersion: "latest", sourceType: "module", locations: true })];
  const markup = inMarkup(tokens, text);
  return tokens.map((token) => [token.type.label, markup.has(token) ? unindented(String(token.value)) : String(token.value), token.loc?.start.line]);
}

for (const folder of ["client", "public"]) {
  test(`${folder}: every module is the same program on the same lines`, () => {
    const names = readdirSync(path.join(STATIC, folder), { recursive: true }).filter((name) => name.endsWith(".js"));
    assert.ok(names.length > 5);
    for (const name of names) {
      const text = readFileSync(path.join(STATIC, folder, name), "utf8");
      const sent = tight(text);

      assert.deepEqual(program(sent), program(text), name);
      assert.ok(sent.length < text.length, `${name} has words at its top`);
    }
  });
}

test("what looks like a comment or a blank inside a text, a pattern or a template stays", () => {
  const text = 'const a = "/*  a */", b = /\\/\\*  x/, c = `// ${ "/* c */" }  /* d */\n  e`; // gone\n';

  assert.equal(tight(text), 'const a="/*  a */",b= /\\/\\*  x/,c=`// ${"/* c */"}  /* d */\n  e`;\n');
});

test("words and signs do not run together, and a line that ended in a comment still ends", () => {
  assert.equal(tight("typeof/* x */a;\nlet b /* 1\n2 */\nb = 1;"), "typeof a;\nlet b\n\nb=1;");
  assert.equal(tight("x = a + +b - - c / /d/.e;\n1 .f();\nfor (const é of è) {}"), "x=a+ +b- -c / /d/.e;\n1 .f();\nfor(const é of è){}");
});

test("indentation inside what becomes HTML is left out, and nothing else of it", () => {
  const text = "const a = html`\n  <p>  x</p>\n    ${b(`\n  c`)}\n  ${html` \n\t d`}\n  y`;\n";

  assert.equal(tight(text), "const a=html`\n<p>  x</p>\n${b(`\n  c`)}\n${html` \nd`}\ny`;\n");
});

test("styles keep every rule, also the newest", () => {
  const rules = "/* x */\n@layer a {\n  .b { color : red; &:hover { margin : 0  1px } }\n  .c::before { content: \"  →  \"; }\n}\n";

  assert.equal(tightStyles(rules).trim(), '@layer a{.b{color:red;&:hover{margin:0 1px}}.c::before{content:"  →  "}}');
});

test("a template keeps its blanks, also behind what is put into it", () => {
  const text = "  const a = `\n  x ${\n  b\n  }\n  y`;\n    c();\n";

  assert.equal(tight(text), "const a=`\n  x ${\nb\n}\n  y`;\nc();\n");
});
