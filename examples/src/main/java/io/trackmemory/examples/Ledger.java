package io.trackmemory.examples;

import java.io.IOException;
import java.io.Reader;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Adds up a column of a CSV file. */
final class Ledger {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private Ledger() {}

  /** Takes the one value of each row that it needs. */
  static long total(Reader csv) throws IOException {
    long total = 0;
    try (CSVParser parser = CSVParser.parse(csv, FORMAT)) {
      for (CSVRecord row : parser) {
        total += Long.parseLong(row.get("cents"));
      }
    }
    return total;
  }

  /** Makes a map of each row first. */
  static long totalFromMaps(Reader csv) throws IOException {
    long total = 0;
    try (CSVParser parser = CSVParser.parse(csv, FORMAT)) {
      for (CSVRecord row : parser) {
        total += Long.parseLong(row.toMap().getOrDefault("cents", "0"));
      }
    }
    return total;
  }
}
