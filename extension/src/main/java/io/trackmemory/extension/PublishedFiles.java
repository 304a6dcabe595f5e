package io.trackmemory.extension;

import io.trackmemory.report.ShortForm;
import io.trackmemory.report.WrittenReport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.MediaType;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Files of a failure as JUnit publishes them, for Open Test Reporting, Gradle and IDEs. A published
 * file lies in the launcher's output folder, so that a whole report is there twice: it is asked
 * for, and else a page of a few lines leads to the one there is. Without such a folder, as with an
 * older launcher or a test kit, nothing is published.
 */
final class PublishedFiles {

  private static final Logger LOG = System.getLogger("io.trackmemory.extension");

  private final ExtensionContext context;

  private PublishedFiles(ExtensionContext context) {
    this.context = context;
  }

  /** Publishes those of a report of a failure; of another one, none. */
  static void of(WrittenReport report, Publishing how, ExtensionContext context) {
    if (how == Publishing.NEVER || report.failure().isEmpty()) {
      return;
    }
    try {
      new PublishedFiles(context).publish(report, report.failure().get(), how);
    } catch (RuntimeException | LinkageError e) {
      // No output folder, or a JUnit to come that takes another type of media.
      LOG.log(Level.DEBUG, "no published files: " + e);
    }
  }

  private void publish(WrittenReport report, ShortForm failure, Publishing how) {
    if (how == Publishing.COPIES) {
      copy(report.page(), "text/html");
      copy(report.json(), "application/json");
    } else {
      publish(
          report.page(), "text/html", place -> Files.writeString(place, report.leadingFrom(place)));
    }
    copy(failure.file(), "text/markdown");
  }

  private void copy(Path file, String type) {
    publish(file, type, place -> Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING));
  }

  private void publish(Path file, String type, ThrowingConsumer<Path> writer) {
    context.publishFile(String.valueOf(file.getFileName()), MediaType.parse(type), writer);
  }
}
