package io.trackmemory.examples;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.tracker.MemoryScope;
import java.io.IOException;
import java.io.StringReader;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** A CSV parser: one budget for the body of each test, and checks on a part of it. */
@LimitAllocations(bytes = "2 MiB")
class LedgerTest {

  private static final int ROWS = 5_000;

  private final String csv = Documents.csv(ROWS);

  @Test
  void rowsOneByOne(MemoryScope memory) throws IOException {
    Ledger.total(new StringReader(csv));
    int recordsAndHeader = ROWS + 1;
    assertThatMemory(memory)
        .since("body")
        .allocations()
        .ofType(CSVRecord.class)
        .hasCount(recordsAndHeader);
  }

  @Test
  @FailsOnPurpose(
      saying = {
        "Expecting the scope to allocate at most 2 MiB but it allocated",
        "java.util.HashMap$Node",
        "<- Ledger.totalFromMaps(Ledger.java:"
      })
  void rowsAsMaps() throws IOException {
    Ledger.totalFromMaps(new StringReader(csv));
  }
}
