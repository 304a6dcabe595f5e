package io.trackmemory.tracker.jdk;

import static io.trackmemory.tracker.jdk.JdkMember.method;

import io.trackmemory.tracker.jdk.MethodRules.Span;
import java.util.List;
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
public final class CacheRules {

  private static final String LOCALES = "sun/util/locale/provider/";

  private static final String VALUE_LAYOUT =
      "jdk/internal/foreign/layout/ValueLayouts$AbstractValueLayout.";

  /* Methods that make something only once, as a whole. */
  private static final MemberTable<Span> FILLS =
      MemberTable.of(
          // Buffers for printing numbers, one a thread.
          fill("jdk/internal/math/FloatingDecimal.getBinaryToASCIIBuffer"),
          fill("jdk/internal/math/FormattedFloatingDecimal.getBuffer").until(20),
          // Powers of a radix.
          fill("java/math/BigInteger.getRadixConversionCache"),
          fill("java/math/BigDecimal.expandBigIntegerTenPowers"),
          // Names of characters, kept softly.
          fill("java/lang/CharacterName.getInstance"),
          // Tables of the charsets there are.
          fill("sun/nio/cs/StandardCharsets.aliasMap"),
          fill("sun/nio/cs/StandardCharsets.classMap"),
          fill("sun/nio/cs/StandardCharsets.cache()Ljava/util/Map;"),
          fill(
              "sun/nio/cs/StandardCharsets.cache(Ljava/lang/String;Ljava/nio/charset/Charset;)Ljava/nio/charset/Charset;"),
          fill("sun/nio/cs/StandardCharsets.aliases_UTF_8"),
          // Which providers have the data of a locale, and their tables.
          fill(LOCALES + "LocaleProviderAdapter.getAdapter"),
          fill(LOCALES + "LocaleProviderAdapter.forType"),
          fill(LOCALES + "JRELocaleProviderAdapter.getLocaleServiceProvider"),
          fill(LOCALES + "JRELocaleProviderAdapter.getLocaleResources"),
          fill(LOCALES + "JRELocaleProviderAdapter.getLanguageTagSet"),
          fill(LOCALES + "LocaleServiceProviderPool.getPool"),
          // Data of a locale, kept softly.
          fill(LOCALES + "LocaleResources.getDecimalFormatSymbolsData"),
          fill(LOCALES + "LocaleResources.getNumberPatterns"),
          // The default time zone, and the rules of a time zone.
          fill("java/util/TimeZone.getDefaultRef"),
          fill("java/time/zone/TzdbZoneRulesProvider.provideRules"),
          fill("java/time/format/DateTimeFormatterBuilder$ZoneIdPrinterParser.getTree"),
          // The months of the Islamic calendar; types of files by their names.
          fill("java/time/chrono/HijrahChronology.checkCalendarInit"),
          fill("sun/nio/fs/MimeTypesFileTypeDetector.loadMimeTypes").on(Platform.UNIX),
          // Addresses that every machine has.
          fill("java/net/Inet4AddressImpl.anyLocalAddress"),
          fill("java/net/Inet4AddressImpl.loopbackAddress"),
          fill("java/net/Inet6AddressImpl.anyLocalAddress"),
          fill("java/net/Inet6AddressImpl.loopbackAddress"),
          // What a class knows of itself and its members, kept softly.
          fill("java/lang/Class.privateGetPublicMethods"),
          fill("java/lang/Class.annotationData"),
          fill("java/lang/Class.getCanonicalName"),
          fill("java/lang/Class.getSimpleName"),
          fill("java/lang/Class.getPackageName"),
          fill("java/lang/Class.getGenericInfo"),
          fill("java/lang/reflect/Executable.declaredAnnotations"),
          fill("java/lang/reflect/Field.declaredAnnotations"),
          fill("sun/reflect/generics/repository/ClassRepository.getSuperclass"),
          // Resources of the boot loader, kept softly.
          fill("jdk/internal/loader/BuiltinClassLoader.findMiscResource"),
          // Called by the JVM to link a native method.
          fill("java/lang/ClassLoader.findNative"),
          // Parts of method handles that all of a shape share.
          fill("java/lang/reflect/Proxy.defaultMethodMap"),
          // Classes of proxies, and where a class loader keeps them.
          fill("java/lang/reflect/Proxy$ProxyBuilder.build"),
          fill("jdk/internal/loader/AbstractClassLoaderValue.map"),
          fill("java/lang/invoke/VarForm.getMemberName"),
          fill("java/lang/invoke/VarHandle.accessModeType(I)Ljava/lang/invoke/MethodType;"),
          fill(
              "java/lang/invoke/VarHandle.accessModeType(Ljava/lang/invoke/VarHandle$AccessMode;)Ljava/lang/invoke/MethodType;"),
          fill("java/lang/invoke/MethodType.toMethodDescriptorString"),
          fill("java/lang/invoke/MethodHandleImpl.getFunction"),
          fill("java/lang/invoke/BoundMethodHandle$SpeciesData.extendWith"),
          fill("java/lang/invoke/ClassSpecializer$SpeciesData.transformHelper"),
          // The handlers of the root logger and its settings; the seed of random numbers.
          fill("java/util/logging/LogManager.ensureLogManagerInitialized"),
          fill("sun/security/provider/NativePRNG$RandomIO.getMixRandom").on(Platform.UNIX),
          // What the JDK's maps of locales are filled by, on 25.
          fill("jdk/internal/util/ReferencedKeyMap.put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;")
              .since(22),
          fill("jdk/internal/util/ReferencedKeyMap.internKey(Ljdk/internal/util/ReferencedKeyMap;Ljava/lang/Object;)Ljava/lang/Object;")
              .since(22),
          fill("java/util/Locale$LocaleCache.apply(Ljava/lang/Object;)Ljava/util/Locale;")
              .since(24),
          fill("java/util/Locale$LocaleCache.apply(Ljava/lang/Object;)Ljava/lang/Object;")
              .since(24),
          fill("java/util/ResourceBundle$Control.createCandidateList(Lsun/util/locale/BaseLocale;)Ljava/util/List;")
              .since(23),
          // Security providers and the constructors of their services.
          fill("sun/security/jca/ProviderConfig.getProvider"),
          fill("java/security/Provider$Service.hasKeyAttributes"),
          fill("sun/security/jca/JCAUtil.getDefSecureRandom"),
          // Descriptors of classes for serialisation, kept softly; loggers of the JDK itself.
          fill("java/io/ClassCache.get"),
          fill("jdk/internal/logger/LazyLoggers$LazyLoggerWrapper.wrapped"),
          // The MBean server of the platform, with the JDK's own beans.
          fill("java/lang/management/ManagementFactory.getPlatformMBeanServer"),
          // Services of the boot layer; jars of a class path, opened when reached.
          fill("java/lang/ModuleLayer.getServicesCatalog"),
          fill(
              "jdk/internal/loader/URLClassPath.getLoader(I)Ljdk/internal/loader/URLClassPath$Loader;"),
          fill(
              "jdk/internal/loader/URLClassPath.getLoader(Ljava/net/URL;)Ljdk/internal/loader/URLClassPath$Loader;"),
          fill("java/security/Provider$Service.getDefaultConstructor"),
          // Constants of the enum that a switch is over.
          fill("java/lang/runtime/SwitchBootstraps.mappedEnumSwitch").since(24),
          // The JVM's list of virtual threads, whose table grows with those that live at once.
          fill("jdk/internal/vm/ThreadContainers$RootContainer$TrackingRootContainer.onStart")
              .since(19),
          // Forms that give a constant, or what they are given: one for each basic type.
          fill("java/lang/invoke/LambdaForm.createFormsFor").until(24),
          fill("java/lang/invoke/LambdaForm.createConstantForm").since(25),
          fill("java/lang/invoke/LambdaForm.createIdentityForm").since(25),
          // Handles of the JDK's own, each found once; invokers, kept with their type.
          fill("java/lang/invoke/MethodHandleImpl.makeConstantHandle"),
          fill("java/lang/invoke/MethodType.invokers"),
          fill("java/lang/invoke/MethodHandles.primitiveZero").since(25),
          // Handles that convert values, and that make an array of arguments.
          fill("sun/invoke/util/ValueConversions.unbox(Lsun/invoke/util/Wrapper;I)*"),
          fill("sun/invoke/util/ValueConversions.boxExact"),
          fill("sun/invoke/util/ValueConversions.convertPrimitive(Lsun/invoke/util/Wrapper;*"),
          fill("java/lang/invoke/MethodHandleImpl.varargsArray(I)Ljava/lang/invoke/MethodHandle;"),
          // What connections use that are given nothing else.
          fill("javax/net/ssl/SSLContext.getDefault"),
          // Kinds of vectors, what each keeps, and functions of the library of mathematics.
          fill("jdk/incubator/vector/AbstractSpecies.computeSpecies"),
          fill("jdk/incubator/vector/AbstractSpecies.makeDummyVector"),
          fill("jdk/incubator/vector/AbstractSpecies.makeSwapBytesShuffle"),
          fill("jdk/incubator/vector/VectorMathLibrary.constructEntry").since(25));

  /* Methods that look something up, with the marks that LookupWriter reads. */
  private static final MemberTable<Set<String>> LOOKUPS =
      MemberTable.of(
          // Charsets by name; coders, one a thread and charset.
          found("sun/nio/cs/StandardCharsets.lookup"),
          method(Set.of("get", "in get"), "sun/nio/cs/ThreadLocalCoders$Cache.forName"),
          // Locales and the order in which bundles are looked for, kept softly.
          found("sun/util/locale/LocaleObjectCache.get(Ljava/lang/Object;)Ljava/lang/Object;")
              .until(22),
          found(LOCALES + "LocaleServiceProviderPool.findProviders"),
          // Data of a locale by key, kept softly.
          found(LOCALES + "LocaleResources.getCalendarData"),
          found(LOCALES + "LocaleResources.getCollationData"),
          found(LOCALES + "LocaleResources.getCurrencyName"),
          found(LOCALES + "LocaleResources.getLocaleName"),
          found(LOCALES + "LocaleResources.getTimeZoneNames"),
          found(LOCALES + "LocaleResources.getCalendarNames"),
          found(LOCALES + "LocaleResources.getJavaTimeNames"),
          found(LOCALES + "LocaleResources.getCNPatterns"),
          found(LOCALES + "LocaleResources.getDateTimePattern(*)Ljava/lang/String;"),
          found(
                  LOCALES
                      + "LocaleResources.getLocalizedPattern(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;")
              .since(19),
          found(LOCALES + "LocaleResources.getListPatterns").since(22),
          found(LOCALES + "LocaleResources.getRules"),
          method(Set.of("in getSymbol"), "java/text/DecimalFormatSymbols.initializeCurrency"),
          found("sun/util/cldr/CLDRCalendarDataProviderImpl.findValue"),
          // Week data, names of fields and months, currencies.
          found("java/util/Calendar.setWeekCountData"),
          found("java/time/format/DateTimeTextProvider.findStore"),
          method(Set.of("get", "then copyMembers"), "java/text/DateFormatSymbols.initializeData"),
          method(
              Set.of("new java/util/Currency", "in findEntry"),
              "java/util/Currency.getInstance(Ljava/lang/String;II)Ljava/util/Currency;"),
          method(
              Set.of("get", "then clone"),
              "java/text/Collator.getInstance(Ljava/util/Locale;)Ljava/text/Collator;"),
          // Symbols for numbers: of the first locale on 25; of others, each time the locale
          // changes.
          method(Set.of("field DFS"), "java/util/Formatter.getDecimalFormatSymbols").since(19),
          method(Set.of("get", "then clone"), "java/text/SimpleDateFormat.initialize"),
          // Descriptors of classes for serialisation on older 17s, and how their fields are
          // reached.
          found("java/io/ObjectStreamClass.lookup(Ljava/lang/Class;Z)Ljava/io/ObjectStreamClass;"),
          found("java/io/ObjectStreamClass.getReflector"),
          // Offsets of whole quarters of an hour; others are made each time.
          found("java/time/ZoneOffset.ofTotalSeconds").until(23),
          method(Set.of("getOpaque"), "java/time/ZoneOffset.ofTotalSeconds").since(24),
          // Names and data of time zones, formatters of a locale.
          found(LOCALES + "TimeZoneNameUtility.retrieveDisplayNamesImpl"),
          found("sun/util/calendar/ZoneInfoFile.getZoneInfo0"),
          method(Set.of("in toZoneId"), "java/time/ZoneId.systemDefault"),
          found("java/time/format/DateTimeFormatterBuilder$ZoneTextPrinterParser.getDisplayName"),
          found("java/time/format/DateTimeFormatterBuilder$LocalizedPrinterParser.formatter")
              .until(23),
          method(
                  Set.of("in computeIfAbsent"),
                  "java/time/format/DateTimeFormatterBuilder$LocalizedPrinterParser.formatter")
              .since(24),
          method(Set.of("get below 2100"), "java/time/zone/ZoneRules.findTransitionArray"),
          // Bundles, kept softly; the user's own control may keep none.
          method(Set.of("findBundleInCache by the JDK's"), "java/util/ResourceBundle.findBundle"),
          // The last name of a service that a thread has asked for, on 25; what is forbidden.
          method(Set.of("in get"), "java/security/Provider.getService"),
          found("sun/security/util/CryptoAlgorithmConstraints.cachedCheckAlgorithm").since(25),
          method(Set.of("in compile", "in putIfAbsent"), "javax/crypto/Cipher$Transform.matches"),
          // Verified providers; handlers of a protocol; loggers by name.
          method(Set.of("in computeIfAbsent"), "javax/crypto/JceSecurity.getVerificationResult"),
          found("java/net/URL.getURLStreamHandler"),
          method(Set.of("getLogger"), "java/util/logging/LogManager.demandLogger"),
          // Interfaces of a class with type arguments; bodies of default methods of a proxy.
          method(
              Set.of("in computeSuperInterfaces"),
              "sun/reflect/generics/repository/ClassRepository.getSuperInterfaces"),
          found("jdk/internal/loader/AbstractClassLoaderValue.computeIfAbsent"),
          found("java/lang/reflect/Proxy.defaultMethodHandle"),
          // Method types and forms of method handles, shared by all of a shape, kept weakly.
          found("java/lang/invoke/MethodType.makeImpl"),
          cachedForm("java/lang/invoke/Invokers.invokeHandleForm"),
          cachedForm("java/lang/invoke/DelegatingMethodHandle.makeReinvokerForm"),
          cachedForm("java/lang/invoke/DirectMethodHandle.preparedLambdaForm"),
          // Forms made of other forms, kept with these.
          method(Set.of("getInCache"), "java/lang/invoke/LambdaFormEditor.*Form"),
          cachedForm("java/lang/invoke/MethodHandleImpl.makeGuardWithTestForm"),
          cachedForm("java/lang/invoke/MethodHandleImpl.makeGuardWithCatchForm"),
          cachedForm("java/lang/invoke/MethodHandleImpl.makeTryFinallyForm"),
          method(
              Set.of("cachedLambdaForm", "then editor"),
              "java/lang/invoke/MethodHandleImpl.makeLoopForm"),
          cachedForm("java/lang/invoke/MethodHandleImpl.makeCollectorForm"),
          cachedForm("java/lang/invoke/Invokers.varHandleMethodGenericLinkerHandleForm"),
          cachedForm("java/lang/invoke/Invokers.varHandleMethodInvokerHandleForm"),
          cachedForm("java/lang/invoke/Invokers.callSiteForm"),
          cachedForm("java/lang/invoke/NativeMethodHandle.preparedLambdaForm"),
          found("java/lang/invoke/MethodHandleImpl.makeTableSwitchForm"),
          method(
              Set.of("in get", "in makeCollector"),
              "java/lang/invoke/MethodHandleImpl.varargsArray(Ljava/lang/Class;I)Ljava/lang/invoke/MethodHandle;"),
          method(
              Set.of("in get", "from getAccessor"),
              "java/lang/invoke/MethodHandleImpl.makeArrayElementAccessor"),
          // Handles that give a constant, or what they are given; those of reference types are made
          // each time.
          method(
              Set.of("from primitiveType", "in setCachedMethodHandle"),
              "java/lang/invoke/MethodHandles.identity"),
          method(
                  Set.of("from primitiveType", "in setCachedMethodHandle"),
                  "java/lang/invoke/MethodHandles.zero(Lsun/invoke/util/Wrapper;Ljava/lang/Class;)Ljava/lang/invoke/MethodHandle;")
              .until(24),
          method(
              Set.of("cachedInvoker", "cachedMethodHandle"),
              "java/lang/invoke/Invokers.basicInvoker"),
          method(Set.of("cachedInvoker"), "java/lang/invoke/Invokers.exactInvoker"),
          method(Set.of("cachedInvoker"), "java/lang/invoke/Invokers.genericInvoker"),
          // How the counter of a factory of threads is reached.
          method(
                  Set.of("in getAndAdd"),
                  "java/lang/ThreadBuilders$BaseThreadFactory.nextThreadName")
              .since(19),
          // That a service may use its constructor.
          method(
              Set.of("new java/lang/ref/WeakReference by a service"),
              "java/lang/reflect/AccessibleObject.slowVerifyAccess"),
          // Constants of enums that a switch names, found when one of that enum is first met; for
          // others the enum is looked up each time.
          method(Set.of("constantType of 0"), "java/lang/runtime/SwitchBootstraps.enumEqCheck")
              .since(21)
              .until(21),
          method(
                  Set.of("constantType of 2"),
                  "java/lang/runtime/SwitchBootstraps$ResolvedEnumLabels.test(Ljava/lang/Integer;Ljava/lang/Object;)Z")
              .since(22),
          // Names of algorithms, read once.
          found(
              "sun/security/util/ObjectIdentifier.of(Lsun/security/util/KnownOIDs;)Lsun/security/util/ObjectIdentifier;"),
          // Values of scopes that a thread has asked for, given up by each collection.
          method(Set.of("scopedValueCache"), "java/lang/ScopedValue$Cache.put").since(21),
          // The handle by which memory is read and written, kept by each layout of a value, and
          // what
          // layouts that are alike share.
          method(Set.of("handle of a constant"), VALUE_LAYOUT + "accessHandle").since(20).until(21),
          method(Set.of("handle of a constant"), VALUE_LAYOUT + "varHandle").since(22),
          method(
                  Set.of("in computeIfAbsent"),
                  "jdk/internal/foreign/Utils.makeRawSegmentViewVarHandle")
              .since(23),
          // Handles of native functions of a shape, and what is linked with them, kept softly.
          method(
                  Set.of("in computeIfAbsent"),
                  "jdk/internal/foreign/abi/SoftReferenceCache.get(Ljava/lang/Object;Ljava/util/function/Function;)Ljava/lang/Object;")
              .since(19),
          method(
                  Set.of("in apply", "new java/lang/ref/SoftReference"),
                  "jdk/internal/foreign/abi/SoftReferenceCache$Node.get")
              .since(19),
          // The random numbers of all who bring none.
          method(
              Set.of("new java/util/Random", "then shuffle"),
              "java/util/Collections.shuffle(Ljava/util/List;)V"),
          // Accessors that are compiled at the 16th call, on 17.
          method(
                  Set.of("new jdk/internal/reflect/MethodAccessorGenerator", "then newInstance0"),
                  "jdk/internal/reflect/NativeConstructorAccessorImpl.newInstance([Ljava/lang/Object;)Ljava/lang/Object;")
              .until(21),
          method(
                  Set.of("new jdk/internal/reflect/MethodAccessorGenerator", "then invoke0"),
                  "jdk/internal/reflect/NativeMethodAccessorImpl.invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;")
              .until(21));

  private CacheRules() {}

  private static JdkMember<Span> fill(String method) {
    return method(Span.FIRST_USE, method);
  }

  private static JdkMember<Set<String>> found(String method) {
    return method(Set.of("get"), method);
  }

  private static JdkMember<Set<String>> cachedForm(String method) {
    return method(Set.of("cachedLambdaForm"), method);
  }

  /** The tables. */
  public static List<MemberTable<?>> tables() {
    return List.of(FILLS, LOOKUPS);
  }

  /** The methods that look something up, with their marks. */
  public static MemberTable<Set<String>> lookups() {
    return LOOKUPS;
  }

  /** First use for a method that fills a cache, null for any other. */
  static @Nullable Span fill(String owner, String method, String descriptor) {
    return FILLS.of(owner, method, descriptor);
  }

  /** The marks of a method that looks something up, null for any other. */
  public static @Nullable Set<String> lookup(String owner, String method, String descriptor) {
    return LOOKUPS.of(owner, method, descriptor);
  }
}
