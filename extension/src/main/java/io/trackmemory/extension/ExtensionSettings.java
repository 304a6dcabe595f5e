package io.trackmemory.extension;

import io.trackmemory.report.ci.AgentOutput;
import io.trackmemory.report.ci.BuildServer;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.spi.Setting;
import io.trackmemory.tracker.spi.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that the extension adds to those of the tracker. */
final class ExtensionSettings {

  /** Whether every test is tracked, annotated or not. */
  static final Setting<Boolean> AUTO = Settings.flag("auto");

  static final Setting<ReportPolicy> REPORT =
      new Setting<>(
          Settings.PREFIX + "report",
          ReportPolicy.ON_FAILURE,
          text ->
              Settings.oneOf(
                  text,
                  Map.of(
                      "on-failure", ReportPolicy.ON_FAILURE,
                      "always", ReportPolicy.ALWAYS,
                      "never", ReportPolicy.NEVER)),
          "on-failure, always or never");

  /** Where pages go; where it is not set, {@link ReportDirectory} says. */
  static final Setting<Optional<Path>> REPORT_DIR = Settings.folder("report.dir");

  /** Whether each tracked test's events are kept. */
  static final Setting<Boolean> REPORT_EVENTS = Settings.flag("report.events");

  /** Whether reports leave out source lines and values. */
  static final Setting<Boolean> REPORT_CONFIDENTIAL = Settings.flag("report.confidential");

  /** Whether a leak has a dump of the heap beside its page. */
  static final Setting<Boolean> REPORT_HEAP_DUMP = Settings.flag("report.heap-dump");

  /** Whether failures are printed in short, for an agent. */
  static final Setting<AgentOutput> REPORT_AGENT =
      new Setting<>(
          Settings.PREFIX + "report.agent",
          AgentOutput.AUTO,
          text ->
              Settings.oneOf(
                  text,
                  Map.of(
                      "auto", AgentOutput.AUTO,
                      "always", AgentOutput.ALWAYS,
                      "never", AgentOutput.NEVER)),
          "auto, always or never");

  /** Which build server is told of failures. */
  static final Setting<BuildServer> REPORT_CI =
      new Setting<>(
          Settings.PREFIX + "report.ci",
          BuildServer.AUTO,
          text ->
              Settings.oneOf(
                  text,
                  Map.of(
                      "auto", BuildServer.AUTO,
                      "attachments", BuildServer.ATTACHMENTS,
                      "github", BuildServer.GITHUB,
                      "never", BuildServer.NEVER)),
          "auto, attachments, github or never");

  /** Which files of failures JUnit publishes. */
  static final Setting<Publishing> REPORT_PUBLISH =
      new Setting<>(
          Settings.PREFIX + "report.publish",
          Publishing.LINKS,
          text ->
              Settings.oneOf(
                  text,
                  Map.of(
                      "links", Publishing.LINKS,
                      "copies", Publishing.COPIES,
                      "never", Publishing.NEVER)),
          "links, copies or never");

  static final Setting<Optional<LeakAllowance>> LIMIT_LEAKS =
      new Setting<>(
          Settings.PREFIX + "limit.leaks",
          Optional.empty(),
          text -> Optional.of(Optional.of(LeakAllowance.parse(text))),
          "none, a whole number, or a size such as \"64 KiB\"");

  static final Setting<Optional<Long>> LIMIT_COUNT =
      new Setting<>(
          Settings.PREFIX + "limit.count",
          Optional.empty(),
          ExtensionSettings::count,
          "none or a whole number");

  static final Setting<Optional<ByteSize>> LIMIT_BYTES =
      new Setting<>(
          Settings.PREFIX + "limit.bytes",
          Optional.empty(),
          text -> Optional.of(Optional.of(isNone(text) ? new ByteSize(0) : ByteSize.parse(text))),
          "none or a size such as \"64 KiB\"");

  static final Setting<Optional<ByteSize>> LIMIT_PEAK =
      new Setting<>(
          Settings.PREFIX + "limit.peak",
          Optional.empty(),
          text -> Optional.of(Optional.of(isNone(text) ? new ByteSize(0) : ByteSize.parse(text))),
          "none or a size such as \"64 KiB\"");

  /** Every key that there is. */
  static final List<Setting<?>> ALL =
      Stream.concat(
              Settings.OF_TRACKER.stream(),
              Stream.of(
                  AUTO,
                  REPORT,
                  REPORT_DIR,
                  REPORT_EVENTS,
                  REPORT_CONFIDENTIAL,
                  REPORT_HEAP_DUMP,
                  REPORT_AGENT,
                  REPORT_CI,
                  REPORT_PUBLISH,
                  LIMIT_LEAKS,
                  LIMIT_COUNT,
                  LIMIT_BYTES,
                  LIMIT_PEAK))
          .toList();

  private ExtensionSettings() {}

  private static Optional<Optional<Long>> count(String text) {
    long count = isNone(text) ? 0 : Long.parseLong(text);
    return count < 0 ? Optional.empty() : Optional.of(Optional.of(count));
  }

  private static boolean isNone(String text) {
    return text.toLowerCase(Locale.ROOT).equals("none");
  }
}
