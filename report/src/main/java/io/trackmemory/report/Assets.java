package io.trackmemory.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Style and script of the pages, and the policy under which a browser runs these two, loads nothing
 * and runs nothing else, whatever a page contains. Components are the keys of the templates.
 *
 * @param css content of the page's style tag
 * @param script content of the page's script tag
 * @param policy the content security policy
 */
record Assets(String css, String script, String policy) {

  private static final Assets SHARED = of(text("report.css"), text("report.js"));

  private static Assets of(String css, String script) {
    return new Assets(
        css,
        script,
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src '"
            + Sha256.policySource(css.getBytes(StandardCharsets.UTF_8))
            + "'; script-src '"
            + Sha256.policySource(script.getBytes(StandardCharsets.UTF_8))
            + "'");
  }

  static Assets shared() {
    return SHARED;
  }

  /** Text of a resource beside this class, or anywhere with a leading slash. */
  static String text(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "resource " + resource + " is missing; add its artifact to the class path");
      }
      // Browsers hash line feeds, whatever a check-out made of them.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
