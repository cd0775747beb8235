// The suite runs on what ships: `tsc` compiles src and test to dist, and jest runs that without a
// transform. Worker threads and child processes are then ordinary JavaScript files, as in production.
export default {
  rootDir: "dist/test",
  testEnvironment: "node",
  testMatch: ["**/*.test.js"],
  transform: {},
  testTimeout: 60_000,
  coverageProvider: "v8",
};
