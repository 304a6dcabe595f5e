package io.trackmemory.dsl;

import static io.trackmemory.dsl.FakeSnapshot.row;
import static io.trackmemory.dsl.FakeSnapshot.user;
import static io.trackmemory.dsl.OrderBookSnapshots.BOOK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trackmemory.dsl.baseline.BaselinePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/baselines.md} shows is what there is. */
class BaselineDocsTest {

  private static List<String> blocks() throws IOException {
    return Pattern.compile("(?s)```text\n(.*?)```")
        .matcher(Files.readString(Path.of("../docs/baselines.md")))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  @Test
  void failureInTheDocs_isThatOfTheFileInTheDocs(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("com.acme.OrderBookTest.txt");
    Files.writeString(
        file,
        blocks().get(0).replaceFirst("measured: .*", "measured: " + BaselinePlatform.ofThisJvm()));
    FakeSnapshot seen =
        new FakeSnapshot()
            .with(
                row(4, "java.lang.Integer", 64, user(BOOK, "match", 42)),
                OrderBookSnapshots.list(),
                row(2, "java.lang.Long", 32, user(BOOK, "match", 40)));
    Throwable failure =
        catchThrowable(
            () ->
                new FakeTracker(seen)
                    .baselinesIn(folder)
                    .assertThatAction()
                    .matchesBaseline("fills"));
    assertThat(failure)
        .hasMessage(
            blocks()
                .get(1)
                .strip()
                .replace("src/test/trackmemory/" + file.getFileName(), "" + file));
  }

  @Test
  void fileInTheDocs_isWrittenAsItIs_whereFiguresStay(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("com.acme.OrderBookTest.txt");
    String text =
        blocks().get(0).replaceFirst("measured: .*", "measured: " + BaselinePlatform.ofThisJvm());
    Files.writeString(file, text);
    new FakeTracker(OrderBookSnapshots.fills())
        .baselinesIn(folder, true, false)
        .assertThatAction()
        .matchesBaseline("another");
    String another = Files.readString(file);
    assertThat(another)
        .isEqualTo(
            text.replace(
                "\n== fills",
                "\n== another\n" + text.substring(text.indexOf("measured: ")) + "\n== fills"));
  }
}
