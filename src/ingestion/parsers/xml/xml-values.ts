import { readXml } from "./xml-feed.js";

/** Values are facts such as titles; what is longer than this is cut. */
const maximumLength = 10_000;
/** Of one name; the rest is left out. */
const maximumValues = 100;

/**
 * The texts of the elements of a small XML document by name, prefixes left out; in order, where several have one name.
 * Elements that hold others have no text of their own here.
 */
export function readXmlValues(bytes: Uint8Array): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  let text = "";
  readXml(bytes, {
    open: () => (text = ""),
    text: (part) => {
      if (text.length < maximumLength) text += part;
    },
    close: (name) => {
      const value = text.trim();
      text = "";
      if (value === "") return;
      const others = values.get(name);
      if (others === undefined) values.set(name, [value]);
      else if (others.length < maximumValues) others.push(value);
    },
  });
  return values;
}
