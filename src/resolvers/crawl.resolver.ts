import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Crawl, CrawlPage, CrawlPageStatus, Document } from "../entities/index.js";
import { PageArguments, toConnection } from "../schema/connection.js";
import { type Context, viewerOf } from "../schema/context.js";
import { databaseIdOf, databaseIdsOf } from "../schema/ids.js";
import { StartCrawlInput } from "../schema/inputs/crawl.inputs.js";
import { withoutNulls } from "../schema/nulls.js";
import { Permission } from "../schema/permission.js";
import { CrawlConnection, CrawlPageConnection } from "../schema/types/connections.js";
import { CrawlCounts, CrawlPayload } from "../schema/types/crawls.js";
import { Failure } from "../schema/types/failures.js";
import { failureOf } from "./document-progress-type.js";

/** The collecting of sites. */
@Resolver(() => Crawl)
export class CrawlResolver {
  @Permission("read")
  @Query(() => Crawl, { nullable: true, description: "One crawl; null when there is none that the viewer may see." })
  crawl(@Ctx() context: Context, @Arg("id", () => ID, { description: "Its id." }) id: string) {
    return context.services.crawls.find(viewerOf(context), databaseIdOf("Crawl", id, "id"));
  }

  @Permission("read")
  @Query(() => CrawlConnection, { description: "The crawls that the viewer may see, oldest first." })
  async crawls(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return toConnection(await context.services.crawls.list(viewerOf(context), page));
  }

  @Permission("manage")
  @Mutation(() => CrawlPayload, {
    description:
      "Begins to collect a site: every page within its bounds becomes a document. It goes on by itself, at the pace that the site asks for.",
  })
  async startCrawl(
    @Ctx() context: Context,
    @Arg("input", () => StartCrawlInput, { description: "Where to begin, and how far to go." }) input: StartCrawlInput,
  ) {
    const { workspaceIds = [], include = [], exclude = [], ...rest } = withoutNulls(input);
    const ids = databaseIdsOf("Workspace", workspaceIds, "workspaceIds");
    const request = { ...rest, include, exclude, workspaceIds: ids };
    return { crawl: await context.services.crawls.start(viewerOf(context), request) };
  }

  @Permission("manage")
  @Mutation(() => CrawlPayload, { description: "Ends a crawl. What it has collected stays." })
  async cancelCrawl(@Ctx() context: Context, @Arg("crawlId", () => ID, { description: "The crawl." }) crawlId: string) {
    const id = databaseIdOf("Crawl", crawlId, "crawlId");
    return { crawl: await context.services.crawls.cancel(viewerOf(context), id) };
  }

  @FieldResolver(() => Failure, { nullable: true, description: "Why it failed; null unless its status is FAILED." })
  failure(@Root() crawl: Crawl): Failure | null {
    return failureOf(crawl.errorCode, crawl.errorMessage);
  }

  @FieldResolver(() => CrawlCounts, { description: "How many pages it knows of, by what became of them." })
  async counts(@Root() crawl: Crawl, @Ctx() context: Context): Promise<CrawlCounts> {
    const counts = await context.loaders.crawlPageCounts.load(crawl.id);
    const of = (status: CrawlPageStatus) => counts.get(status) ?? 0;
    return {
      waiting: of(CrawlPageStatus.WAITING),
      fetched: of(CrawlPageStatus.FETCHED),
      sitemaps: of(CrawlPageStatus.SITEMAP),
      duplicates: of(CrawlPageStatus.DUPLICATE),
      skipped: of(CrawlPageStatus.SKIPPED),
      failed: of(CrawlPageStatus.FAILED),
    };
  }

  @Permission("read")
  @FieldResolver(() => CrawlPageConnection, { description: "The pages that it knows of, in the order of discovery." })
  async pages(@Root() crawl: Crawl, @Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return toConnection(await context.loaders.crawlPages.page(crawl.id, page));
  }
}

/** A page of a crawl. */
@Resolver(() => CrawlPage)
export class CrawlPageResolver {
  @FieldResolver(() => Document, {
    nullable: true,
    description:
      "Its document, or of a duplicate that of the other page; null when there is none, it was removed, or the viewer may not see it.",
  })
  document(@Root() page: CrawlPage, @Ctx() context: Context) {
    return page.documentId === null ? null : context.loaders.knownDocument.load(page.documentId);
  }

  @FieldResolver(() => Failure, { nullable: true, description: "Why it is SKIPPED or FAILED; null otherwise." })
  failure(@Root() page: CrawlPage): Failure | null {
    return failureOf(page.errorCode, page.errorMessage);
  }
}
