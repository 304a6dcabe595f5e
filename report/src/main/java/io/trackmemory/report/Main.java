package io.trackmemory.report;

import io.trackmemory.report.jfr.EventsCommand;

/** The command line of the reports. */
final class Main {

  private Main() {}

  /** Runs a command and ends the JVM with 0, 1 if it failed, 2 if there is no such command. */
  public static void main(String[] arguments) {
    System.exit(EventsCommand.run(System.out, System.err, arguments));
  }
}
