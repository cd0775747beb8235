import { findProgram } from "../config/find-program.js";
import type { Settings } from "../config/index.js";
import { discoverOcr } from "../ingestion/ocr/discover-ocr.js";
import { defaultParserLimits, ParserPool } from "../ingestion/process/parser-pool.js";
import type { Logger } from "../observability/logger.js";

/** The processes that read documents, with the programs of the machine that they may use. */
export async function openParsers(settings: Settings, logger: Logger): Promise<ParserPool> {
  const { OCR_TESSERACT_PATH: tesseract = null, OCR_LANGUAGES: languages = null } = settings;
  const ocr = await discoverOcr({ tesseract, languages, findProgram });
  logger.info({ ocr }, ocr === null ? "no OCR engine: pictures and scans are refused" : "pictures are read by OCR");
  return new ParserPool({
    size: settings.INGEST_CONCURRENCY,
    limits: {
      ...defaultParserLimits,
      milliseconds: settings.INGEST_TIMEOUT_SECONDS * 1_000,
      memoryBytes: settings.INGEST_MEMORY_BYTES,
    },
    tools: { ocr },
    logger,
  });
}
