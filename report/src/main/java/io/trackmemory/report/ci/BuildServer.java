package io.trackmemory.report.ci;

/** Which build server is told of failures. */
public enum BuildServer {
  /** Those that variables of the environment name. */
  AUTO,
  /** One that takes files which are named on the console, as Jenkins and GitLab do. */
  ATTACHMENTS,
  /** GitHub Actions. */
  GITHUB,
  /** None. */
  NEVER
}
