/** Collects the text of one paragraph, with white space as a browser would show it. */
export class InlineText {
  private parts: string[] = [];
  private endsInSpace = true;
  private visible = 0;
  private linked = 0;

  /** Adds text; outside of preformatted text, runs of white space become one space. */
  add(text: string, options: { readonly preformatted: boolean; readonly isLink: boolean }): void {
    if (options.preformatted) {
      this.push(text, text.length, options.isLink);
      return;
    }
    const collapsed = text.replace(/[ \t\n\r\f]+/g, " ");
    const fitting = this.endsInSpace && collapsed.startsWith(" ") ? collapsed.slice(1) : collapsed;
    if (fitting === "") return;
    this.endsInSpace = fitting.endsWith(" ");
    this.push(fitting, fitting.trim().length, options.isLink);
  }

  /** Whether nothing was added since the last {@link take}. */
  get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  /** Begins a new line within the paragraph. */
  breakLine(): void {
    this.parts.push("\n");
    this.endsInSpace = true;
  }

  /** The text so far, how much of it there is, and how much of that is links; begins anew. */
  take(): { readonly text: string; readonly length: number; readonly linked: number } {
    const taken = { text: this.parts.join(""), length: this.visible, linked: this.linked };
    this.parts = [];
    this.endsInSpace = true;
    this.visible = 0;
    this.linked = 0;
    return taken;
  }

  private push(text: string, length: number, isLink: boolean): void {
    this.parts.push(text);
    this.visible += length;
    if (isLink) this.linked += length;
  }
}
