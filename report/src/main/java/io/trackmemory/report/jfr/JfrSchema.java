package io.trackmemory.report.jfr;

import static io.trackmemory.report.jfr.JfrType.annotation;
import static io.trackmemory.report.jfr.JfrType.array;
import static io.trackmemory.report.jfr.JfrType.event;
import static io.trackmemory.report.jfr.JfrType.field;
import static io.trackmemory.report.jfr.JfrType.plain;
import static io.trackmemory.report.jfr.JfrType.pooled;
import static io.trackmemory.report.jfr.JfrType.simple;
import static io.trackmemory.report.jfr.JfrType.struct;

import io.trackmemory.report.jfr.JfrType.Field;
import io.trackmemory.report.jfr.JfrType.Note;
import java.util.List;

/**
 * The types of an events file. Names and order of fields that the JDK has too are its own (those of
 * {@code jfr metadata} on JDK 17 and 25), so that its tools know them. Where a number may be
 * missing, {@link #ABSENT} stands for it, which these tools print as {@code N/A}.
 */
final class JfrSchema {

  /** Stands for a number that there is none of. */
  static final long ABSENT = Long.MIN_VALUE;

  static final JfrType BOOLEAN = plain(4, "boolean");
  static final JfrType INT = plain(5, "int");
  static final JfrType LONG = plain(6, "long");
  static final JfrType DOUBLE = plain(7, "double");
  static final JfrType STRING = plain(8, "java.lang.String");

  private static final JfrType LABEL = annotation(10, "jdk.jfr.Label", STRING, false);
  private static final JfrType DESCRIPTION = annotation(11, "jdk.jfr.Description", STRING, false);
  private static final JfrType CATEGORY = annotation(12, "jdk.jfr.Category", STRING, true);
  private static final JfrType TIMESTAMP = annotation(13, "jdk.jfr.Timestamp", STRING, false);
  private static final JfrType TIMESPAN = annotation(14, "jdk.jfr.Timespan", STRING, false);
  private static final JfrType DATA_AMOUNT = annotation(15, "jdk.jfr.DataAmount", STRING, false);

  static final JfrType SYMBOL = simple(20, "jdk.types.Symbol", field("string", STRING));
  static final JfrType FRAME_TYPE = simple(21, "jdk.types.FrameType", field("description", STRING));
  private static final JfrType LOADER = struct(22, "jdk.types.ClassLoader", pooled("name", SYMBOL));
  static final JfrType PACKAGE = struct(23, "jdk.types.Package", pooled("name", SYMBOL));
  static final JfrType CLASS =
      struct(
          24,
          "java.lang.Class",
          pooled("classLoader", LOADER),
          pooled("name", SYMBOL),
          pooled("package", PACKAGE),
          field("modifiers", INT));
  static final JfrType METHOD =
      struct(
          25,
          "jdk.types.Method",
          pooled("type", CLASS),
          pooled("name", SYMBOL),
          pooled("descriptor", SYMBOL),
          field("modifiers", INT),
          field("hidden", BOOLEAN));
  private static final JfrType STACK_FRAME =
      struct(
          26,
          "jdk.types.StackFrame",
          pooled("method", METHOD),
          field("lineNumber", INT),
          field("bytecodeIndex", INT),
          pooled("type", FRAME_TYPE));
  static final JfrType STACK_TRACE =
      struct(27, "jdk.types.StackTrace", field("truncated", BOOLEAN), array("frames", STACK_FRAME));
  static final JfrType THREAD =
      struct(
          28,
          "java.lang.Thread",
          field("osName", STRING),
          field("osThreadId", LONG),
          field("javaName", STRING),
          field("javaThreadId", LONG));

  private static final Field START =
      field("startTime", LONG, label("Start Time"), note(TIMESTAMP, "TICKS"));
  private static final Field TEST = text("test", "Test");
  private static final Field STACK = pooled("stackTrace", STACK_TRACE, label("Stack Trace"));
  private static final Field OBJECT_CLASS = pooled("objectClass", CLASS, label("Object Class"));
  private static final Field COUNT = count("count", "Objects");
  private static final Field BYTES = bytes("bytes", "Bytes");

  /* No field more than the JDK's: async-profiler's converter takes what follows for an event. */
  static final JfrType SAMPLE =
      event(
          100,
          "jdk.ObjectAllocationSample",
          List.of(label("Object Allocation Sample"), category("Java Application")),
          List.of(
              START,
              pooled("eventThread", THREAD, label("Event Thread")),
              STACK,
              OBJECT_CLASS,
              bytes("weight", "Sample Weight", "Bytes that this sample stands for")));

  static final JfrType RUN =
      ours(
          101,
          "Test",
          "One test: totals are exact, whatever was sampled",
          START,
          field("duration", LONG, label("Duration"), note(TIMESPAN, "TICKS")),
          TEST,
          text("testClass", "Test Class"),
          text("method", "Method"),
          text("invocation", "Invocation"),
          text("displayName", "Display Name"),
          text("status", "Status"),
          text("failure", "Failure"),
          text("uncertified", "Uncertified"),
          count("allocationCount", "Allocations"),
          bytes("allocatedBytes", "Allocated"),
          count("firstUseCount", "First Use Objects"),
          bytes("firstUseBytes", "First Use"),
          count("testCodeCount", "Test Code Objects"),
          bytes("testCodeBytes", "Test Code"),
          count("foreignCount", "Foreign Objects"),
          bytes("foreignBytes", "Foreign"),
          bytes("jvmAllocatedBytes", "Allocated by the JVM's Counter"),
          bytes("peakAtLeast", "Peak at Least"),
          bytes("peakAtMost", "Peak at Most"),
          count("filteredCount", "Objects without a Row"),
          bytes("filteredBytes", "Without a Row"),
          count("unstackedCount", "Allocations without a Caller"),
          count("unfollowedCount", "Live Objects not Followed"),
          count("samples", "Samples in this File"),
          count("olderSamples", "Older Samples Taken Together"));

  static final JfrType PROCESS =
      ours(
          102,
          "Process",
          "Where the test ran",
          START,
          TEST,
          field("pid", LONG, label("Process Identifier")),
          text("javaVersion", "Java Version"),
          text("javaVendor", "Java Vendor"),
          text("vm", "Virtual Machine"),
          text("os", "Operating System"),
          field("processors", LONG, label("Processors")),
          bytes("maxHeapBytes", "Maximum Heap"));

  static final JfrType VERDICT =
      ours(
          103,
          "Verdict",
          "A check that was made",
          START,
          TEST,
          text("check", "Check"),
          text("outcome", "Outcome"),
          text("message", "Message"));

  static final JfrType SITE =
      ours(
          104,
          "Site",
          "What a line allocated of one type, in one thread, exact",
          START,
          TEST,
          OBJECT_CLASS,
          text("line", "Line"),
          text("caller", "Caller"),
          text("origin", "Origin"),
          text("threadName", "Thread"),
          text("account", "Account"),
          COUNT,
          BYTES);

  static final JfrType CHECKPOINT =
      ours(105, "Checkpoint", "A named moment", START, TEST, text("name", "Name"), COUNT, BYTES);

  static final JfrType SAMPLED_STACK =
      ours(
          106,
          "Stack",
          "What was allocated through a call stack, estimated from samples",
          START,
          field("duration", LONG, label("Duration"), note(TIMESPAN, "TICKS")),
          STACK,
          TEST,
          OBJECT_CLASS,
          count("samples", "Samples"),
          field("objects", DOUBLE, label("Estimated Objects")),
          bytes("bytes", "Estimated Bytes"),
          bytes("smallest", "Smallest Object"),
          bytes("largest", "Largest Object"),
          field("cpuTime", LONG, label("CPU Time"), note(TIMESPAN, "NANOSECONDS")));

  /** Those that are described in the file. */
  static final List<JfrType> ALL =
      List.of(
          BOOLEAN,
          INT,
          LONG,
          DOUBLE,
          STRING,
          LABEL,
          DESCRIPTION,
          CATEGORY,
          TIMESTAMP,
          TIMESPAN,
          DATA_AMOUNT,
          SYMBOL,
          FRAME_TYPE,
          LOADER,
          PACKAGE,
          CLASS,
          METHOD,
          STACK_FRAME,
          STACK_TRACE,
          THREAD,
          SAMPLE,
          RUN,
          PROCESS,
          VERDICT,
          SITE,
          CHECKPOINT,
          SAMPLED_STACK);

  private JfrSchema() {}

  private static JfrType ours(int id, String name, String description, Field... fields) {
    return event(
        id,
        "trackmemory." + name,
        List.of(label(name), note(DESCRIPTION, description), category("TrackMemory")),
        List.of(fields));
  }

  private static Field text(String name, String label) {
    return field(name, STRING, label(label));
  }

  private static Field count(String name, String label) {
    return field(name, LONG, label(label));
  }

  private static Field bytes(String name, String label) {
    return field(name, LONG, label(label), note(DATA_AMOUNT, "BYTES"));
  }

  private static Field bytes(String name, String label, String description) {
    return field(
        name, LONG, label(label), note(DATA_AMOUNT, "BYTES"), note(DESCRIPTION, description));
  }

  private static Note label(String label) {
    return note(LABEL, label);
  }

  private static Note category(String category) {
    return note(CATEGORY, category);
  }

  private static Note note(JfrType type, String value) {
    return new Note(type, value);
  }
}
