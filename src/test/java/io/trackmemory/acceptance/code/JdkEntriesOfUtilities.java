package io.trackmemory.acceptance.code;

import io.trackmemory.tracker.ThrowingRunnable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Calendar;
import java.util.Currency;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Scanner;
import java.util.ServiceLoader;
import java.util.SimpleTimeZone;
import java.util.SplittableRandom;
import java.util.StringTokenizer;
import java.util.TimeZone;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Phaser;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.prefs.Preferences;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Entries of the JDK of java.util. */
@SuppressWarnings({"JavaUtilDate", "JavaTimeDefaultTimeZone"}) // are what is tried
final class JdkEntriesOfUtilities {

  private JdkEntriesOfUtilities() {}

  static List<JdkEntry> all() {
    List<JdkEntry> all = new ArrayList<>();
    util(all);
    return all;
  }

  private static void add(List<JdkEntry> all, String name, ThrowingRunnable use) {
    all.add(new JdkEntry(name, use));
  }

  private static void util(List<JdkEntry> all) {
    add(
        all,
        "UUID",
        () -> Pair.use(UUID.randomUUID().toString() + UUID.nameUUIDFromBytes(new byte[3])));
    add(
        all,
        "Random",
        () -> {
          Pair.use(
              new Random().nextInt()
                  + new SplittableRandom().nextInt()
                  + ThreadLocalRandom.current().nextInt());
          Pair.use(RandomGenerator.getDefault().nextLong());
          Pair.use(RandomGenerator.of("L64X128MixRandom").nextInt());
          Pair.use(RandomGeneratorFactory.all().map(RandomGeneratorFactory::name).toList());
        });
    add(
        all,
        "Base64",
        () ->
            Pair.use(
                Base64.getMimeDecoder().decode(Base64.getMimeEncoder().encode(new byte[100]))));
    add(all, "HexFormat", () -> Pair.use(HexFormat.ofDelimiter(":").formatHex(new byte[3])));
    add(
        all,
        "Properties",
        () -> {
          Properties properties = new Properties();
          properties.load(new StringReader("a=b\nc:\\u0041"));
          properties.store(new StringWriter(), "comment");
          properties.storeToXML(new ByteArrayOutputStream(), "comment");
          Pair.use(properties.stringPropertyNames());
        });
    add(all, "Scanner", () -> Pair.use(new Scanner("1 2.5 true").nextInt()));
    add(all, "StringTokenizer", () -> Pair.use(new StringTokenizer("a b").nextToken()));
    add(
        all,
        "Calendar",
        () -> {
          Pair.use(new GregorianCalendar(2026, 1, 1).getTimeInMillis());
          Pair.use(Calendar.getInstance(new Locale("th", "TH")).getTimeInMillis());
          Pair.use(
              Calendar.getInstance(new Locale("ja", "JP", "JP"))
                  .getDisplayNames(Calendar.ERA, Calendar.LONG, Locale.JAPAN));
        });
    add(
        all,
        "TimeZone",
        () -> {
          Pair.use(TimeZone.getAvailableIDs());
          Pair.use(TimeZone.getDefault().getDisplayName(Locale.FRANCE));
          Pair.use(TimeZone.getTimeZone(new String("Europe/Paris")).getDisplayName());
          Pair.use(new SimpleTimeZone(0, "own").inDaylightTime(new java.util.Date(0)));
        });
    add(
        all,
        "TimeZone.setDefault",
        () -> {
          TimeZone before = TimeZone.getDefault();
          TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
          Pair.use(ZonedDateTime.now());
          TimeZone.setDefault(before);
        });
    add(
        all,
        "Locale",
        () -> {
          Pair.use(Locale.getAvailableLocales());
          Pair.use(new Locale("xx", "YY").getDisplayName(Locale.GERMANY));
          Pair.use(Locale.forLanguageTag("de-" + "CH".toUpperCase(Locale.ROOT)).getISO3Country());
          Pair.use(Locale.getISOCountries());
          Pair.use(
              Locale.filter(Locale.LanguageRange.parse("de-CH,fr;q=0.5"), List.of(Locale.FRANCE)));
          Pair.use(
              new Locale.Builder().setLanguage("sr").setScript("Latn").build().toLanguageTag());
        });
    add(
        all,
        "Locale.setDefault",
        () -> {
          Locale before = Locale.getDefault();
          Locale format = Locale.getDefault(Locale.Category.FORMAT);
          Locale.setDefault(Locale.ITALY);
          Pair.use(String.format("%,.2f %tc", 1.5, Calendar.getInstance()));
          Locale.setDefault(before);
          Locale.setDefault(Locale.Category.FORMAT, format);
        });
    add(
        all,
        "Currency",
        () ->
            Pair.use(
                Currency.getAvailableCurrencies().size()
                    + Currency.getInstance(new String("CHF")).getSymbol(Locale.US)));
    add(
        all,
        "ServiceLoader",
        () ->
            Pair.use(
                ServiceLoader.load(java.nio.file.spi.FileSystemProvider.class).stream().count()));
    add(
        all,
        "ResourceBundle",
        () ->
            Pair.use(
                java.util.ResourceBundle.getBundle(NearMissesOfTexts.Words.class.getName())
                    .getString("hello")));
    add(
        all,
        "regex",
        () ->
            Pair.use(
                Pattern.compile(
                        "\\p{IsGreek}+|\\X|(?<n>[\\p{L}&&[^a]])\\b",
                        Pattern.UNICODE_CHARACTER_CLASS | Pattern.CASE_INSENSITIVE)
                    .matcher("aΩb")
                    .find()));
    add(
        all,
        "streams",
        () -> {
          Pair.use(
              IntStream.range(0, 10_000)
                  .parallel()
                  .boxed()
                  .collect(Collectors.groupingByConcurrent(i -> i % 7)));
          Pair.use(
              Stream.iterate(1, i -> i * 2)
                  .limit(10)
                  .sorted()
                  .distinct()
                  .collect(
                      Collectors.teeing(Collectors.counting(), Collectors.counting(), Long::sum)));
        });
    add(
        all,
        "Formatter",
        () ->
            Pair.use(
                String.format(
                    new Locale("ar", "EG"),
                    "%,d %tA %a %s",
                    1234,
                    Calendar.getInstance(),
                    1.5,
                    Optional.empty())));
    add(
        all,
        "executors",
        () -> {
          ExecutorService pool = Executors.newScheduledThreadPool(2);
          Pair.use(pool.submit(() -> 1).get());
          Pair.use(pool.invokeAny(List.of(() -> 1, () -> 2)));
          pool.shutdown();
          Pair.use(pool.awaitTermination(1, TimeUnit.MINUTES));
        });
    add(
        all,
        "completable futures",
        () -> {
          Pair.use(
              CompletableFuture.supplyAsync(() -> 1)
                  .orTimeout(1, TimeUnit.HOURS)
                  .thenCombineAsync(CompletableFuture.supplyAsync(() -> 2), Integer::sum)
                  .join());
          Pair.use(
              CompletableFuture.supplyAsync(
                      () -> 1, CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS))
                  .join());
          Pair.use(
              new CompletableFuture<Integer>()
                  .completeOnTimeout(3, 5, TimeUnit.MILLISECONDS)
                  .join());
        });
    add(
        all,
        "fork-join",
        () -> {
          ForkJoinPool pool = new ForkJoinPool(2);
          Pair.use(pool.submit(() -> IntStream.range(0, 1_000).parallel().sum()).get());
          pool.shutdown();
          Pair.use(pool.awaitTermination(1, TimeUnit.MINUTES));
          Pair.use(ForkJoinPool.commonPool().submit(() -> 1).get());
        });
    add(
        all,
        "flow",
        () -> {
          CompletableFuture<Void> done;
          try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>()) {
            done = publisher.consume(Pair::use);
            publisher.submit("a");
          }
          done.get(1, TimeUnit.MINUTES);
        });
    add(
        all,
        "synchronizers",
        () -> {
          Pair.use(new Phaser(1).arrive());
          CountDownLatch latch = new CountDownLatch(1);
          latch.countDown();
          latch.await();
          ConcurrentHashMap<Integer, String> map = new ConcurrentHashMap<>();
          IntStream.range(0, 1_000).parallel().forEach(i -> map.merge(i % 10, "x", String::concat));
          Pair.use(map.reduceValuesToInt(1, String::length, 0, Integer::sum));
        });
    add(
        all,
        "Timer",
        () -> {
          Timer timer = new Timer("ends", true);
          CountDownLatch ran = new CountDownLatch(1);
          timer.schedule(
              new TimerTask() {
                @Override
                public void run() {
                  ran.countDown();
                }
              },
              1);
          ran.await();
          timer.cancel();
        });
    add(
        all,
        "logging",
        () -> {
          Logger logger = Logger.getLogger("jdk.entries");
          logger.fine("no");
          logger.log(Level.INFO, "told {0}", 1);
          Pair.use(LogManager.getLogManager().getProperty("handlers"));
          Pair.use(new SimpleFormatter().format(new java.util.logging.LogRecord(Level.INFO, "x")));
        });
    add(
        all,
        "logging to a file",
        () -> {
          Path folder = Files.createTempDirectory("jdk-entries");
          FileHandler handler = new FileHandler(folder.resolve("log").toString());
          Logger logger = Logger.getLogger("jdk.entries.file");
          logger.addHandler(handler);
          logger.info("told");
          logger.removeHandler(handler);
          handler.close();
          delete(folder);
        });
    add(
        all,
        "System.Logger",
        () -> {
          System.getLogger("jdk.entries.system").log(System.Logger.Level.INFO, "told {0}", 1);
          Pair.use(System.getLogger("jdk.entries.lazy").isLoggable(System.Logger.Level.TRACE));
        });
    add(all, "LogManager", () -> Pair.use(LogManager.getLogManager().getLoggerNames()));
    add(
        all,
        "Preferences",
        () -> {
          Preferences node = Preferences.userRoot().node("io/trackmemory/jdk-entries");
          node.put("a", "b");
          Pair.use(node.get("a", ""));
          node.removeNode();
          Pair.use(Preferences.systemRoot().childrenNames());
        });
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
