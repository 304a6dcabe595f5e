package io.trackmemory.tracker.agent;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Methods of the JDK that fill caches of the JDK: what they make when they find nothing is first
 * use, also when a soft reference was cleared and the cache fills again.
 *
 * <p>A method is named as a whole only if it allocates nothing once its cache is full, or is called
 * for no other reason than to fill one; else its lookup is. A cache that keeps a fixed number of
 * things, so that a program with more of them fills it each time, is not the place for a rule:
 * {@code docs/first-use.md} lists what that leaves unequal.
 */
final class CacheRules {

  private static final String LOCALES = "sun/util/locale/provider/";

  /* Methods that make something only once, as a whole. */
  private static final Set<String> FILLS =
      Set.of(
          // Buffers for printing numbers, one a thread.
          "jdk/internal/math/FloatingDecimal.getBinaryToASCIIBuffer",
          "jdk/internal/math/FormattedFloatingDecimal.getBuffer",
          // Powers of a radix.
          "java/math/BigInteger.getRadixConversionCache",
          // Names of characters, kept softly.
          "java/lang/CharacterName.getInstance",
          // Tables of the charsets there are.
          "sun/nio/cs/StandardCharsets.aliasMap",
          "sun/nio/cs/StandardCharsets.classMap",
          "sun/nio/cs/StandardCharsets.cache",
          "sun/nio/cs/StandardCharsets.aliases_UTF_8",
          // Which providers have the data of a locale, and their tables.
          LOCALES + "LocaleProviderAdapter.getAdapter",
          LOCALES + "LocaleProviderAdapter.forType",
          LOCALES + "JRELocaleProviderAdapter.getLocaleServiceProvider",
          LOCALES + "JRELocaleProviderAdapter.getLocaleResources",
          LOCALES + "JRELocaleProviderAdapter.getLanguageTagSet",
          LOCALES + "LocaleServiceProviderPool.getPool",
          // Data of a locale, kept softly.
          LOCALES + "LocaleResources.getDecimalFormatSymbolsData",
          LOCALES + "LocaleResources.getNumberPatterns",
          // The default time zone, and the rules of a time zone.
          "java/util/TimeZone.getDefaultRef",
          "java/time/zone/TzdbZoneRulesProvider.provideRules",
          // Security providers and the constructors of their services.
          "sun/security/jca/ProviderConfig.getProvider",
          "java/security/Provider$Service.getDefaultConstructor");

  /* Methods that look something up, with the marks that LookupWriter reads. */
  private static final Map<String, Set<String>> LOOKUPS =
      Map.ofEntries(
          // Charsets by name; coders, one a thread and charset.
          Map.entry("sun/nio/cs/StandardCharsets.lookup", Set.of("get")),
          Map.entry("sun/nio/cs/ThreadLocalCoders$Cache.forName", Set.of("get")),
          // Locales and the order in which bundles are looked for, kept softly.
          Map.entry("sun/util/locale/LocaleObjectCache.get", Set.of("get")),
          Map.entry(LOCALES + "LocaleServiceProviderPool.findProviders", Set.of("get")),
          // Week data, names of fields and months, currencies.
          Map.entry("java/util/Calendar.setWeekCountData", Set.of("get")),
          Map.entry("java/time/format/DateTimeTextProvider.findStore", Set.of("get")),
          Map.entry(
              "java/text/DateFormatSymbols.initializeData", Set.of("get", "then copyMembers")),
          Map.entry("java/util/Currency.getInstance", Set.of("new java/util/Currency")),
          Map.entry("java/text/Collator.getInstance", Set.of("get", "then clone")),
          // Offsets of whole quarters of an hour; others are made each time.
          Map.entry("java/time/ZoneOffset.ofTotalSeconds", Set.of("get")),
          // Accessors that are compiled at the 16th call, on 17.
          Map.entry(
              "jdk/internal/reflect/NativeConstructorAccessorImpl.newInstance",
              Set.of("new jdk/internal/reflect/MethodAccessorGenerator", "then newInstance0")),
          Map.entry(
              "jdk/internal/reflect/NativeMethodAccessorImpl.invoke",
              Set.of("new jdk/internal/reflect/MethodAccessorGenerator", "then invoke0")));

  private CacheRules() {}

  static boolean isFill(String owner, String method) {
    return FILLS.contains(owner + "." + method);
  }

  /** The marks of a method that looks something up, null for any other. */
  static @Nullable Set<String> lookup(String owner, String method) {
    return LOOKUPS.get(owner + "." + method);
  }
}
