package io.trackmemory.examples;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** Remembers the first headline of a page of HTML. */
final class NewsFeed {

  private static volatile Element headline = new Element("h2");
  private static volatile String headlineText = "";

  private NewsFeed() {}

  /** Keeps an element, and with it, through its parent, the document it came from. */
  static void rememberElement(String html) {
    headline = Jsoup.parse(html).getElementsByTag("h2").get(0);
  }

  /** Keeps what is needed. */
  static void rememberText(String html) {
    headlineText = Jsoup.parse(html).getElementsByTag("h2").get(0).text();
  }

  /**
   * Keeps the text too. But the selector notes which nodes it looked at in a {@code ThreadLocal},
   * and this thread keeps that note, and so the document, after the selector is gone.
   */
  static void rememberSelectedText(String html) {
    headlineText = Jsoup.parse(html).select("article h2").get(0).text();
  }

  static String text() {
    return headlineText.isEmpty() ? headline.text() : headlineText;
  }
}
