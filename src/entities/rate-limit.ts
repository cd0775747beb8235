import { Column, Entity, PrimaryColumn } from "typeorm";

/** A counter of requests that the nodes of an instance share, in the shape that rate-limiter-flexible reads. */
@Entity("rate_limit")
export class RateLimit {
  @PrimaryColumn("text")
  key!: string;

  @Column("int", { default: 0 })
  points!: number;

  /** Milliseconds since 1970 at which counting begins anew. */
  @Column("bigint", { nullable: true })
  expire!: string | null;
}
