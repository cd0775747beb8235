/** The names by which files of a format go. */
export interface FormatNames {
  /** Its short name, which is also the usual extension. */
  readonly format: string;
  /** The first is the one that documents of this format get. */
  readonly mimeTypes: readonly [string, ...string[]];
  /** Lower case, no dot. */
  readonly extensions: readonly string[];
}

/** By extension: languages of programs, scripts, styles, templates, configuration, and data that people write. */
const codeExtensions: readonly string[] = (
  "js mjs cjs jsx ts mts cts tsx vue svelte astro py pyi pyw rb erb php java kt kts groovy gradle scala clj cljs cljc edn " +
  "c h cc cpp cxx hh hpp hxx ino m mm cs csx vb fs fsx fsi go rs swift dart zig nim d v sv vhd vhdl pas pp ada adb ads " +
  "f f77 f90 f95 for cob cbl pl pm pod raku lua tcl r jl hs lhs ml mli elm ex exs erl hrl lisp el cl scm rkt pro asm s " +
  "sh bash zsh fish ksh ps1 psm1 bat cmd awk sed sql psql plsql ddl graphql gql proto thrift avdl prisma sol move cairo " +
  "css scss sass less styl coffee hbs ejs pug jade mustache twig jinja j2 tf tfvars hcl nix dhall cmake mk mak bzl bazel " +
  "yaml yml toml ini cfg conf properties env xml xsd xsl xslt dtd plist json5 jsonc diff patch"
).split(" ");

/** The names of every format that is read. They are apart from the parsers, which are many times as large. */
export const formats = {
  pdf: { format: "pdf", mimeTypes: ["application/pdf"], extensions: ["pdf"] },
  docx: {
    format: "docx",
    mimeTypes: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    extensions: ["docx", "docm", "dotx", "dotm"],
  },
  xlsx: {
    format: "xlsx",
    mimeTypes: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    extensions: ["xlsx", "xlsm", "xltx", "xltm"],
  },
  pptx: {
    format: "pptx",
    mimeTypes: ["application/vnd.openxmlformats-officedocument.presentationml.presentation"],
    extensions: ["pptx", "pptm", "ppsx", "ppsm", "potx", "potm"],
  },
  odt: {
    format: "odt",
    mimeTypes: ["application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template"],
    extensions: ["odt", "ott", "fodt"],
  },
  ods: {
    format: "ods",
    mimeTypes: [
      "application/vnd.oasis.opendocument.spreadsheet",
      "application/vnd.oasis.opendocument.spreadsheet-template",
    ],
    extensions: ["ods", "ots", "fods"],
  },
  odp: {
    format: "odp",
    mimeTypes: [
      "application/vnd.oasis.opendocument.presentation",
      "application/vnd.oasis.opendocument.presentation-template",
    ],
    extensions: ["odp", "otp", "fodp"],
  },
  epub: { format: "epub", mimeTypes: ["application/epub+zip"], extensions: ["epub"] },
  rtf: { format: "rtf", mimeTypes: ["application/rtf", "text/rtf"], extensions: ["rtf"] },
  html: {
    format: "html",
    mimeTypes: ["text/html", "application/xhtml+xml"],
    extensions: ["html", "htm", "xhtml", "xht"],
  },
  md: {
    format: "md",
    mimeTypes: ["text/markdown", "text/x-markdown"],
    extensions: ["md", "markdown", "mdown", "mkd", "mdx"],
  },
  txt: { format: "txt", mimeTypes: ["text/plain"], extensions: ["txt", "text", "log"] },
  csv: {
    format: "csv",
    mimeTypes: ["text/csv", "text/tab-separated-values", "application/csv"],
    extensions: ["csv", "tsv", "tab", "psv"],
  },
  json: {
    format: "json",
    mimeTypes: ["application/json", "application/x-ndjson", "application/jsonl", "application/geo+json", "text/json"],
    extensions: ["json", "jsonl", "ndjson", "geojson", "webmanifest", "ipynb"],
  },
  code: {
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
    extensions: codeExtensions,
  },
  png: { format: "png", mimeTypes: ["image/png", "image/apng"], extensions: ["png", "apng"] },
  jpeg: { format: "jpeg", mimeTypes: ["image/jpeg", "image/jpg"], extensions: ["jpg", "jpeg", "jpe", "jfif"] },
  tiff: { format: "tiff", mimeTypes: ["image/tiff"], extensions: ["tif", "tiff"] },
  webp: { format: "webp", mimeTypes: ["image/webp"], extensions: ["webp"] },
  bmp: { format: "bmp", mimeTypes: ["image/bmp"], extensions: ["bmp", "dib"] },
  gif: { format: "gif", mimeTypes: ["image/gif"], extensions: ["gif"] },
  eml: { format: "eml", mimeTypes: ["message/rfc822"], extensions: ["eml"] },
  mbox: { format: "mbox", mimeTypes: ["application/mbox"], extensions: ["mbox", "mbx"] },
  mht: { format: "mht", mimeTypes: ["multipart/related", "application/x-mimearchive"], extensions: ["mht", "mhtml"] },
  zip: { format: "zip", mimeTypes: ["application/zip", "application/x-zip-compressed"], extensions: ["zip"] },
  tar: { format: "tar", mimeTypes: ["application/x-tar"], extensions: ["tar"] },
  gz: { format: "gz", mimeTypes: ["application/gzip", "application/x-gzip"], extensions: ["gz", "tgz"] },
} satisfies Readonly<Record<string, FormatNames>>;

/** Recordings, which become text where a model is configured that writes down speech. */
export const soundFormats: readonly FormatNames[] = [
  { format: "mp3", mimeTypes: ["audio/mpeg"], extensions: ["mp3"] },
  { format: "wav", mimeTypes: ["audio/wav"], extensions: ["wav"] },
  { format: "m4a", mimeTypes: ["audio/mp4", "audio/x-m4a"], extensions: ["m4a"] },
  { format: "ogg", mimeTypes: ["audio/ogg", "audio/opus"], extensions: ["ogg", "oga", "opus"] },
  { format: "flac", mimeTypes: ["audio/flac"], extensions: ["flac"] },
  { format: "webm", mimeTypes: ["video/webm", "audio/webm"], extensions: ["webm"] },
  { format: "mp4", mimeTypes: ["video/mp4"], extensions: ["mp4"] },
  { format: "mpeg", mimeTypes: ["video/mpeg"], extensions: ["mpeg", "mpg"] },
];
