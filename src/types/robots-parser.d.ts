// The package's own types describe a default export, which its CommonJS file does not have.
declare module "robots-parser" {
  interface Robots {
    /** Undefined for an address of another origin than that of the file. */
    isAllowed(url: string, agent?: string): boolean | undefined;
    /** Seconds. */
    getCrawlDelay(agent?: string): number | undefined;
    getSitemaps(): string[];
  }
  function robotsParser(url: string, content: string): Robots;
  export = robotsParser;
}
