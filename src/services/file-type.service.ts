import { type FormatNames, formats, soundFormats } from "../ingestion/parsers/formats.js";
import type { SettingsService } from "./settings.service.js";

/** Knows which files the library takes. */
export class FileTypeService {
  constructor(private readonly settings: Pick<SettingsService, "get">) {}

  /** The formats that are read now: recordings only while a model is configured that writes down speech. */
  accepted(): FormatNames[] {
    const documents = Object.values(formats);
    return this.settings.get("transcriptionProvider") === "none" ? documents : [...documents, ...soundFormats];
  }
}
