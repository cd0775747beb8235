import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from "typeorm";
import { User } from "./user.js";

/** What a one-time token is good for. */
export const TokenPurpose = { SIGN_IN: "signIn", RESET: "reset", RECOVERY: "recovery" } as const;
export type TokenPurpose = (typeof TokenPurpose)[keyof typeof TokenPurpose];

/** A secret of a user's that works once: a single sign-on token, a password reset token, a recovery code. */
@Entity("one_time_token")
export class OneTimeToken {
  @PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "ALWAYS" })
  id!: number;

  @Column("text")
  purpose!: TokenPurpose;

  @Index()
  @Column("int", { name: "user_id" })
  userId!: number;

  @ManyToOne(() => User, { onDelete: "CASCADE" })
  @JoinColumn({ name: "user_id" })
  user!: Relation<User>;

  /** SHA-256 of the secret, hexadecimal. Every secret has at least 100 random bits. */
  @Column("text", { unique: true })
  hash!: string;

  /** Null: until it is used or replaced. */
  @Column("timestamptz", { name: "expires_at", nullable: true })
  expiresAt!: Date | null;

  @Column("timestamptz", { name: "used_at", nullable: true })
  usedAt!: Date | null;

  @CreateDateColumn({ name: "created_at", type: "timestamptz" })
  createdAt!: Date;
}
