package io.trackmemory.report.ci;

/** When the short form of a failure is printed, for an agent that reads the console. */
public enum AgentOutput {
  /** Where a variable of the environment says that an agent runs the tests. */
  AUTO,
  /** Of each failure. */
  ALWAYS,
  /** Of none. */
  NEVER
}
