import type { Block } from "../parser.js";
import { BlockWriter } from "../structure/block-writer.js";
import { readXml } from "../xml/xml-feed.js";
import { DrawingText } from "./drawing-text.js";

/** The texts of a diagram's points (SmartArt; ECMA-376 part 1, section 21.4: `diagrams/data*.xml`) as a list. */
export function diagramBlocks(part: Buffer): Block[] {
  const writer = new BlockWriter();
  const paragraphs = new DrawingText(writer);
  paragraphs.kind = "bulleted";
  readXml(part, paragraphs);
  writer.end();
  return writer.take();
}
