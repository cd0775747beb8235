// The suite runs on what ships: `tsc` compiles src and test to dist, and jest runs that without a
// transform. Worker threads and child processes are then ordinary JavaScript files, as in production.
export default {
  rootDir: "dist",
  roots: ["<rootDir>/test", "<rootDir>/src"],
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.js"],
  transform: {},
  testTimeout: 60_000,
  testSequencer: "<rootDir>/../jest.sequencer.js",
  // Suites wait for databases and child processes more than they compute.
  maxWorkers: "100%",
  // Modules of finished suites are never freed in ESM mode, and each suite's AsyncLocalStorages go on slowing every
  // promise of the process: a worker is replaced after two or three suites, which halves the time of the whole.
  workerIdleMemoryLimit: "200MB",
  coverageProvider: "v8",
  coverageDirectory: "<rootDir>/../coverage",
  coverageReporters: ["text-summary", "lcov"],
  collectCoverageFrom: ["src/**/*.js"],
};
