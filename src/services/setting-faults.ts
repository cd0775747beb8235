import type { SettingName, SettingValues } from "./setting-catalogue.js";

/** Gives a setting's value. */
type ValueOf = <Name extends SettingName>(name: Name) => SettingValues[Name];

/** A fault that only several settings together have, with the name of one that would put it right. */
export interface SettingFault {
  readonly name: SettingName;
  readonly message: string;
}

/** The settings of the four kinds of models. */
export const modelSettings = {
  chat: { provider: "chatProvider", model: "chatModel", baseUrl: "chatBaseUrl", apiKey: "chatApiKey" },
  embedding: {
    provider: "embeddingProvider",
    model: "embeddingModel",
    baseUrl: "embeddingBaseUrl",
    apiKey: "embeddingApiKey",
  },
  transcription: {
    provider: "transcriptionProvider",
    model: "transcriptionModel",
    baseUrl: "transcriptionBaseUrl",
    apiKey: "transcriptionApiKey",
  },
  image: { provider: "imageProvider", model: "imageModel", baseUrl: "imageBaseUrl", apiKey: "imageApiKey" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, SettingName>>>>;

/** The settings of vendors that workspaces may name beside the instance's own: an address, and the key that belongs to it. */
const otherVendor = { baseUrl: "compatibleBaseUrl", apiKey: "compatibleApiKey" } as const;

type ModelSettings = (typeof modelSettings)[keyof typeof modelSettings];
type Place = "model" | "baseUrl" | "apiKey";

/** What a provider cannot do without. */
const needs: Readonly<
  Record<
    SettingValues["chatProvider" | "embeddingProvider" | "transcriptionProvider" | "imageProvider"],
    readonly Place[]
  >
> = {
  none: [],
  builtin: [],
  openai: ["model", "apiKey"],
  "openai-compatible": ["model", "baseUrl"],
  anthropic: ["model", "apiKey"],
  ollama: ["model"],
};

/** The settings that make sense with this one alone, itself included. */
export function togetherWith(name: SettingName): readonly SettingName[] {
  const families: readonly (readonly SettingName[])[] = [
    ...Object.values(modelSettings).map((names) => Object.values(names)),
    Object.values(otherVendor),
    ["chunkTargetTokens", "chunkOverlapTokens"],
  ];
  return families.find((names) => names.includes(name)) ?? [name];
}

/** What is wrong with settings together: what providers need and do not have, and sizes that exclude each other. */
export function contradictions(valueOf: ValueOf): SettingFault[] {
  const overlaps: SettingFault[] =
    valueOf("chunkOverlapTokens") < valueOf("chunkTargetTokens")
      ? []
      : [{ name: "chunkOverlapTokens", message: "must be less than chunkTargetTokens" }];
  return overlaps.concat(missingModelSettings(valueOf));
}

function missingModelSettings(valueOf: ValueOf): SettingFault[] {
  return Object.values(modelSettings).flatMap((names) => {
    const provider = valueOf(names.provider);
    return needs[provider]
      .filter((place) => valueOf(names[place]) === null)
      .map((place) => ({ name: names[place], message: `is required with ${names.provider} ${provider}` }));
  });
}

/** What {@link misdirectedKeys} compares. */
export interface KeyPlaces {
  readonly before: ValueOf;
  readonly after: ValueOf;
  /** The values that the environment and the defaults give. */
  readonly given: ValueOf;
  /** Whether a setting is stored after the change. */
  readonly isStored: (name: SettingName) => boolean;
  /** Whether the change brings a value of its own for a setting. */
  readonly isNamed: (name: SettingName) => boolean;
}

/**
 * Keys that a change would send to somebody whom they were not given for: with another provider or address the key has to
 * be given anew. Otherwise whoever may change settings could have a secret sent to an address of their own, and so read it.
 */
export function misdirectedKeys(places: KeyPlaces): SettingFault[] {
  return misdirectedModelKeys(places).concat(misdirectedVendorKey(places));
}

function misdirectedVendorKey({ before, after, given, isStored, isNamed }: KeyPlaces): SettingFault[] {
  const { baseUrl, apiKey } = otherVendor;
  if (after(apiKey) === null || after(baseUrl) === null || isNamed(apiKey)) return [];
  const meant = isStored(apiKey) ? before : given;
  return meant(baseUrl) === after(baseUrl)
    ? []
    : [{ name: apiKey, message: `must be given anew with another ${baseUrl}` }];
}

function misdirectedModelKeys(places: KeyPlaces): SettingFault[] {
  return Object.values(modelSettings).flatMap((names) => {
    const { after, isStored, isNamed, given, before } = places;
    const isNobody = ["builtin", "none"].includes(after(names.provider));
    if (after(names.apiKey) === null || isNobody || isNamed(names.apiKey)) return [];
    const meant = isStored(names.apiKey) ? before : given;
    return isSamePlace(names, meant, after)
      ? []
      : [{ name: names.apiKey, message: `must be given anew with another ${names.provider} or ${names.baseUrl}` }];
  });
}

function isSamePlace({ provider, baseUrl }: ModelSettings, one: ValueOf, other: ValueOf): boolean {
  return one(provider) === other(provider) && one(baseUrl) === other(baseUrl);
}
