package io.trackmemory.report;

import java.util.List;

/**
 * How much a short form tells.
 *
 * @param checks that are told whole; of others there is a line for each, up to {@code rows}
 * @param rows lines to blame of each
 * @param source whether these have their source
 * @param links of a chain, from its root down
 * @param nameChars longest name, in characters
 * @param messageLines of a message that has no figures
 */
record AgentDetail(
    int checks, int rows, boolean source, int links, int nameChars, int messageLines) {

  /** From the most to what always has room. */
  static final List<AgentDetail> LEVELS =
      List.of(
          new AgentDetail(5, 5, true, 10, 160, 14),
          new AgentDetail(2, 3, true, 8, 120, 10),
          new AgentDetail(1, 3, true, 6, 120, 8),
          new AgentDetail(1, 2, false, 6, 100, 5),
          new AgentDetail(1, 1, false, 4, 60, 2),
          new AgentDetail(1, 1, false, 2, 20, 1));
}
