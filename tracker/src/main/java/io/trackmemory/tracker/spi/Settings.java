package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.jvm.ObjectLayout;
import io.trackmemory.tracker.spi.ForeignCode.Treatment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values of the keys {@code trackmemory.*} in force for a scope. Immutable.
 *
 * <p>Only keys that were set are kept; {@link #get} gives the default of any other.
 */
public final class Settings {

  /** What every key begins with. */
  public static final String PREFIX = "trackmemory.";

  public static final Setting<Preset> PRESET =
      new Setting<>(
          PREFIX + "preset",
          Preset.BALANCED,
          Settings::preset,
          "one of precise, balanced, low-overhead, leak-hunt");

  /** By default the smallest object there can be: each has a row. */
  public static final Setting<ByteSize> FILTER_MIN_SIZE =
      size("filter.min-size", () -> ByteSize.ofBytes(ObjectLayout.smallestObjectBytes()));

  public static final Setting<Integer> LIVE_MAX = whole("live.max", 100_000, 1);

  public static final Setting<Duration> LEAKS_SETTLE =
      new Setting<>(
          PREFIX + "leaks.settle",
          Duration.ofSeconds(2),
          Settings::duration,
          "a number and a unit (ms or s) such as \"2 s\"");

  /** Whether a check that cannot be certified aborts the test instead of failing it. */
  public static final Setting<Boolean> ABORT_UNCERTIFIED =
      new Setting<>(
          PREFIX + "uncertified",
          false,
          text -> oneOf(text, Map.of("fail", false, "abort", true)),
          "fail or abort");

  /** What becomes of a check that passes while threads that nobody follows ran own code. */
  public static final Setting<Treatment> FOREIGN =
      new Setting<>(
          PREFIX + "foreign",
          Treatment.WARN,
          text ->
              oneOf(
                  text,
                  Map.of(
                      "warn", Treatment.WARN,
                      "fail", Treatment.FAIL,
                      "ignore", Treatment.IGNORE)),
          "warn, fail or ignore");

  /** Allocations of a line that get a call stack each; later ones get fewer. */
  public static final Setting<Integer> FREQUENCY_THRESHOLD =
      whole("sampling.frequency-threshold", 10, 1);

  public static final Setting<ByteSize> MEDIUM_THRESHOLD = size("sampling.medium-threshold", 2048);

  public static final Setting<ByteSize> LARGE_THRESHOLD = size("sampling.large-threshold", 65_536);

  public static final Setting<Double> SMALL_RATE = rate("sampling.small-rate", 0.01);

  public static final Setting<Double> MEDIUM_RATE = rate("sampling.medium-rate", 0.5);

  public static final Setting<Double> LARGE_RATE = rate("sampling.large-rate", 1.0);

  /** Allocations with a stack that a scope keeps. */
  public static final Setting<Integer> HISTORY_MAX = whole("history.max", 50_000, 0);

  /** The shares of each size class. */
  public static final List<Setting<Double>> RATES = List.of(SMALL_RATE, MEDIUM_RATE, LARGE_RATE);

  public static final Setting<List<String>> EXCLUDE =
      new Setting<>(
          PREFIX + "exclude", List.of(), Settings::names, "names or patterns, separated by commas");

  /** Where rewritten classes are kept between runs; empty if they are not. */
  public static final Setting<Optional<Path>> CACHE_DIR =
      new Setting<Optional<Path>>(
          PREFIX + "cache.dir",
          UserCacheFolder::ofThisUser,
          Settings::folderOrNone,
          "none or the path of a folder");

  public static final Setting<List<String>> LEAKS_IGNORE =
      new Setting<>(
          PREFIX + "leaks.ignore",
          List.of(),
          LeakPatterns::parse,
          "class names or Class.field, with * for any characters, separated by commas, none of"
              + " them without a letter");

  private static final Pattern PACKAGE =
      Pattern.compile(
          "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
              + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

  /** Packages that are the user's own code, instead of what is loaded from the user's places. */
  public static final Setting<List<String>> OWN =
      new Setting<>(
          PREFIX + "own",
          List.of(),
          Settings::packages,
          "package names such as com.acme, separated by commas");

  /** Where baselines are; where it is not set, it follows from the test class. */
  public static final Setting<Optional<Path>> BASELINE_DIR = folder("baseline.dir");

  /** Whether what is measured becomes the baseline. */
  public static final Setting<Boolean> BASELINE_UPDATE = flag("baseline.update");

  /** Whether each check that passes has to fail once more was made than it allows. */
  public static final Setting<Boolean> PROOF = flag("proof");

  /** The keys of the tracker itself; other modules add theirs. */
  public static final List<Setting<?>> OF_TRACKER =
      List.of(
          PRESET,
          FILTER_MIN_SIZE,
          LIVE_MAX,
          LEAKS_SETTLE,
          ABORT_UNCERTIFIED,
          FOREIGN,
          FREQUENCY_THRESHOLD,
          MEDIUM_THRESHOLD,
          LARGE_THRESHOLD,
          SMALL_RATE,
          MEDIUM_RATE,
          LARGE_RATE,
          HISTORY_MAX,
          EXCLUDE,
          CACHE_DIR,
          LEAKS_IGNORE,
          OWN,
          BASELINE_DIR,
          BASELINE_UPDATE,
          PROOF);

  /* What still can be waited for: nanoseconds that fit in a long. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = values;
  }

  /** The settings of the innermost scope of this thread; without one, the system properties. */
  public static Settings current() {
    return ScopeOptions.inForce(ScopeOptions::settings, Settings::ofSystemProperties);
  }

  /** The system properties that are keys of the tracker. */
  public static Settings ofSystemProperties() {
    return of(key -> Optional.ofNullable(System.getProperty(key)), OF_TRACKER);
  }

  /**
   * Looks up and checks each of {@code keys}.
   *
   * @throws IllegalArgumentException if values are not allowed, naming each of them
   */
  public static Settings of(
      Function<String, Optional<String>> lookup, Collection<Setting<?>> keys) {
    return of(lookup, keys, List.of());
  }

  /**
   * Likewise, and checks that each of {@code names} that begins with {@code trackmemory.} is one of
   * them.
   *
   * @throws IllegalArgumentException if names are unknown or values not allowed, telling all
   */
  public static Settings of(
      Function<String, Optional<String>> lookup,
      Collection<Setting<?>> keys,
      Collection<String> names) {
    Map<String, String> values = new TreeMap<>();
    List<Runnable> checks = new ArrayList<>();
    checks.add(() -> requireKnown(names, keys));
    for (Setting<?> setting : keys) {
      lookup
          .apply(setting.key())
          .ifPresent(
              value -> {
                checks.add(() -> setting.parse(value));
                values.put(setting.key(), value);
              });
    }
    requireAll(checks);
    return new Settings(values);
  }

  /* Who mends one of them would else meet the next one in the next run. */
  private static void requireAll(List<Runnable> checks) {
    List<IllegalArgumentException> wrong = new ArrayList<>();
    for (Runnable check : checks) {
      try {
        check.run();
      } catch (IllegalArgumentException e) {
        wrong.add(e);
      }
    }
    if (wrong.size() == 1) {
      throw wrong.get(0);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          wrong.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")),
          wrong.get(0));
    }
  }

  /**
   * Checks that each name that begins with {@code trackmemory.} is a key.
   *
   * @throws IllegalArgumentException naming the unknown ones and the keys there are
   */
  public static void requireKnown(Collection<String> names, Collection<Setting<?>> keys) {
    TreeSet<String> unknown = new TreeSet<>(names);
    unknown.removeIf(name -> !name.startsWith(PREFIX));
    TreeSet<String> known = new TreeSet<>();
    keys.forEach(setting -> known.add(setting.key()));
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown setting "
              + String.join(", ", unknown)
              + "; the settings are "
              + String.join(", ", known));
    }
  }

  /** The value of a key, its default where it is not set. */
  public <T> T get(Setting<T> setting) {
    String value = values.get(setting.key());
    return value == null ? setting.defaultValue() : setting.parse(value);
  }

  /** The value of a key as it was written; empty where it is not set. */
  public Optional<String> written(Setting<?> setting) {
    return Optional.ofNullable(values.get(setting.key())).map(String::strip);
  }

  /** Whether a key is set. */
  public boolean isSet(Setting<?> setting) {
    return values.containsKey(setting.key());
  }

  /** These settings with one value replaced. */
  public Settings with(Setting<?> setting, String value) {
    setting.parse(value);
    Map<String, String> copy = new TreeMap<>(values);
    copy.put(setting.key(), value);
    return new Settings(copy);
  }

  /** The keys that are set and their values, sorted by key. */
  @Override
  public String toString() {
    return values.toString();
  }

  /** A key that is on or off, and off by default. */
  public static Setting<Boolean> flag(String name) {
    return new Setting<>(
        PREFIX + name,
        false,
        text -> oneOf(text, Map.of("true", true, "false", false)),
        "true or false");
  }

  /** A key that names a folder, or none. */
  public static Setting<Optional<Path>> folder(String name) {
    return new Setting<>(
        PREFIX + name,
        Optional.empty(),
        text -> text.isEmpty() ? Optional.empty() : Optional.of(Optional.of(Path.of(text))),
        "the path of a folder");
  }

  private static Optional<Optional<Path>> folderOrNone(String text) {
    if (text.toLowerCase(Locale.ROOT).equals("none")) {
      return Optional.of(Optional.empty());
    }
    return text.isEmpty() || Files.isRegularFile(Path.of(text))
        ? Optional.empty()
        : Optional.of(Optional.of(Path.of(text)));
  }

  private static Setting<ByteSize> size(String name, long defaultBytes) {
    return size(name, () -> ByteSize.ofBytes(defaultBytes));
  }

  private static Setting<ByteSize> size(String name, Supplier<ByteSize> byDefault) {
    return new Setting<ByteSize>(
        PREFIX + name,
        byDefault,
        text -> Optional.of(ByteSize.parse(text)),
        "a size such as \"64 KiB\"");
  }

  private static Setting<Integer> whole(String name, int byDefault, int least) {
    return new Setting<>(
        PREFIX + name,
        byDefault,
        text -> Optional.of(Integer.parseInt(text)).filter(value -> value >= least),
        "a whole number of " + least + " or more");
  }

  private static Setting<Double> rate(String name, double defaultRate) {
    return new Setting<>(
        PREFIX + name,
        defaultRate,
        text -> Optional.of(Double.parseDouble(text)).filter(rate -> rate > 0 && rate <= 1),
        "a number above 0, at most 1");
  }

  private static Optional<List<String>> names(String text) {
    return Optional.of(
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList());
  }

  private static Optional<List<String>> packages(String text) {
    return names(text)
        .filter(names -> !names.isEmpty())
        .filter(names -> names.stream().allMatch(name -> PACKAGE.matcher(name).matches()));
  }

  private static Optional<Preset> preset(String text) {
    return Arrays.stream(Preset.values())
        .filter(preset -> preset != Preset.FROM_SETTINGS)
        .filter(preset -> preset.settingName().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static Optional<Duration> duration(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean millis = lower.endsWith("ms");
    if (!lower.endsWith("s")) {
      return Optional.empty();
    }
    long number = Long.parseLong(lower.substring(0, lower.length() - (millis ? 2 : 1)).strip());
    return Optional.of(millis ? Duration.ofMillis(number) : Duration.ofSeconds(number))
        .filter(value -> !value.isNegative() && value.compareTo(LONGEST) <= 0);
  }

  /** The value that a word stands for, any case. */
  public static <T> Optional<T> oneOf(String text, Map<String, T> words) {
    return Optional.ofNullable(words.get(text.toLowerCase(Locale.ROOT)));
  }
}
