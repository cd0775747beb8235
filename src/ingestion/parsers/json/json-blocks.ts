import type { Block } from "../parser.js";
import { JsonStream } from "./json-stream.js";
import { pathTo } from "./json-text.js";
import type { JsonToken } from "./json-token.js";
import { JsonWriter } from "./json-writer.js";

/** Values up to this length are held whole, so that the best form can be chosen for them. */
const heldCharacters = 65_536;

/** The blocks of a JSON text of any size, of one value or of many (JSON Lines): many are taken as the items of a list. */
export async function* jsonBlocks(pieces: AsyncIterator<string>): AsyncGenerator<Block, void, void> {
  const stream = new JsonStream(pieces);
  const writer = new JsonWriter();
  let first = await stream.next();
  if (first === null) return;
  const root = await stream.valueFrom(first, heldCharacters);
  let next: JsonToken | null = null;
  if (root === null) yield* insideOf(first, "", stream, writer);
  else {
    next = await stream.next();
    if (next === null) writer.value("", root);
    else writer.item("", root);
  }
  for (first = next ?? (await stream.next()); first !== null; first = await stream.next()) {
    yield* itemFrom(first, "", stream, writer);
    yield* writer.take();
  }
  writer.end();
  yield* writer.take();
}

/** What is in a list or object that is too large to be held, of which the first token was read. */
async function* insideOf(
  first: JsonToken,
  path: string,
  stream: JsonStream,
  writer: JsonWriter,
): AsyncGenerator<Block, void, void> {
  writer.endItems();
  for (let token = await stream.next(); token !== null; token = await stream.next()) {
    if (token.type === "}" || token.type === "]") break;
    if (first.type === "[") yield* itemFrom(token, path, stream, writer);
    else if (token.type === "key") {
      const start = await stream.next();
      if (start === null) break;
      const inner = pathTo(path, token.text);
      const value = await stream.valueFrom(start, heldCharacters);
      if (value === null) yield* insideOf(start, inner, stream, writer);
      else writer.value(inner, value);
    }
    yield* writer.take();
  }
  writer.endItems();
}

async function* itemFrom(
  first: JsonToken,
  path: string,
  stream: JsonStream,
  writer: JsonWriter,
): AsyncGenerator<Block, void, void> {
  const value = await stream.valueFrom(first, heldCharacters);
  if (value !== null) writer.item(path, value);
  else {
    yield* insideOf(first, path, stream, writer);
    writer.endLines();
  }
}
