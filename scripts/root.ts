import { fileURLToPath } from "node:url";

/** The folder of the checkout, with a slash at its end. This file runs two folders below it, as dist/scripts/root.js. */
export const root = fileURLToPath(new URL("../../", import.meta.url));
