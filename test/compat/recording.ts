import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Where recorded exchanges with an AnythingLLM server are, for those who have them. */
export const recordingsFolder = "../shared/recordings";

/** The upstream model behind the recordings. */
export const recordedUpstream = "../shared/mock/mock-openai.mjs";

/** A file of a recorded multipart request: its name and size were recorded, not its content. */
export interface RecordedFile {
  readonly as: string;
  readonly type: string;
  readonly bytes: number;
}

/** What was sent. */
export interface RecordedRequest {
  readonly method: string;
  /** Below `/api`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly multipart?: Readonly<Record<string, string | RecordedFile>>;
}

/** What came back. */
export interface RecordedResponse {
  readonly status: number;
  readonly contentType: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The events of a stream; long ones were shortened, and an entry without data says so. */
  readonly sse?: readonly { readonly data?: unknown }[];
  /** Words that the answer must have, where only they were noted. */
  readonly says?: string;
}

/** A recorded exchange. */
export interface Recording {
  /** Its place in the order in which the exchanges were made. */
  readonly number: number;
  readonly name: string;
  /** Method and path, with parameters in braces. */
  readonly route: string;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

/** The recordings of a folder in their order; null where there are none. */
export function readRecordings(folder = recordingsFolder): Recording[] | null {
  if (!existsSync(folder)) return null;
  const files = readdirSync(folder).filter((name) => /^\d{3,}-.+\.json$/.test(name));
  const recordings = files.map((name) => {
    const recording = JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as Omit<Recording, "number">;
    const { method, path } = recording.request;
    return { ...recording, route: recording.route ?? `${method} ${path}`, number: Number.parseInt(name, 10) };
  });
  return recordings.length === 0 ? null : recordings.sort((one, other) => one.number - other.number);
}

/** The page that decides where we differ from the recordings; every allowed difference quotes it. */
export function readCompatibilityPage(): string {
  return readFileSync("../shared/compat.md", "utf8");
}
