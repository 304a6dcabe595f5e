package io.trackmemory.acceptance.code;

import io.trackmemory.tracker.ThrowingRunnable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.lang3.builder.ToStringBuilder;
import org.apache.commons.lang3.time.FastDateFormat;

/**
 * Code that keeps nothing, but of which the JVM, the JDK and libraries keep something while it runs
 * for the first times.
 */
public final class WarmUps {

  private static final List<String> CLASSES =
      List.of(
          "java.util.concurrent.Exchanger",
          "java.util.concurrent.Phaser",
          "java.util.concurrent.ConcurrentSkipListMap",
          "java.util.zip.Adler32",
          "java.util.StringTokenizer",
          "java.text.ChoiceFormat",
          "java.util.SimpleTimeZone",
          "java.io.PushbackReader",
          "java.io.LineNumberReader",
          "java.io.SequenceInputStream",
          "java.util.concurrent.CountedCompleter",
          "java.util.BitSet",
          "java.util.Observable",
          "java.util.LongSummaryStatistics",
          "java.util.concurrent.CyclicBarrier",
          "java.nio.channels.Pipe",
          "java.time.chrono.MinguoDate",
          "java.time.chrono.HijrahDate",
          "java.net.SocketPermission",
          "java.util.IdentityHashMap");

  private WarmUps() {}

  private record Order(int number, String customer, double price) {}

  /** All of them, with counters of their own. */
  public static List<GrowthCase> all() {
    List<GrowthCase> all = new ArrayList<>();
    all.add(level("formats", WarmUps::format));
    all.add(level("regular expressions", WarmUps::match));
    all.add(level("streams", WarmUps::stream));
    all.add(level("records", WarmUps::records));
    all.add(level("reflection", i -> () -> reflect(16)));
    all.add(level("reflection, little by little", i -> () -> reflect(1 + i % 3)));
    all.add(level("dates of other countries", WarmUps::dates));
    all.add(level("bundles", WarmUps::bundle));
    all.add(level("classes one by one", i -> () -> load(i)));
    all.add(level("a path for each call", CallPaths::path));
    all.add(level("another path from the sixth call on", i -> CallPaths.path(i < 5 ? 0 : 7)));
    all.add(level("another path at the last calls", i -> CallPaths.path(i < 9 ? 3 : i)));
    all.add(level("libraries", WarmUps::libraries));
    all.add(level("near misses, all each time", i -> WarmUps::allNearMisses));
    all.add(level("near misses, one after another", i -> nearMiss(i)));
    nearMisses().forEach(pair -> all.add(GrowthCase.level(pair.name(), pair.nearMiss())));
    return all;
  }

  private static GrowthCase level(String name, IntFunction<ThrowingRunnable> ofCall) {
    int[] calls = {0};
    return GrowthCase.level(name, () -> ofCall.apply(calls[0]++).run());
  }

  private static List<Pair> nearMisses() {
    List<Pair> pairs = new ArrayList<>(NearMissesOfTexts.all());
    pairs.addAll(NearMissesOfCode.all());
    pairs.addAll(NearMissesOfReferences.all());
    pairs.addAll(NearMissesOfThreads.all());
    return pairs;
  }

  private static void allNearMisses() throws Throwable {
    for (Pair pair : nearMisses()) {
      pair.nearMiss().run();
    }
  }

  /* Of those that no user code keeps anything for. */
  private static ThrowingRunnable nearMiss(int call) {
    List<Pair> pairs = new ArrayList<>(NearMissesOfTexts.all());
    pairs.addAll(NearMissesOfCode.all());
    return pairs.get(call % pairs.size()).nearMiss();
  }

  private static ThrowingRunnable format(int call) {
    String[] whole = {"%d", "%5d|", "%x", "%,d", "%08d", "%+d", "%s %<d", "%o"};
    String[] broken = {"%e", "%.3f", "%g", "%,.2f", "%s"};
    return call % 2 == 0
        ? () -> Pair.use(String.format(Locale.ROOT, whole[call % whole.length], call))
        : () -> Pair.use(String.format(Locale.ROOT, broken[call % broken.length], 1.5 * call));
  }

  private static ThrowingRunnable match(int call) {
    String[] patterns = {
      "a+b", "(\\w+)@(\\w+)", "\\p{L}+", "[^a-z]*", "(?i)X", "a|b|c", "\\R", "(?=a)."
    };
    return () ->
        Pair.use(
            Pattern.compile(patterns[call % patterns.length]).matcher("aab@c").replaceAll("-"));
  }

  private static ThrowingRunnable stream(int call) {
    return () -> {
      List<Order> orders =
          IntStream.range(0, 20).mapToObj(i -> new Order(i, "c" + i % 3, i * 1.5)).toList();
      Pair.use(
          call % 2 == 0
              ? orders.stream().collect(Collectors.groupingBy(Order::customer))
              : orders.parallelStream().mapToDouble(Order::price).sum());
    };
  }

  private static ThrowingRunnable records(int call) {
    Order order = new Order(call, "customer", 2.5);
    return () -> Pair.use(order + " " + order.hashCode() + order.equals(new Order(1, "x", 1)));
  }

  private static void reflect(int times) throws ReflectiveOperationException {
    for (int i = 0; i < times; i++) {
      Constructor<Order> constructor =
          Order.class.getDeclaredConstructor(int.class, String.class, double.class);
      Method method = Order.class.getDeclaredMethod("price");
      Pair.use(method.invoke(constructor.newInstance(1, "reflected", 0.5)));
    }
  }

  private static ThrowingRunnable dates(int call) {
    String[] tags = {"de", "fr", "ja", "pl", "el", "sv", "hu", "fi", "th", "ko", "it", "cs", "tr"};
    Locale locale = Locale.forLanguageTag(tags[call % tags.length]);
    return () -> {
      DateTimeFormatter full = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL);
      Pair.use(full.withLocale(locale).format(LocalDate.of(2024, 2, 29)));
      Pair.use(NumberFormat.getCurrencyInstance(locale).format(1.5));
    };
  }

  private static ThrowingRunnable bundle(int call) {
    String name = NearMissesOfTexts.Words.class.getName();
    Locale locale = call % 3 == 0 ? Locale.ROOT : call % 3 == 1 ? Locale.GERMANY : Locale.JAPAN;
    return () -> Pair.use(ResourceBundle.getBundle(name, locale).getString("hello"));
  }

  private static void load(int call) throws ClassNotFoundException {
    Pair.use(Class.forName(CLASSES.get(call % CLASSES.size())));
  }

  private static ThrowingRunnable libraries(int call) {
    Order order = new Order(call, "customer", 2.5);
    return () -> {
      Pair.use(FastDateFormat.getInstance("yyyy-MM-dd").format(0L));
      Pair.use(new ToStringBuilder(order).append(order.number()).toString());
      Pair.use(reactor.core.publisher.Flux.range(0, 10).map(i -> i + 1).collectList().block());
      Pair.use(Objects.hash(order, Arrays.asList(1, call)));
    };
  }
}
