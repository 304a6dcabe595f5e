package io.trackmemory.examples;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** Remembers the newest headline of a page of HTML. */
final class NewsFeed {

  private static volatile Element newestElement = new Element("h2");
  private static volatile String newestText = "";

  private NewsFeed() {}

  /** Keeps an element, and with it, through its parent, the document it came from. */
  static void rememberElement(String html) {
    newestElement = headlines(html).get(0);
  }

  /** Keeps what is needed. */
  static void rememberText(String html) {
    newestText = headlines(html).get(0).text();
  }

  static String newest() {
    return newestText.isEmpty() ? newestElement.text() : newestText;
  }

  private static List<Element> headlines(String html) {
    return Jsoup.parse(html).select("article h2");
  }
}
