package io.trackmemory.tracker.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageEndTest {

  private static final Optional<URI> PAGE = Optional.of(Path.of("/a b/T/x.html").toUri());

  @Test
  void added_isPageAcceptanceAndShortForm() {
    assertThat(MessageEnd.added("it made 5", "atMost(5)", PAGE))
        .isEqualTo(
            """
            it made 5
            Report: file:///a%20b/T/x.html
            To accept: atMost(5)
            Report: in short, for agents: /a b/T/x.md""");
    assertThat(MessageEnd.added("it made 5", "", PAGE))
        .isEqualTo(
            """
            it made 5
            Report: file:///a%20b/T/x.html
            Report: in short, for agents: /a b/T/x.md""");
    assertThat(MessageEnd.added("it made 5", "", Optional.empty())).isEqualTo("it made 5");
  }

  @Test
  void of_whatWasAdded_isItsParts() {
    for (Optional<URI> page : List.of(PAGE, Optional.<URI>empty())) {
      for (String accept : new String[] {"", "atMost(5)"}) {
        String message = MessageEnd.added("it made 5\n    To accept: run(5)", accept, page);
        MessageEnd end = MessageEnd.of(message);
        assertThat(end.accept()).isEqualTo(accept);
        assertThat(end).hasToString(message);
        assertThat(end.withLine("in run 2").accepting("atMost(6)"))
            .hasToString(
                MessageEnd.added("it made 5\n    To accept: run(5)", "atMost(6)", page)
                    .replace("\nTo accept", "\nin run 2\nTo accept"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "it made 5", "To accept: it", "a\nb\n"})
  void of_whatEndsOtherwise_isAllBefore(String message) {
    assertThat(MessageEnd.of(message)).isEqualTo(new MessageEnd(message, "", ""));
  }

  @Test
  void withoutReports_leavesOutBothFiles() {
    assertThat(MessageEnd.withoutReports(MessageEnd.added("it made 5", "atMost(5)", PAGE)))
        .isEqualTo("it made 5\nTo accept: atMost(5)");
  }

  @Test
  void inShort_isBesideThePage() {
    assertThat(MessageEnd.inShort(Path.of("a/x.html.html"))).isEqualTo(Path.of("a/x.html.md"));
    assertThat(MessageEnd.inShort(Path.of("a/x"))).isEqualTo(Path.of("a/x.md"));
  }
}
