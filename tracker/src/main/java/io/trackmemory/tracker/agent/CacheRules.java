package io.trackmemory.tracker.agent;

import java.util.HashSet;
import java.util.List;
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
          "java/math/BigDecimal.expandBigIntegerTenPowers",
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
          "java/time/format/DateTimeFormatterBuilder$ZoneIdPrinterParser.getTree",
          // What a class knows of itself and its members, kept softly.
          "java/lang/Class.privateGetPublicMethods",
          "java/lang/Class.annotationData",
          "java/lang/Class.getCanonicalName",
          "java/lang/Class.getSimpleName",
          "java/lang/Class.getPackageName",
          "java/lang/Class.getGenericInfo",
          "java/lang/reflect/Executable.declaredAnnotations",
          "java/lang/reflect/Field.declaredAnnotations",
          "sun/reflect/generics/repository/ClassRepository.getSuperclass",
          // Resources of the boot loader, kept softly.
          "jdk/internal/loader/BuiltinClassLoader.findMiscResource",
          // Called by the JVM to link a native method.
          "java/lang/ClassLoader.findNative",
          // Parts of method handles that all of a shape share.
          "java/lang/reflect/Proxy.defaultMethodMap",
          // Classes of proxies, and where a class loader keeps them.
          "java/lang/reflect/Proxy$ProxyBuilder.build",
          "jdk/internal/loader/AbstractClassLoaderValue.map",
          "java/lang/invoke/VarForm.getMemberName",
          "java/lang/invoke/VarHandle.accessModeType",
          "java/lang/invoke/MethodType.toMethodDescriptorString",
          "java/lang/invoke/MethodHandleImpl.getFunction",
          "java/lang/invoke/BoundMethodHandle$SpeciesData.extendWith",
          "java/lang/invoke/ClassSpecializer$SpeciesData.transformHelper",
          // The handlers of the root logger and its settings; the seed of random numbers.
          "java/util/logging/LogManager.ensureLogManagerInitialized",
          "sun/security/provider/NativePRNG$RandomIO.getMixRandom",
          // What the JDK's maps of locales are filled by, on 25.
          "jdk/internal/util/ReferencedKeyMap.put",
          "jdk/internal/util/ReferencedKeyMap.internKey",
          "java/util/Locale$LocaleCache.apply",
          "java/util/ResourceBundle$Control.createCandidateList",
          // Security providers and the constructors of their services.
          "sun/security/jca/ProviderConfig.getProvider",
          "java/security/Provider$Service.hasKeyAttributes",
          "sun/security/jca/JCAUtil.getDefSecureRandom",
          // Descriptors of classes for serialisation, kept softly; loggers of the JDK itself.
          "java/io/ClassCache.get",
          "jdk/internal/logger/LazyLoggers$LazyLoggerWrapper.wrapped",
          // The MBean server of the platform, with the JDK's own beans.
          "java/lang/management/ManagementFactory.getPlatformMBeanServer",
          // Services of the boot layer; jars of a class path, opened when reached.
          "java/lang/ModuleLayer.getServicesCatalog",
          "jdk/internal/loader/URLClassPath.getLoader",
          "java/security/Provider$Service.getDefaultConstructor");

  /* Methods that look something up, with the marks that LookupWriter reads. */
  private static final Map<String, Set<String>> LOOKUPS =
      Map.ofEntries(
          // Charsets by name; coders, one a thread and charset.
          Map.entry("sun/nio/cs/StandardCharsets.lookup", Set.of("get")),
          Map.entry("sun/nio/cs/ThreadLocalCoders$Cache.forName", Set.of("get", "in get")),
          // Locales and the order in which bundles are looked for, kept softly.
          Map.entry("sun/util/locale/LocaleObjectCache.get", Set.of("get")),
          Map.entry(LOCALES + "LocaleServiceProviderPool.findProviders", Set.of("get")),
          // Data of a locale by key, kept softly.
          Map.entry(LOCALES + "LocaleResources.getCalendarData", Set.of("get")),
          Map.entry(LOCALES + "LocaleResources.getCollationData", Set.of("get")),
          Map.entry(LOCALES + "LocaleResources.getCurrencyName", Set.of("get")),
          Map.entry(LOCALES + "LocaleResources.getLocaleName", Set.of("get")),
          Map.entry(LOCALES + "LocaleResources.getTimeZoneNames", Set.of("get")),
          Map.entry(LOCALES + "LocaleResources.getCalendarNames", Set.of("get")),
          Map.entry(LOCALES + "LocaleResources.getJavaTimeNames", Set.of("get")),
          Map.entry(LOCALES + "LocaleResources.getCNPatterns", Set.of("get")),
          Map.entry(LOCALES + "LocaleResources.getDateTimePattern", Set.of("get")),
          Map.entry(LOCALES + "LocaleResources.getLocalizedPattern", Set.of("get")),
          Map.entry(LOCALES + "LocaleResources.getRules", Set.of("get")),
          Map.entry("java/text/DecimalFormatSymbols.initializeCurrency", Set.of("in getSymbol")),
          Map.entry("sun/util/cldr/CLDRCalendarDataProviderImpl.findValue", Set.of("get")),
          // Week data, names of fields and months, currencies.
          Map.entry("java/util/Calendar.setWeekCountData", Set.of("get")),
          Map.entry("java/time/format/DateTimeTextProvider.findStore", Set.of("get")),
          Map.entry(
              "java/text/DateFormatSymbols.initializeData", Set.of("get", "then copyMembers")),
          Map.entry(
              "java/util/Currency.getInstance", Set.of("new java/util/Currency", "in findEntry")),
          Map.entry("java/text/Collator.getInstance", Set.of("get", "then clone")),
          // Symbols for numbers: of the first locale on 25; of others, each time the locale
          // changes.
          Map.entry("java/util/Formatter.getDecimalFormatSymbols", Set.of("field DFS")),
          Map.entry("java/text/SimpleDateFormat.initialize", Set.of("get", "then clone")),
          // Descriptors of classes for serialisation on older 17s, and how their fields are
          // reached.
          Map.entry("java/io/ObjectStreamClass.lookup", Set.of("get")),
          Map.entry("java/io/ObjectStreamClass.getReflector", Set.of("get")),
          // Offsets of whole quarters of an hour; others are made each time.
          Map.entry("java/time/ZoneOffset.ofTotalSeconds", Set.of("get", "getOpaque")),
          // Names and data of time zones, formatters of a locale.
          Map.entry(LOCALES + "TimeZoneNameUtility.retrieveDisplayNamesImpl", Set.of("get")),
          Map.entry("sun/util/calendar/ZoneInfoFile.getZoneInfo0", Set.of("get")),
          Map.entry("java/time/ZoneId.systemDefault", Set.of("in toZoneId")),
          Map.entry(
              "java/time/format/DateTimeFormatterBuilder$ZoneTextPrinterParser.getDisplayName",
              Set.of("get")),
          Map.entry(
              "java/time/format/DateTimeFormatterBuilder$LocalizedPrinterParser.formatter",
              Set.of("get", "in computeIfAbsent")),
          Map.entry("java/time/zone/ZoneRules.findTransitionArray", Set.of("get below 2100")),
          // Bundles, kept softly; the user's own control may keep none.
          Map.entry(
              "java/util/ResourceBundle.findBundle", Set.of("findBundleInCache by the JDK's")),
          // The last name of a service that a thread has asked for, on 25; what is forbidden.
          Map.entry("java/security/Provider.getService", Set.of("in get")),
          Map.entry(
              "sun/security/util/CryptoAlgorithmConstraints.cachedCheckAlgorithm", Set.of("get")),
          Map.entry(
              "javax/crypto/Cipher$Transform.matches", Set.of("in compile", "in putIfAbsent")),
          // Verified providers; handlers of a protocol; loggers by name.
          Map.entry("javax/crypto/JceSecurity.getVerificationResult", Set.of("in computeIfAbsent")),
          Map.entry("java/net/URL.getURLStreamHandler", Set.of("get")),
          Map.entry("java/util/logging/LogManager.demandLogger", Set.of("getLogger")),
          // Interfaces of a class with type arguments; bodies of default methods of a proxy.
          Map.entry(
              "sun/reflect/generics/repository/ClassRepository.getSuperInterfaces",
              Set.of("in computeSuperInterfaces")),
          Map.entry("jdk/internal/loader/AbstractClassLoaderValue.computeIfAbsent", Set.of("get")),
          Map.entry("java/lang/reflect/Proxy.defaultMethodHandle", Set.of("get")),
          // Method types and forms of method handles, shared by all of a shape, kept weakly.
          Map.entry("java/lang/invoke/MethodType.makeImpl", Set.of("get")),
          Map.entry("java/lang/invoke/Invokers.invokeHandleForm", Set.of("cachedLambdaForm")),
          Map.entry("java/lang/invoke/Invokers.exactInvokerForm", Set.of("cachedLambdaForm")),
          Map.entry(
              "java/lang/invoke/DelegatingMethodHandle.makeReinvokerForm",
              Set.of("cachedLambdaForm")),
          Map.entry(
              "java/lang/invoke/DirectMethodHandle.preparedLambdaForm", Set.of("cachedLambdaForm")),
          // Accessors that are compiled at the 16th call, on 17.
          Map.entry(
              "jdk/internal/reflect/NativeConstructorAccessorImpl.newInstance",
              Set.of("new jdk/internal/reflect/MethodAccessorGenerator", "then newInstance0")),
          Map.entry(
              "jdk/internal/reflect/NativeMethodAccessorImpl.invoke",
              Set.of("new jdk/internal/reflect/MethodAccessorGenerator", "then invoke0")));

  private static final String FORM_EDITOR = "java/lang/invoke/LambdaFormEditor";

  /* Forms made of other forms, kept with these. */
  private static final Set<String> EDITED_FORM = Set.of("getInCache");

  private static final Set<String> OWNERS = owners();

  private CacheRules() {}

  private static Set<String> owners() {
    Set<String> owners = new HashSet<>(Set.of(FORM_EDITOR));
    for (Set<String> methods : List.of(FILLS, LOOKUPS.keySet())) {
      for (String method : methods) {
        owners.add(method.substring(0, method.lastIndexOf('.')));
      }
    }
    return owners;
  }

  /** Whether any rule names a class; few are. */
  private static boolean isNamed(String owner) {
    return OWNERS.contains(owner);
  }

  static boolean isFill(String owner, String method) {
    return isNamed(owner) && FILLS.contains(owner + "." + method);
  }

  /** The marks of a method that looks something up, null for any other. */
  static @Nullable Set<String> lookup(String owner, String method) {
    if (!isNamed(owner)) {
      return null;
    }
    return owner.equals(FORM_EDITOR) && method.endsWith("Form")
        ? EDITED_FORM
        : LOOKUPS.get(owner + "." + method);
  }
}
