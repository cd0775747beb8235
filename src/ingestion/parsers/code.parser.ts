import { codeBlocks } from "./code/code-blocks.js";
import { type FileProbe, noFacts, type ParsedDocument, type Parser, type ParseSource } from "./parser.js";
import { shortFact } from "./text/clean-text.js";
import { decodeFile } from "./text/decode-file.js";

/** Programs, and the settings, schemas and styles that stand beside them. */
const extensions: readonly string[] = (
  "js mjs cjs jsx ts mts cts tsx vue svelte astro py pyi pyw rb erb php java kt kts groovy gradle scala clj cljs cljc edn " +
  "c h cc cpp cxx hh hpp hxx ino m mm cs csx vb fs fsx fsi go rs swift dart zig nim d v sv vhd vhdl pas pp ada adb ads " +
  "f f77 f90 f95 for cob cbl pl pm pod raku lua tcl r jl hs lhs ml mli elm ex exs erl hrl lisp el cl scm rkt pro asm s " +
  "sh bash zsh fish ksh ps1 psm1 bat cmd awk sed sql psql plsql ddl graphql gql proto thrift avdl prisma sol move cairo " +
  "css scss sass less styl coffee hbs ejs pug jade mustache twig jinja j2 tf tfvars hcl nix dhall cmake mk mak bzl bazel " +
  "yaml yml toml ini cfg conf properties env xml xsd xsl xslt dtd plist json5 jsonc diff patch"
).split(" ");

/** Source code: what it declares, each with its comments, as it is written. */
export const codeParser: Parser = {
  format: "code",
  mimeTypes: [
    "text/x-source-code",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "application/typescript",
    "text/x-python",
    "text/x-java-source",
    "text/x-c",
    "text/x-c++src",
    "text/x-csrc",
    "text/x-shellscript",
    "application/x-sh",
    "text/css",
    "application/sql",
    "application/xml",
    "text/xml",
    "application/yaml",
    "application/x-yaml",
    "text/yaml",
    "application/toml",
    "text/x-diff",
    "application/graphql",
  ],
  extensions,
  isText: true,
  /** A script names its interpreter in its first line. */
  recognises: ({ extension, headText }: FileProbe) =>
    extension === "" && headText !== null && /^\ufeff?#! ?\//.test(headText),
  parse: ({ path, name }: ParseSource): Promise<ParsedDocument> =>
    Promise.resolve({ facts: { ...noFacts, title: shortFact(fileName(name)) }, blocks: codeBlocks(decodeFile(path)) }),
};

function fileName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
}
