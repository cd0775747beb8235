import { document, request, type State } from "./state.js";

const library = "custom-documents";

/** Files that were uploaded, by where they were stored, with the number before which they were. */
const uploads: readonly (readonly [
  before: number,
  location: string,
  name: string,
  fields?: Readonly<Record<string, string>>,
])[] = [
  [72, `${library}/sample.txt-3ed69b52-20cf-4e09-9f02-380ff29cbe3b.json`, "sample.txt"],
  [73, `${library}/meta.txt-65e8aa83-b79c-4a38-948d-ddf90c2a92b0.json`, "meta.txt"],
  [
    74,
    `${library}/embedded.txt-ec0bf423-0c71-4872-9828-7cfcb76f33d0.json`,
    "embedded.txt",
    { addToWorkspaces: "sample-workspace,full-workspace" },
  ],
  [75, `${library}/sample.md-3129b6ad-dffb-4ebd-8fa7-6f0c498ac928.json`, "sample.md"],
  [76, `${library}/sample.html-a6888c7c-ec20-48b4-9104-440992bc58fd.json`, "sample.html"],
  [77, `${library}/sample.pdf-dc88827f-dbf2-47ce-b03e-1dba29ff8ec9.json`, "sample.pdf"],
  [78, `${library}/sample.docx-ec0a090e-f29c-48ef-b410-6239df730e52.json`, "sample.docx"],
  [80, `${library}/sample.csv-6ad6ea06-745f-46ca-a511-d20dda388d1d.json`, "sample.csv"],
  [81, `${library}/sample.json-bb6e69d0-20b3-4b13-b879-664fff5b9166.json`, "sample.json"],
  [82, `${library}/sample.xyz-6413560e-588b-4b36-8193-deb00d8fafe8.json`, "sample.xyz"],
  [88, `${library}/mi-file-n-.txt-05786e98-52a9-499b-a814-82457997bb53.json`, "mi file ñ 日本.txt"],
  [89, "peer-folder/infolder.txt-47de8f86-fc49-49bd-8033-92ead565e97e.json", "infolder.txt"],
  [
    90,
    "peer-folder/infolder.md-8c46bf0a-5c33-408c-9502-de6fa37faf80.json",
    "infolder.md",
    { addToWorkspaces: "full-workspace" },
  ],
  // What an agent had written there is the file of a document here.
  [351, `${library}/report.pdf-11111111-d6b6-4f49-91a0-dd331517f567.json`, "report.pdf"],
];

/** Texts that were added. */
const texts: readonly (readonly [before: number, location: string, title: string, text: string])[] = [
  [
    57,
    `${library}/raw-observatory-notes-78415445-c24b-4e2c-8351-8238c55c12cd.json`,
    "Observatory notes",
    "The observatory on Mount Kelda houses a two metre telescope. It opened in 1964. Astronomer Lin Okoro found a comet there.",
  ],
  [58, `${library}/raw-only-title-124f8b84-97b1-4b28-bdad-eef8eb137cac.json`, "Only title", "Only a title."],
  [
    59,
    `${library}/raw-string-meta-b8e2d169-366a-4ce8-a5d5-53fbd5b2cd0b.json`,
    "String meta",
    "Body for string metadata.",
  ],
  [60, `${library}/raw-extra-meta-6ebfe4c1-e5a3-4e75-955a-467d902e707e.json`, "Extra meta", "Body with more metadata."],
  [67, `${library}/raw-evil-cd88f727-42eb-44c6-8a4d-0f375847528c.json`, "evil", "traverse"],
  [
    69,
    `${library}/raw-penguins-c5d6bbd4-9a2f-4f96-8156-1ce1a712f548.json`,
    "Penguins",
    "Penguins of Brill Island number about four thousand.",
  ],
  [70, `${library}/raw-orphan-e3324fd1-3b33-4ac5-bade-a066b313d6df.json`, "Orphan", "A text of no workspace."],
];

const states: readonly State[] = [
  ...uploads.map(([before, location, name, fields]) =>
    document(before, location, (world) => world.upload(location, name, fields)),
  ),
  ...texts.map(([before, location, title, text]) =>
    document(before, location, (world) => world.addText(location, title, text)),
  ),
];

/** The library that the recorded exchanges rely on. */
export const documents: readonly State[] = [
  ...[...states].sort((one, other) => one.before - other.before),
  // Where the exchanges that make the folders are missing.
  folder(107, "peer-new"),
];

function folder(before: number, name: string): State {
  const state = request(before, "/v1/document/create-folder", { name });
  return {
    ...state,
    make: async (world) => {
      const there = await world.send("/v1/documents");
      if (!JSON.stringify(there).includes(`"name":"${name}"`)) await state.make(world);
    },
  };
}
