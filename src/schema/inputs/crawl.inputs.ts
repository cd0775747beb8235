import { ArrayMaxSize, IsOptional, Length, Max, MaxLength, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";

/** Which site to collect. */
@InputType({ description: "Which site to collect." })
export class StartCrawlInput {
  @Field(() => String, { description: "Where to begin: an http or https URL of a page, or of a sitemap." })
  @Length(1, 2_000)
  url!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Folder of the library, created when it is new; default `custom-documents`. Pages that an earlier crawl of yours brought there stay the same documents.",
  })
  @IsOptional()
  @Length(1, 255)
  folder?: string;

  @Field(() => Int, {
    defaultValue: 2,
    description: "How many links away from the first page, or from a page of a sitemap, to go; 0 to 5.",
  })
  @Min(0)
  @Max(5)
  maximumDepth!: number;

  @Field(() => Int, { defaultValue: 100, description: "How many pages to ask for at most, 1 to 5,000." })
  @Min(1)
  @Max(5_000)
  maximumPages!: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether to read the site's sitemaps, too: those of its robots.txt, or else /sitemap.xml.",
  })
  useSitemaps!: boolean;

  @Field(() => [String], {
    nullable: true,
    description:
      "Patterns of which a page must match one, at most 50. They are about its path and query; `*` stands for any characters, as in `/docs/*`. The first page is taken in any case.",
  })
  @IsOptional()
  @ArrayMaxSize(50)
  @Length(1, 200, { each: true })
  include?: string[];

  @Field(() => [String], { nullable: true, description: "Patterns of which a page must match none, at most 50." })
  @IsOptional()
  @ArrayMaxSize(50)
  @MaxLength(200, { each: true })
  exclude?: string[];

  @Field(() => [ID], { nullable: true, description: "Workspaces to attach the documents to, at most 100." })
  @IsOptional()
  @ArrayMaxSize(100)
  workspaceIds?: string[];
}
