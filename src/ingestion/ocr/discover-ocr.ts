import { execFile } from "node:child_process";
import { isAbsolute } from "node:path";
import { promisify } from "node:util";
import { SettingsError } from "../../config/index.js";
import type { OcrTools } from "../parsers/parser.js";

const run = promisify(execFile);
/** How long tesseract may take to list its languages. */
const patienceMilliseconds = 20_000;
/** Taken when they are installed and none are named. Each one costs time on every page, so that they are not all. */
const commonLanguages = ["eng", "deu", "fra", "spa", "ita", "por", "nld", "rus", "chi_sim", "jpn"];
const fallbackLanguage = "eng";
/** The model that tells which way up a page is. */
const orientationModel = "osd";

/** What an administrator says about OCR. */
export interface OcrWishes {
  /** The file of tesseract; null: wherever `findProgram` finds it. */
  readonly tesseract: string | null;
  /** Languages by tesseract's names; null: those of the common ones that are installed. */
  readonly languages: readonly string[] | null;
  /** Finds a program by its name; null when there is none. */
  readonly findProgram: (name: string) => string | null;
}

/**
 * Looks for tesseract and its languages.
 * @returns null when it is nowhere, and was not asked for.
 * @throws SettingsError when what was asked for is not there.
 */
export async function discoverOcr({ tesseract, languages, findProgram }: OcrWishes): Promise<OcrTools | null> {
  const program = tesseract ?? findProgram("tesseract");
  if (program === null) {
    if (languages === null) return null;
    throw new SettingsError(["OCR_LANGUAGES: tesseract is not on this machine: install it or set OCR_TESSERACT_PATH"]);
  }
  if (!isAbsolute(program)) throw new SettingsError(["OCR_TESSERACT_PATH: must be the full path of a file"]);
  const installed = await installedLanguages(program);
  if (installed === null) {
    if (tesseract === null && languages === null) return null;
    throw new SettingsError(["OCR_TESSERACT_PATH: this program does not answer as tesseract does"]);
  }
  const missing = (languages ?? []).filter((language) => !installed.includes(language));
  if (missing.length > 0) {
    throw new SettingsError([`OCR_LANGUAGES: not installed: ${missing.join(", ")}; there are ${installed.join(", ")}`]);
  }
  const chosen = languages ?? chooseLanguages(installed);
  if (chosen.length === 0) return null;
  return { tesseract: program, languages: chosen, findsOrientation: installed.includes(orientationModel) };
}

/** The common ones of the installed languages, else English, else whatever there is first. */
function chooseLanguages(installed: readonly string[]): readonly string[] {
  const common = commonLanguages.filter((language) => installed.includes(language));
  if (common.length > 0) return common;
  const first = installed.find((language) => language === fallbackLanguage || language !== orientationModel);
  return first === undefined ? [] : [first];
}

/** The names of the installed languages; null when the program is none, or not tesseract. */
async function installedLanguages(program: string): Promise<string[] | null> {
  try {
    // Without an environment, as the parser processes run it.
    const { stdout } = await run(program, ["--list-langs"], { env: {}, timeout: patienceMilliseconds });
    const [title = "", ...names] = stdout.split(/\r?\n/);
    return /languages/i.test(title) ? names.map((name) => name.trim()).filter((name) => name !== "") : null;
  } catch {
    return null;
  }
}
