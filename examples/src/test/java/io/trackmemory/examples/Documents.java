package io.trackmemory.examples;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes documents of some hundred KB, the same in every run. */
final class Documents {

  private Documents() {}

  /** A catalogue in JSON, about 120 bytes a product; each product costs its number in cents. */
  static byte[] json(int products) {
    String text =
        IntStream.rangeClosed(1, products)
            .mapToObj(
                i ->
                    "{\"id\":\"P-%06d\",\"name\":\"Product number %d\",\"cents\":%d,"
                            .formatted(i, i, i)
                        + "\"inStock\":%b,\"tags\":[\"tag-%d\",\"tag-%d\"],\"weight\":%d.5}"
                            .formatted(i % 2 == 0, i % 7, i % 11, i % 100))
            .collect(Collectors.joining(",\n", "{\"products\":[", "]}"));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A ledger in CSV; each row is worth its number in cents. */
  static String csv(int rows) {
    return IntStream.rangeClosed(1, rows)
        .mapToObj(i -> "2026-01-%02d,\"Customer, number %d\",%d".formatted(1 + i % 28, i, i))
        .collect(Collectors.joining("\r\n", "date,customer,cents\r\n", "\r\n"));
  }

  /** A page of HTML with so many articles. */
  static String html(int articles) {
    return IntStream.rangeClosed(1, articles)
        .mapToObj(
            i ->
                "<article id=\"a%d\" class=\"news\"><h2>Headline %d</h2>".formatted(i, i)
                    + "<p>Text <em>of</em> article <b>%d</b>.</p></article>".formatted(i))
        .collect(Collectors.joining("\n", "<!doctype html><title>News</title><main>", "</main>"));
  }
}
