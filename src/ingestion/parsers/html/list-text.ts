interface OpenList {
  readonly isOrdered: boolean;
  /** Number of its last item. */
  count: number;
}

const maximumIndentation = 6;

/** Writes nested lists as lines: an item a line, its mark in front, indented by two spaces for each level. */
export class ListText {
  private readonly openLists: OpenList[] = [];
  private lines: string[] = [];
  private mark = "";
  private isFresh = false;
  private length = 0;
  private linked = 0;

  /** How many lists are open. */
  get depth(): number {
    return this.openLists.length;
  }

  open(name: string): void {
    this.openLists.push({ isOrdered: name === "ol", count: 0 });
    this.isFresh = false;
    this.mark = "";
  }

  close(): void {
    this.openLists.pop();
    this.isFresh = false;
  }

  /**
   * An item begins: `li`, or the term or the description of a description list.
   * @param label Its own mark, where the source writes the marks down, instead of the one that follows from its place;
   *   `""` for none.
   */
  item(name: string, label: string | null = null): void {
    const list = this.openLists.at(-1);
    if (list === undefined) return;
    list.count += 1;
    if (label !== null) this.mark = label === "" ? "" : `${label} `;
    else this.mark = name === "li" ? (list.isOrdered ? `${list.count}. ` : "- ") : name === "dd" ? "  " : "";
    this.isFresh = true;
  }

  /** Adds a paragraph of the item. */
  add(text: string, length: number, linked: number): void {
    const indentation = "  ".repeat(Math.min(maximumIndentation, Math.max(0, this.depth - 1)));
    const continued = indentation + " ".repeat(this.mark.length);
    const [first = "", ...others] = text.split("\n");
    this.lines.push(
      (this.isFresh ? indentation + this.mark : continued) + first,
      ...others.map((line) => continued + line),
    );
    this.isFresh = false;
    this.length += length;
    this.linked += linked;
  }

  /** The lines so far, or null when there are none; begins anew, in the same lists. */
  take(): { readonly text: string; readonly length: number; readonly linked: number } | null {
    if (this.lines.length === 0) return null;
    const taken = { text: this.lines.join("\n"), length: this.length, linked: this.linked };
    this.lines = [];
    this.length = 0;
    this.linked = 0;
    return taken;
  }
}
