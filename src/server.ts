import type { AddressInfo } from "node:net";
import { Authenticator } from "./auth/authenticator.js";
import { EmbedTokens } from "./auth/embed-tokens.js";
import { SessionTokens } from "./auth/session-tokens.js";
import { ViewerWatch } from "./auth/viewer-watch.js";
import { ChatEngine } from "./chat/engine.js";
import { LiveChats } from "./chat/live-chats.js";
import type { Settings } from "./config/index.js";
import type { Database } from "./database/data-source.js";
import { migrateUp } from "./database/migrate.js";
import { Transactions } from "./database/transaction.js";
import { EventRecorder } from "./events/event-recorder.js";
import { RefusalRecorder } from "./events/refusal-recorder.js";
import { createApp } from "./http/app.js";
import { ErrorRenderer } from "./http/graphql-errors.js";
import { databaseAnswers } from "./http/health.js";
import { clientAddress } from "./http/client-address.js";
import { type Caller, RequestContexts } from "./http/request-context.js";
import { RequestLimits } from "./http/rate-limits.js";
import { registerSubscriptions } from "./http/subscriptions.js";
import { IngestionPipeline } from "./ingestion/pipeline.js";
import { Closing } from "./server/closing.js";
import { openServersDatabase } from "./server/open-database.js";
import { openParsers } from "./server/open-parsers.js";
import { openWeb } from "./server/open-web.js";
import { splittingOf } from "./ingestion/split/options.js";
import { createCounterStore, RateLimiter } from "./limits/index.js";
import { Mailer } from "./mail/mailer.js";
import type { Logger } from "./observability/logger.js";
import { ChatModels, EmbeddingModels, ImageModel, TranscriptionModel } from "./providers/index.js";
import { createPubSub, NodeRegistry } from "./pubsub/index.js";
import { JobQueue } from "./queue/job-queue.js";
import { resolvers } from "./resolvers/index.js";
import { registerDialects, SchemaClient } from "./rest-compat/index.js";
import { CurrentSpace } from "./retrieval/current-space.js";
import { ChunkIndex, Retriever } from "./retrieval/index.js";
import { buildSchema } from "./schema/build.js";
import { whileWatched } from "./schema/while-watched.js";
import { ChildDocuments } from "./services/child-documents.js";
import { createServices } from "./services/create-services.js";
import { openPassword } from "./services/document-passwords.js";
import { DocumentProgressStream } from "./services/document-progress.js";
import { DocumentRemover } from "./services/document-remover.js";
import { DocumentService } from "./services/document.service.js";
import { DocumentWriter } from "./services/document-writer.js";
import { ensureFolders } from "./services/folders.js";
import { InstanceKeys } from "./services/instance-keys.js";
import { assertKeyFits, openSecrets } from "./secrets/key-check.js";
import { defaultFolder } from "./services/library-names.js";
import { providerSettings } from "./services/provider-settings.js";
import { ProviderTestService } from "./services/provider-test.service.js";
import { SettingsService } from "./services/settings.service.js";
import { openStorage } from "./storage/open-storage.js";
import { startJobs } from "./workers/start-jobs.js";

const dayInMilliseconds = 86_400_000;
/** Connections that may wait to be taken: with Node's 511 Linux resets some of a thousand that come at once to a busy server. */
const listenBacklog = 4_096;

/** A running server. */
export interface Server {
  readonly url: string;
  /** The generated admin key, on the very first start of an instance; null later, and when the key was chosen. */
  readonly firstKey: string | null;
  /** Ends gracefully: takes no more work, gives running answers some seconds, then closes everything. */
  stop(): Promise<void>;
}

/** Parts that a caller brings itself; it closes them itself too. */
export interface GivenParts {
  readonly database?: Database;
}

/**
 * Wires and starts everything.
 * @throws DocentError when the database or another part cannot be had; what was started is closed then.
 */
export async function startServer(settings: Settings, logger: Logger, given: GivenParts = {}): Promise<Server> {
  const closing = new Closing(logger);
  try {
    return await start(settings, logger, given, closing);
  } catch (error) {
    await closing.run();
    throw error;
  }
}

async function start(settings: Settings, logger: Logger, given: GivenParts, closing: Closing): Promise<Server> {
  // The database, and what lives on it.
  const database = given.database ?? (await openServersDatabase(settings, logger));
  if (given.database === undefined) closing.add(() => database.close());
  const isAlone = database.kind === "embedded";
  const transactions = new Transactions(database.dataSource);
  const queue = new JobQueue(database.pool, transactions, logger);
  // The key before anything else: with a wrong one nothing may be changed.
  const { key, box } = await openSecrets(settings, transactions);
  await migrateUp(database.dataSource);
  await assertKeyFits(transactions, box);
  await queue.migrate();
  const events = new EventRecorder(transactions);
  const secret = await new InstanceKeys(transactions, events).bootstrap(settings.ADMIN_API_KEY);
  await ensureFolders(transactions, [defaultFolder]);
  const pubsub = await createPubSub(settings, logger);
  closing.add(() => pubsub.close());
  const registry = new NodeRegistry({ transactions, logger, isAlone });
  const systemSettings = new SettingsService({ transactions, box, pubsub, events, logger, environment: settings });
  await systemSettings.start();
  closing.add(() => systemSettings.stop());
  const { files, work } = await openStorage(settings, logger);
  closing.add(() => files.close());
  // Other nodes may work in the same folder.
  await work.clear(isAlone ? 0 : dayInMilliseconds);

  // The engines: retrieval, chat, ingestion.
  const providers = providerSettings(systemSettings);
  const embeddingModels = new EmbeddingModels(providers);
  const chatModels = new ChatModels(providers);
  const spaces = new CurrentSpace(transactions, embeddingModels, () =>
    splittingOf(systemSettings.get("chunkTargetTokens"), systemSettings.get("chunkOverlapTokens")),
  );
  const retriever = new Retriever(transactions, () => spaces.get());
  const progress = new DocumentProgressStream(transactions, pubsub);
  const documents = new DocumentService(transactions, files, logger);
  const live = new LiveChats({ nodeId: registry.nodeId, transactions, pubsub, logger });
  const engine = new ChatEngine({
    transactions,
    logger,
    live,
    retriever,
    models: chatModels,
    pinnedDocuments: (workspaceId) => documents.pinned(workspaceId),
    silenceSeconds: () => providers.LLM_TIMEOUT_SECONDS,
    maximumRunning: settings.MAX_RUNNING_CHATS,
  });
  const parsers = await openParsers(settings, logger);
  closing.add(() => parsers.close());
  const index = new ChunkIndex(transactions);
  const remover = new DocumentRemover({ transactions, files, index, queue, progress, events });
  const pipeline = new IngestionPipeline({
    transactions,
    files,
    work,
    parsers,
    transcription: new TranscriptionModel(providers),
    spaces,
    index,
    events,
    parts: new ChildDocuments({
      transactions,
      files,
      queue,
      events,
      remove: (ids) => remover.remove(null, ids),
    }),
    passwordOf: (document) => openPassword(box, document),
  });

  // The use cases, and the schema over them.
  const limiter = new RateLimiter({
    store: await createCounterStore(settings, database.pool, logger),
    transactions,
    settings: (name) => systemSettings.get(name),
    logger,
    isOn: settings.RATE_LIMITS === "on",
  });
  closing.add(() => limiter.close());
  const tokens = new SessionTokens(key);
  const refusals = new RefusalRecorder(transactions, events, logger);
  const writer = new DocumentWriter(transactions, files, queue, events, box);
  const web = openWeb(settings, { transactions, files, writer, events, logger, queue });
  const services = createServices({
    transactions,
    events,
    refusals,
    settings: systemSettings,
    limiter,
    tokens,
    box,
    mailer: new Mailer(() => ({ url: systemSettings.get("mailUrl"), from: systemSettings.get("mailFrom") }), logger),
    engine,
    live,
    retriever,
    documents,
    logger,
    files,
    work,
    parsers,
    queue,
    remover,
    writer,
    sync: web.sync,
    web: web.prompt,
    maximumUploadBytes: settings.MAX_UPLOAD_BYTES,
    keepsWorkspaces: settings.WORKSPACE_DELETION_PROTECTION,
    dataFolder: settings.DATA_DIR,
    documentProgress: progress,
    providerTests: new ProviderTestService(systemSettings),
    embeddingModels,
    images: new ImageModel(providers),
    currentSpaceId: async () => (await spaces.get()).id,
  });
  const authenticator = new Authenticator(transactions, tokens, new EmbedTokens(box));
  const limits = new RequestLimits(limiter);
  const viewers = new ViewerWatch(authenticator, logger);
  closing.add(() => viewers.close());
  const contexts = new RequestContexts(authenticator, viewers, limits, services, transactions);
  const schema = buildSchema(resolvers);

  // This node among the others; then its work.
  registry.onLapsed(async () => {
    await live.interruptAbandoned();
    await queue.releaseAbandoned(isAlone);
  });
  registry.onForgotten(() => {
    live.abortAll("lost");
  });
  await registry.start();
  closing.add(() => registry.stop());
  await live.start();
  closing.add(() => live.close());
  const stopJobs = await startJobs({
    transactions,
    files,
    queue,
    index,
    spaces,
    pipeline,
    progress,
    remover,
    recorder: events,
    events: services.events,
    logger,
    isAlone,
    parsers: settings.INGEST_CONCURRENCY,
    others: web.jobs,
  });
  closing.add(stopJobs);
  await queue.announce((workers) => registry.announceWorkers(workers));

  // The transports.
  const graphql = {
    schema,
    contexts,
    errors: new ErrorRenderer(logger),
    maximumUploadBytes: settings.MAX_UPLOAD_BYTES,
    addressOf: clientAddress(settings.TRUST_PROXY),
  };
  const client = new SchemaClient({
    schema,
    contextFor: ({ identity, origin }: Caller) => contexts.of(identity, origin),
  });
  const app = await createApp({
    settings,
    logger,
    graphql,
    limits,
    ready: databaseAnswers(database.pool, logger),
    dialects: (scope) =>
      registerDialects(scope, {
        client,
        authenticate: (presented, request, limit, mayBeNobody) =>
          contexts.caller(presented, request, limit, mayBeNobody),
        visitors: contexts,
        whileAdmitted: (pieces, { identity }) =>
          identity === null ? pieces : whileWatched(pieces, contexts.watch(identity)),
        logger,
        instance: {
          get chatProvider() {
            return providers.LLM_PROVIDER;
          },
          get streams() {
            return providers.LLM_STREAMING;
          },
          get contextWindow() {
            return providers.LLM_CONTEXT_WINDOW;
          },
          uploadWaitSeconds: settings.INGEST_TIMEOUT_SECONDS,
          maxUploadBytes: settings.MAX_UPLOAD_BYTES,
          requiresAllowlist: settings.EMBED_REQUIRE_ALLOWLIST,
          keepsWorkspaces: settings.WORKSPACE_DELETION_PROTECTION,
        },
      }),
  });
  closing.add(() => app.close());
  const closeSubscriptions = registerSubscriptions(app, graphql);
  closing.add(closeSubscriptions);
  closing.add(() => engine.stop(settings.SHUTDOWN_SECONDS * 1_000));
  await app.listen({ port: settings.PORT, host: settings.HOST, backlog: listenBacklog });
  return {
    url: urlOf(app.server.address() as AddressInfo),
    firstKey: settings.ADMIN_API_KEY === undefined ? secret : null,
    stop: () => closing.run(),
  };
}

function urlOf({ address, family, port }: AddressInfo): string {
  const everywhere = address === "0.0.0.0" || address === "::";
  const host = everywhere || address === "127.0.0.1" || address === "::1" ? "localhost" : address;
  return `http://${family === "IPv6" && host !== "localhost" ? `[${host}]` : host}:${port}`;
}
