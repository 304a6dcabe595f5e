package io.trackmemory.acceptance.code;

import io.trackmemory.tracker.ThrowingRunnable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.text.Bidi;
import java.text.BreakIterator;
import java.text.ChoiceFormat;
import java.text.Collator;
import java.text.DateFormat;
import java.text.Normalizer;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.Chronology;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.WeekFields;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.script.ScriptEngineManager;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Entries of the JDK of archives, compilers, processes, reflection and texts. */
@SuppressWarnings({"JavaUtilDate", "JavaTimeDefaultTimeZone"}) // are what is tried
final class JdkEntriesOfTools {

  private JdkEntriesOfTools() {}

  static List<JdkEntry> all() {
    List<JdkEntry> all = new ArrayList<>();
    tools(all);
    texts(all);
    return all;
  }

  private static void add(List<JdkEntry> all, String name, ThrowingRunnable use) {
    all.add(new JdkEntry(name, use));
  }

  private static void tools(List<JdkEntry> all) {
    add(
        all,
        "zip",
        () -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("a"));
            out.write(new byte[10]);
          }
          try (ZipInputStream in =
              new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Pair.use(in.getNextEntry());
          }
          ByteArrayOutputStream zipped = new ByteArrayOutputStream();
          try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(new byte[1_000]);
          }
          try (GZIPInputStream in =
              new GZIPInputStream(new ByteArrayInputStream(zipped.toByteArray()))) {
            Pair.use(in.readAllBytes());
          }
          Deflater deflater = new Deflater();
          deflater.setInput(new byte[10]);
          deflater.finish();
          Pair.use(deflater.deflate(new byte[100]));
          deflater.end();
          new Inflater().end();
        });
    add(
        all,
        "jar",
        () -> {
          Path file = jar();
          try (JarFile jar = new JarFile(file.toFile())) {
            Pair.use(jar.getManifest().getMainAttributes());
            Pair.use(jar.getInputStream(jar.getEntry("a")).readAllBytes());
          }
          try (ZipFile zip = new ZipFile(file.toFile())) {
            Pair.use(zip.stream().count());
          }
          Files.delete(file);
        });
    add(
        all,
        "compiler",
        () -> {
          JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
          Path folder = Files.createTempDirectory("jdk-entries");
          Path source =
              Files.writeString(folder.resolve("A.java"), "class A { Runnable r = () -> {}; }");
          Pair.use(compiler.run(null, null, null, "-proc:none", source.toString()));
          delete(folder);
        });
    add(
        all,
        "process",
        () -> {
          Process process = new ProcessBuilder("/bin/echo", "a").start();
          Pair.use(process.getInputStream().readAllBytes());
          Pair.use(process.waitFor());
          Pair.use(ProcessHandle.current().info().command());
          Pair.use(process.onExit().get().exitValue());
        });
    add(
        all,
        "serialization",
        () -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(
                List.of(
                    1,
                    "two",
                    LocalDate.EPOCH,
                    new Point3(1),
                    Locale.UK,
                    new Object[] {Level.INFO}));
          }
          try (ObjectInputStream in =
              new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            in.setObjectInputFilter(ObjectInputFilter.Config.createFilter("java.**;io.**;!*"));
            Pair.use(in.readObject());
          }
        });
    add(
        all,
        "proxy",
        () ->
            Pair.use(
                Proxy.newProxyInstance(
                        JdkEntriesOfTools.class.getClassLoader(),
                        new Class<?>[] {Runnable.class},
                        (p, m, a) -> null)
                    .toString()));
    add(
        all,
        "class loader",
        () -> {
          Path file = jar();
          try (URLClassLoader loader = new URLClassLoader(new URL[] {file.toUri().toURL()}, null)) {
            try (InputStream in = loader.getResourceAsStream("a")) {
              Pair.use(in.readAllBytes());
            }
          }
          Files.delete(file);
        });
    add(
        all,
        "stack",
        () -> {
          Pair.use(
              StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass());
          Pair.use(Thread.getAllStackTraces().size());
          Pair.use(new Throwable().getStackTrace());
        });
    add(
        all,
        "modules",
        () ->
            Pair.use(
                ModuleLayer.boot().modules().stream()
                    .map(m -> m.getDescriptor().toNameAndVersion())
                    .toList()));
    add(
        all,
        "reflection",
        () -> {
          Pair.use(Point3.class.getRecordComponents()[0].getAccessor().invoke(new Point3(2)));
          Pair.use(JdkEntriesOfTools.class.getDeclaredMethods()[0].toGenericString());
          Pair.use(FunctionalInterface.class.getAnnotations());
        });
    add(all, "scripts", () -> Pair.use(new ScriptEngineManager().getEngineFactories()));
    add(
        all,
        "hash",
        () ->
            Pair.use(Arrays.hashCode(new int[3]) + BigInteger.TWO.pow(2_000).toString().length()));
  }

  private static void texts(List<JdkEntry> all) {
    add(
        all,
        "java.text",
        () -> {
          Pair.use(NumberFormat.getCurrencyInstance(Locale.JAPAN).format(3));
          Pair.use(
              NumberFormat.getCompactNumberInstance(Locale.GERMANY, NumberFormat.Style.LONG)
                  .format(12_345));
          Pair.use(
              DateFormat.getDateTimeInstance(
                      DateFormat.FULL, DateFormat.FULL, new Locale("hi", "IN"))
                  .format(new java.util.Date(0)));
          Pair.use(new ChoiceFormat("0#none|1#one").format(1));
          Pair.use(Normalizer.normalize("é", Normalizer.Form.NFKD));
          Pair.use(new Bidi("abc אבג", Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).getRunCount());
          Pair.use(Collator.getInstance(Locale.KOREA).getCollationKey("a").toByteArray());
          BreakIterator words = BreakIterator.getWordInstance(new Locale("th"));
          words.setText("สวัสดี ครับ");
          Pair.use(words.next());
        });
    add(
        all,
        "java.time",
        () -> {
          Pair.use(
              DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.LONG)
                  .withLocale(new Locale("fi", "FI"))
                  .format(ZonedDateTime.now()));
          Pair.use(
              DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(
                  "2026-01-01T00:00:00+01:00[Europe/Berlin]"));
          Pair.use(
              HijrahDate.of(1440, 1, 1).toString()
                  + JapaneseDate.now()
                  + MinguoDate.now()
                  + ThaiBuddhistDate.now());
          Pair.use(Chronology.getAvailableChronologies());
          Pair.use(
              WeekFields.of(new Locale("en", "AU"))
                  .getFirstDayOfWeek()
                  .getDisplayName(TextStyle.FULL, Locale.CHINA));
          Pair.use(
              ZoneId.getAvailableZoneIds().size()
                  + ZoneRulesProvider.getVersions("Europe/Rome").size());
          Pair.use(
              Duration.parse("PT1H")
                      .plus(Duration.between(Instant.EPOCH, Clock.systemUTC().instant()))
                      .toString()
                  + Period.parse("P1Y"));
          Pair.use(
              LocalDateTime.now(ZoneId.of("America/Lima"))
                  .atOffset(java.time.ZoneOffset.ofHoursMinutes(5, 45))
                  .toString());
          Pair.use(Timestamp.from(Instant.EPOCH).toString() + java.sql.Date.valueOf("2026-01-01"));
        });
    add(
        all,
        "charsets",
        () -> {
          for (String name : java.nio.charset.Charset.availableCharsets().keySet()) {
            java.nio.charset.Charset charset =
                java.nio.charset.Charset.forName(name.toLowerCase(Locale.ROOT));
            if (charset.canEncode()) {
              Pair.use(new String("ab".getBytes(charset), charset));
            }
          }
        });
    add(
        all,
        "case",
        () ->
            Pair.use(
                "İstanbul".toLowerCase(new Locale("tr"))
                    + "ß".toUpperCase(Locale.ROOT)
                    + Character.getName('a')
                    + "x".repeat(3).lines().toList()));
  }

  private static Path jar() throws IOException {
    Path file = Files.createTempFile("jdk-entries", ".jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      out.putNextEntry(new JarEntry("a"));
      out.write(1);
    }
    return file;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** Something to be written. */
  public record Point3(int x) implements java.io.Serializable {}
}
