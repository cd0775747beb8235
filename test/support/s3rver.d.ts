/** The part of s3rver that tests use; the package brings no types. */
declare module "@20minutes/s3rver" {
  import type { AddressInfo } from "node:net";

  /** A server that speaks S3's protocol, and keeps objects in a folder. */
  export default class S3rver {
    constructor(options: {
      readonly address: string;
      readonly port: number;
      readonly silent: boolean;
      readonly allowMismatchedSignatures: boolean;
      readonly directory: string;
      readonly vhostBuckets: boolean;
      readonly configureBuckets: readonly { readonly name: string }[];
    });
    run(): Promise<AddressInfo>;
    close(): Promise<void>;
  }
}
