/**
 * What the content of a group is for.
 * - `text`: to be read, where it stands
 * - `skip`: not to be read, whatever is in it
 * - `frame`: not to be read itself, but groups in it may be
 * - `fonts`, `styles`, `info`: tables of the header
 * - `label`: the mark of a list item
 * - `author`: who wrote the next comment
 */
export type Destination = "text" | "skip" | "frame" | "fonts" | "styles" | "info" | "label" | "author";

/** What stands beside the text, at the place where it is anchored. */
export type Aside = "note" | "comment" | "box";

/** Control words that begin what stands beside the text. */
export const asides: ReadonlyMap<string, Aside> = new Map([
  ["footnote", "note"],
  ["annotation", "comment"],
  ["shptxt", "box"],
  ["dptxbxtext", "box"],
]);

const skipped =
  "aftncn aftnsep aftnsepc bkmkend bkmkstart blipuid colortbl colorschememapping comment datafield datastore docvar " +
  "falt fchars fldinst filetbl fontemb footer footerf footerl footerr ftncn ftnsep ftnsepc generator header headerf " +
  "headerl headerr htmltag latentstyles lchars listoverridetable listtable mmathPr nesttableprops nonesttables " +
  "nonshppict objalias objclass objdata objname objsect panose passwordhash pgp pgptbl pict picprop pn private1 " +
  "protusertbl revtbl rsidtbl rxe shprslt sn sv tc tcn template themedata txe userprops wgrffmtfilter " +
  "xe xmlnstbl";

/** Control words that say what the group they begin is for. After `\*`, words that are not here begin what is skipped. */
export const destinations: ReadonlyMap<string, Destination> = new Map<string, Destination>([
  ...skipped.split(" ").map((word): [string, Destination] => [word, "skip"]),
  ["do", "frame"],
  ["shpinst", "frame"],
  ["upr", "frame"],
  ["fonttbl", "fonts"],
  ["stylesheet", "styles"],
  ["info", "info"],
  ["listtext", "label"],
  ["pntext", "label"],
  ["atnauthor", "author"],
]);
