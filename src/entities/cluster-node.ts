import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/** A running server process. When its heartbeat lapses, its running chats are interrupted and its jobs are taken again. */
@Entity("cluster_node")
export class ClusterNode {
  @PrimaryColumn("uuid")
  id!: string;

  /** The names under which it locks jobs. */
  @Column("text", { name: "worker_ids", array: true, default: () => "'{}'" })
  workerIds!: string[];

  @Column("timestamptz", { name: "started_at", default: () => "now()" })
  startedAt!: Date;

  @Index()
  @Column("timestamptz", { name: "heartbeat_at", default: () => "now()" })
  heartbeatAt!: Date;
}
