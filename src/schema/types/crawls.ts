import { Field, Int, ObjectType } from "type-graphql";
import { Crawl } from "../../entities/index.js";

/** How many pages a crawl has in each state. */
@ObjectType({ simpleResolvers: true, description: "How many pages a crawl has in each state." })
export class CrawlCounts {
  @Field(() => Int, { description: "Their turn has not come yet." })
  waiting!: number;

  @Field(() => Int, { description: "They are documents." })
  fetched!: number;

  @Field(() => Int, { description: "They are sitemaps." })
  sitemaps!: number;

  @Field(() => Int, { description: "They are the same as others." })
  duplicates!: number;

  @Field(() => Int, { description: "The site asks not to fetch them, or they lead elsewhere." })
  skipped!: number;

  @Field(() => Int, { description: "They could not be fetched." })
  failed!: number;
}

/** What `startCrawl` and `cancelCrawl` answer. */
@ObjectType({ simpleResolvers: true, description: "What `startCrawl` and `cancelCrawl` answer." })
export class CrawlPayload {
  @Field(() => Crawl, { description: "The crawl as it is now." })
  crawl!: Crawl;
}
