/** One limit of requests. */
interface Limit {
  /** The length of its window, which begins with the first request. */
  readonly seconds: number;
  /** The setting that says how many requests a window admits; null there: no limit. */
  readonly setting: string;
  /** What that setting is until somebody changes it. */
  readonly standard: number | null;
  /** What is counted, and for whom. */
  readonly meaning: string;
}

/** Every limit of requests. docs/limits.md says what each one guards. */
export const limitCatalogue = {
  request: {
    seconds: 60,
    setting: "requestsPerMinutePerKey",
    standard: null,
    meaning: "Requests with one credential: GraphQL, and the REST dialects that take API keys.",
  },
  address: {
    seconds: 60,
    setting: "requestsPerMinutePerAddress",
    standard: null,
    meaning: "Requests from one address, whatever their credentials.",
  },
  general: {
    seconds: 60,
    setting: "sessionRequestsPerMinute",
    standard: 100,
    meaning: "Requests of the session dialect with one credential.",
  },
  upload: {
    seconds: 60,
    setting: "uploadsPerMinute",
    standard: 10,
    meaning: "Uploads by the session dialect with one credential.",
  },
  visitor: {
    seconds: 60,
    setting: "visitorRequestsPerMinute",
    standard: 60,
    meaning:
      "Requests from one address without a user: without a credential, by an embed, an invite or a sign-on token.",
  },
  widget: {
    seconds: 60,
    setting: "widgetRequestsPerMinute",
    standard: null,
    meaning: "Requests of chat widgets, by their public routes, from one address.",
  },
  badCredential: {
    seconds: 60,
    setting: "badCredentialsPerMinute",
    standard: 60,
    meaning: "Credentials from one address that were refused.",
  },
  auth: {
    seconds: 60,
    setting: "authRequestsPerMinute",
    standard: 5,
    meaning: "Attempts to sign in, refresh, register, claim or reset, from one address for one account.",
  },
  authAddress: {
    seconds: 60,
    setting: "authRequestsPerMinutePerAddress",
    standard: 30,
    meaning: "The same from one address, for whatever accounts.",
  },
} as const satisfies Readonly<Record<string, Limit>>;

/** The name of a limit. */
export type LimitName = keyof typeof limitCatalogue;

/** The settings that limits depend on. */
export type LimitSetting = (typeof limitCatalogue)[LimitName]["setting"];

/** The settings as they are until somebody changes them. */
export const standardLimits = Object.fromEntries(
  Object.values(limitCatalogue).map(({ setting, standard }) => [setting, standard]),
) as Readonly<Record<LimitSetting, number | null>>;
