import { describe, expect, it, jest } from "@jest/globals";
import { limitsFor } from "../../src/ingestion/process/format-limits.js";
import { defaultParserLimits } from "../../src/ingestion/process/parser-pool.js";
import { TurnClock } from "../../src/ingestion/process/turn-clock.js";

const mebibyte = 1_048_576;
/** A file that is made to harm is answered within so many milliseconds. */
const answered = 30_000;

describe("the time to read a file", () => {
  it("is short for a small file, whatever it unpacks to, and grows with what was sent", () => {
    for (const format of ["odt", "docx", "xlsx", "pptx", "epub", "zip", "html", "eml", "pdf"]) {
      const small = limitsFor(format, mebibyte / 2, defaultParserLimits);
      const large = limitsFor(format, 20 * mebibyte, defaultParserLimits);
      expect(small.milliseconds).toBeLessThan(answered);
      expect(large.milliseconds).toBeGreaterThan(2 * answered);
      expect([small.batchMilliseconds, large.batchMilliseconds]).toEqual([null, null]);
    }
  });

  it("counts from batch to batch where what is read is all in the file", () => {
    for (const format of ["txt", "csv", "json", "rtf", "mbox"]) {
      const { milliseconds, batchMilliseconds } = limitsFor(format, 100 * mebibyte, defaultParserLimits);
      expect(milliseconds).toBe(defaultParserLimits.milliseconds);
      expect(batchMilliseconds).toBeLessThan(answered);
    }
  });

  it("is never more than what is configured", () => {
    const limits = { ...defaultParserLimits, milliseconds: 5_000, memoryBytes: 100 * mebibyte };
    expect(limitsFor("pdf", 50 * mebibyte, limits)).toMatchObject({ milliseconds: 5_000, memoryBytes: 100 * mebibyte });
    expect(limitsFor("csv", 50 * mebibyte, limits)).toMatchObject({ milliseconds: 5_000 });
  });

  it("begins anew with each batch", () => {
    jest.useFakeTimers();
    try {
      const expired = jest.fn();
      const clock = new TurnClock(1_000, expired);
      clock.start();
      for (let batch = 0; batch < 5; batch += 1) {
        jest.advanceTimersByTime(900);
        clock.renew(1_000);
      }
      clock.stop();
      clock.renew(1_000);
      jest.advanceTimersByTime(60_000);
      expect(expired).not.toHaveBeenCalled();
      clock.start();
      jest.advanceTimersByTime(1_000);
      expect(expired).toHaveBeenCalledTimes(1);
    } finally {
      jest.useRealTimers();
    }
  });
});
