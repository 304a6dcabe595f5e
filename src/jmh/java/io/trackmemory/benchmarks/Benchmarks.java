package io.trackmemory.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs every variant once a round, each time in a JVM of its own, so that what disturbs the machine
 * meets all of them alike; then writes medians and ratios into the page, and prints them.
 */
final class Benchmarks {

  private Benchmarks() {}

  /**
   * Runs all or some.
   *
   * @param args the number of rounds; names of parts, separated by commas; the page
   */
  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    List<String> chosen = Arrays.stream(args[1].split(",", -1)).map(String::strip).toList();
    Path page = Path.of(args[2]);
    Map<String, Part> parts = parts();
    if (!parts.keySet().containsAll(chosen)) {
      throw new IllegalArgumentException(
          "benchmarks.only must name parts of " + parts.keySet() + ": \"" + args[1] + "\"");
    }
    parts.keySet().retainAll(chosen);
    int jdk = Runtime.version().feature();
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      String tables = part.getValue().measure(rounds);
      System.out.println(tables);
      if (!Page.replace(page, part.getKey(), jdk, tables)) {
        System.out.println(
            "Printed only: " + page + " has no place for " + part.getKey() + " on JDK " + jdk);
      }
    }
  }

  private static Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("loops", new Loops());
    parts.put("payloads", new Payloads());
    parts.put("threads", new Threads());
    parts.put("startup", new StartUp());
    parts.put("peak", new Peaks());
    parts.put("tests", new Tests());
    parts.put("queues", new Queues());
    parts.put("reports", new Reports());
    parts.put("index", new Index());
    return parts;
  }
}
