package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.ComparedRow.Allocated;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparedRowTest {

  private final Map<RowKey, Allocated> before = new LinkedHashMap<>();
  private final Map<RowKey, Allocated> after = new LinkedHashMap<>();

  private static RowKey at(int line, String type) {
    return new RowKey(Samples.user("com.acme.Book", "fill", line), type);
  }

  private List<ComparedRow> lines() {
    return ComparedRow.lines(before, after, true, Slack.NONE);
  }

  private static Allocated objects(long count) {
    return Allocated.of(count, 16 * count);
  }

  @Test
  void sameLines_areNotTold() {
    before.put(at(1, "A"), objects(3));
    after.put(at(1, "A"), objects(3));
    assertThat(lines()).isEmpty();
  }

  @Test
  void linesThatMoved_areNotTold_whereTheyAllocateTheSame() {
    before.put(at(41, "A"), objects(1));
    before.put(at(42, "A"), objects(5));
    after.put(at(42, "A"), objects(1));
    after.put(at(43, "A"), objects(5));
    assertThat(lines()).isEmpty();
  }

  @Test
  void lineThatMoved_andAllocatesMore_saysWhereItWas() {
    before.put(at(41, "A"), objects(1));
    after.put(at(50, "A"), objects(4));
    assertThat(lines())
        .containsExactly(
            new ComparedRow(
                "Book.fill(Book.java:50)",
                Optional.empty(),
                Optional.of("Book.fill(Book.java:41)"),
                "A",
                objects(1),
                objects(4)));
  }

  @Test
  void lineMore_ofSeveral_isTheOneThatIsNew() {
    before.put(at(41, "A"), objects(1));
    before.put(at(42, "A"), objects(2));
    after.put(at(41, "A"), objects(1));
    after.put(at(42, "A"), objects(2));
    after.put(at(44, "A"), objects(7));
    assertThat(lines())
        .containsExactly(
            new ComparedRow(
                "Book.fill(Book.java:44)",
                Optional.empty(),
                Optional.empty(),
                "A",
                Allocated.NOTHING,
                objects(7)));
  }

  @Test
  void otherType_isAnotherRow_mostMoreFirst() {
    before.put(at(41, "A"), objects(9));
    after.put(at(41, "B"), objects(2));
    assertThat(lines()).extracting(ComparedRow::typeName).containsExactly("B", "A");
    assertThat(lines()).extracting(ComparedRow::moreCount).containsExactly(2L, -9L);
  }

  @Test
  void types_areSumsOfLines() {
    before.put(at(1, "A"), objects(1));
    before.put(at(2, "A"), objects(2));
    after.put(at(9, "A"), objects(3));
    after.put(at(9, "B"), objects(1));
    assertThat(ComparedRow.types(before, after, true, Slack.NONE))
        .containsExactly(
            new ComparedRow(
                "", Optional.empty(), Optional.empty(), "B", Allocated.NOTHING, objects(1)));
  }

  @Test
  void bytesAlone_areToldUnlessTheyAreOfTwoLayouts() {
    before.put(at(1, "A"), Allocated.of(2, 32));
    after.put(at(1, "A"), Allocated.of(2, 48));
    assertThat(lines()).hasSize(1);
    assertThat(ComparedRow.lines(before, after, false, Slack.NONE)).isEmpty();
  }
}
