package io.trackmemory.tracker.jdk;

import io.trackmemory.tracker.jdk.MethodRules.Span;
import java.util.Set;

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

  /* Methods that make something only once, as a whole. */
  static final MemberTable<Span> FILLS =
      MemberTable.allFor(
          Span.FIRST_USE,
          """
          # Buffers for printing numbers, one a thread.
          jdk/internal/math/FloatingDecimal.getBinaryToASCIIBuffer
          jdk/internal/math/FormattedFloatingDecimal.getBuffer until 20
          # Powers of a radix.
          java/math/BigInteger.getRadixConversionCache
          java/math/BigDecimal.expandBigIntegerTenPowers
          # Names of characters, kept softly.
          java/lang/CharacterName.getInstance
          # Tables of the charsets there are.
          sun/nio/cs/StandardCharsets.aliasMap
          sun/nio/cs/StandardCharsets.classMap
          sun/nio/cs/StandardCharsets.cache()Ljava/util/Map;
          sun/nio/cs/StandardCharsets.cache(Ljava/lang/String;Ljava/nio/charset/Charset;)Ljava/nio/charset/Charset;
          sun/nio/cs/StandardCharsets.aliases_UTF_8
          # Which providers have the data of a locale, and their tables.
          sun/util/locale/provider/LocaleProviderAdapter.getAdapter
          sun/util/locale/provider/LocaleProviderAdapter.forType
          sun/util/locale/provider/JRELocaleProviderAdapter.getLocaleServiceProvider
          sun/util/locale/provider/JRELocaleProviderAdapter.getLocaleResources
          sun/util/locale/provider/JRELocaleProviderAdapter.getLanguageTagSet
          sun/util/locale/provider/LocaleServiceProviderPool.getPool
          # Data of a locale, kept softly.
          sun/util/locale/provider/LocaleResources.getDecimalFormatSymbolsData
          sun/util/locale/provider/LocaleResources.getNumberPatterns
          # The default time zone, and the rules of a time zone.
          java/util/TimeZone.getDefaultRef
          java/time/zone/TzdbZoneRulesProvider.provideRules
          java/time/format/DateTimeFormatterBuilder$ZoneIdPrinterParser.getTree
          # The months of the Islamic calendar; types of files by their names.
          java/time/chrono/HijrahChronology.checkCalendarInit
          sun/nio/fs/MimeTypesFileTypeDetector.loadMimeTypes on UNIX
          # Addresses that every machine has.
          java/net/Inet4AddressImpl.anyLocalAddress
          java/net/Inet4AddressImpl.loopbackAddress
          java/net/Inet6AddressImpl.anyLocalAddress
          java/net/Inet6AddressImpl.loopbackAddress
          # What a class knows of itself and its members, kept softly.
          java/lang/Class.privateGetPublicMethods
          java/lang/Class.annotationData
          java/lang/Class.getCanonicalName
          java/lang/Class.getSimpleName
          java/lang/Class.getPackageName
          java/lang/Class.getGenericInfo
          java/lang/reflect/Executable.declaredAnnotations
          java/lang/reflect/Field.declaredAnnotations
          sun/reflect/generics/repository/ClassRepository.getSuperclass
          # Resources of the boot loader, kept softly.
          jdk/internal/loader/BuiltinClassLoader.findMiscResource
          # Called by the JVM to link a native method.
          java/lang/ClassLoader.findNative
          # Parts of method handles that all of a shape share.
          java/lang/reflect/Proxy.defaultMethodMap
          # Classes of proxies, and where a class loader keeps them.
          java/lang/reflect/Proxy$ProxyBuilder.build
          jdk/internal/loader/AbstractClassLoaderValue.map
          java/lang/invoke/VarForm.resolveMemberName
          java/lang/invoke/VarHandle.accessModeType(I)Ljava/lang/invoke/MethodType;
          java/lang/invoke/VarHandle.accessModeType(Ljava/lang/invoke/VarHandle$AccessMode;)Ljava/lang/invoke/MethodType;
          java/lang/invoke/MethodType.toMethodDescriptorString
          java/lang/invoke/MethodHandleImpl.getFunction
          java/lang/invoke/BoundMethodHandle$SpeciesData.extendWith
          java/lang/invoke/ClassSpecializer$SpeciesData.transformHelper
          # The handlers of the root logger and its settings; the seed of random numbers.
          java/util/logging/LogManager.ensureLogManagerInitialized
          sun/security/provider/NativePRNG$RandomIO.getMixRandom on UNIX
          # What the JDK's maps of locales are filled by, on 25.
          jdk/internal/util/ReferencedKeyMap.put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object; since 22
          jdk/internal/util/ReferencedKeyMap.internKey(Ljdk/internal/util/ReferencedKeyMap;Ljava/lang/Object;)Ljava/lang/Object; since 22
          java/util/Locale$LocaleCache.apply(Ljava/lang/Object;)Ljava/util/Locale; since 24
          java/util/Locale$LocaleCache.apply(Ljava/lang/Object;)Ljava/lang/Object; since 24
          java/util/ResourceBundle$Control.createCandidateList(Lsun/util/locale/BaseLocale;)Ljava/util/List; since 23
          # Security providers and the constructors of their services.
          sun/security/jca/ProviderConfig.getProvider
          java/security/Provider$Service.hasKeyAttributes
          sun/security/jca/JCAUtil.getDefSecureRandom
          # Descriptors of classes for serialisation, kept softly; loggers of the JDK itself.
          java/io/ClassCache.get
          jdk/internal/logger/LazyLoggers$LazyLoggerWrapper.wrapped
          # The MBean server of the platform, with the JDK's own beans.
          java/lang/management/ManagementFactory.getPlatformMBeanServer
          # Services of the boot layer; jars of a class path, opened when reached.
          java/lang/ModuleLayer.getServicesCatalog
          jdk/internal/loader/URLClassPath.getLoader(I)Ljdk/internal/loader/URLClassPath$Loader;
          jdk/internal/loader/URLClassPath.getLoader(Ljava/net/URL;)Ljdk/internal/loader/URLClassPath$Loader;
          java/security/Provider$Service.getDefaultConstructor
          # Constants of the enum that a switch is over.
          java/lang/runtime/SwitchBootstraps.mappedEnumSwitch since 24
          # The JVM's list of virtual threads, whose table grows with those that live at once.
          jdk/internal/vm/ThreadContainers$RootContainer$TrackingRootContainer.onStart since 19
          # Forms that give a constant, or what they are given: one for each basic type.
          java/lang/invoke/LambdaForm.createFormsFor until 24
          java/lang/invoke/LambdaForm.createConstantForm since 25
          java/lang/invoke/LambdaForm.createIdentityForm since 25
          # Handles of the JDK's own, each found once; invokers, kept with their type.
          java/lang/invoke/MethodHandleImpl.makeConstantHandle
          java/lang/invoke/MethodType.invokers
          java/lang/invoke/MethodHandles.primitiveZero since 25
          # Handles that convert values, and that make an array of arguments.
          sun/invoke/util/ValueConversions.unbox(Lsun/invoke/util/Wrapper;I)*
          sun/invoke/util/ValueConversions.boxExact
          sun/invoke/util/ValueConversions.convertPrimitive(Lsun/invoke/util/Wrapper;*
          java/lang/invoke/MethodHandleImpl.varargsArray(I)Ljava/lang/invoke/MethodHandle;
          # What connections use that are given nothing else.
          javax/net/ssl/SSLContext.getDefault
          # Kinds of vectors, what each keeps, and functions of the library of mathematics.
          jdk/incubator/vector/AbstractSpecies.computeSpecies
          jdk/incubator/vector/AbstractSpecies.makeDummyVector
          jdk/incubator/vector/AbstractSpecies.makeSwapBytesShuffle
          jdk/incubator/vector/VectorMathLibrary.constructEntry since 25
          """);

  /** Methods that look something up, with the marks that {@code LookupWriter} reads. */
  public static final MemberTable<Set<String>> LOOKUPS =
      MemberTable.ofWords(
          """
          # Charsets by name; coders, one a thread and charset.
          get: sun/nio/cs/StandardCharsets.lookup
          get, in get: sun/nio/cs/ThreadLocalCoders$Cache.forName
          # Locales and the order in which bundles are looked for, kept softly.
          get: sun/util/locale/LocaleObjectCache.get(Ljava/lang/Object;)Ljava/lang/Object; until 22
          get: sun/util/locale/provider/LocaleServiceProviderPool.findProviders
          # Data of a locale by key, kept softly.
          get: sun/util/locale/provider/LocaleResources.getCalendarData
          get: sun/util/locale/provider/LocaleResources.getCollationData
          get: sun/util/locale/provider/LocaleResources.getCurrencyName
          get: sun/util/locale/provider/LocaleResources.getLocaleName
          get: sun/util/locale/provider/LocaleResources.getTimeZoneNames
          get: sun/util/locale/provider/LocaleResources.getCalendarNames
          get: sun/util/locale/provider/LocaleResources.getJavaTimeNames
          get: sun/util/locale/provider/LocaleResources.getCNPatterns
          get: sun/util/locale/provider/LocaleResources.getDateTimePattern(*)Ljava/lang/String;
          get: sun/util/locale/provider/LocaleResources.getLocalizedPattern(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String; since 19
          get: sun/util/locale/provider/LocaleResources.getListPatterns since 22
          get: sun/util/locale/provider/LocaleResources.getRules
          in getSymbol: java/text/DecimalFormatSymbols.initializeCurrency
          get: sun/util/cldr/CLDRCalendarDataProviderImpl.findValue
          # Week data, names of fields and months, currencies.
          get: java/util/Calendar.setWeekCountData
          get: java/time/format/DateTimeTextProvider.findStore
          get, then copyMembers: java/text/DateFormatSymbols.initializeData
          new java/util/Currency, in findEntry: java/util/Currency.getInstance(Ljava/lang/String;II)Ljava/util/Currency;
          get, then clone: java/text/Collator.getInstance(Ljava/util/Locale;)Ljava/text/Collator;
          # Symbols for numbers: of the first locale on 25; of others, each time the locale
          # changes.
          field DFS: java/util/Formatter.getDecimalFormatSymbols since 19
          get, then clone: java/text/SimpleDateFormat.initialize
          # Descriptors of classes for serialisation on older 17s, and how their fields are
          # reached.
          get: java/io/ObjectStreamClass.lookup(Ljava/lang/Class;Z)Ljava/io/ObjectStreamClass;
          get: java/io/ObjectStreamClass.getReflector
          # Offsets of whole quarters of an hour; others are made each time.
          get: java/time/ZoneOffset.ofTotalSeconds until 23
          getOpaque: java/time/ZoneOffset.ofTotalSeconds since 24
          # Names and data of time zones, formatters of a locale.
          get: sun/util/locale/provider/TimeZoneNameUtility.retrieveDisplayNamesImpl
          get: sun/util/calendar/ZoneInfoFile.getZoneInfo0
          in toZoneId: java/time/ZoneId.systemDefault
          get: java/time/format/DateTimeFormatterBuilder$ZoneTextPrinterParser.getDisplayName
          get: java/time/format/DateTimeFormatterBuilder$LocalizedPrinterParser.formatter until 23
          in computeIfAbsent: java/time/format/DateTimeFormatterBuilder$LocalizedPrinterParser.formatter since 24
          get below 2100: java/time/zone/ZoneRules.findTransitionArray
          # Bundles, kept softly; the user's own control may keep none.
          findBundleInCache by the JDK's: java/util/ResourceBundle.findBundle
          # The last name of a service that a thread has asked for, on 25; what is forbidden.
          in get: java/security/Provider.getService
          get: sun/security/util/CryptoAlgorithmConstraints.cachedCheckAlgorithm since 25
          in compile, in putIfAbsent: javax/crypto/Cipher$Transform.matches
          # Verified providers; handlers of a protocol; loggers by name.
          in computeIfAbsent: javax/crypto/JceSecurity.getVerificationResult
          get: java/net/URL.getURLStreamHandler
          getLogger: java/util/logging/LogManager.demandLogger
          # Interfaces of a class with type arguments; bodies of default methods of a proxy.
          in computeSuperInterfaces: sun/reflect/generics/repository/ClassRepository.getSuperInterfaces
          get: jdk/internal/loader/AbstractClassLoaderValue.computeIfAbsent
          get: java/lang/reflect/Proxy.defaultMethodHandle
          # Method types and forms of method handles, shared by all of a shape, kept weakly.
          get: java/lang/invoke/MethodType.makeImpl
          cachedLambdaForm: java/lang/invoke/Invokers.invokeHandleForm
          cachedLambdaForm: java/lang/invoke/DelegatingMethodHandle.makeReinvokerForm
          cachedLambdaForm: java/lang/invoke/DirectMethodHandle.preparedLambdaForm
          # Forms made of other forms, kept with these.
          getInCache: java/lang/invoke/LambdaFormEditor.*Form
          cachedLambdaForm: java/lang/invoke/MethodHandleImpl.makeGuardWithTestForm
          cachedLambdaForm: java/lang/invoke/MethodHandleImpl.makeGuardWithCatchForm
          cachedLambdaForm: java/lang/invoke/MethodHandleImpl.makeTryFinallyForm
          cachedLambdaForm, then editor: java/lang/invoke/MethodHandleImpl.makeLoopForm
          cachedLambdaForm: java/lang/invoke/MethodHandleImpl.makeCollectorForm
          cachedLambdaForm: java/lang/invoke/Invokers.varHandleMethodGenericLinkerHandleForm
          cachedLambdaForm: java/lang/invoke/Invokers.varHandleMethodInvokerHandleForm
          cachedLambdaForm: java/lang/invoke/Invokers.callSiteForm
          cachedLambdaForm: java/lang/invoke/NativeMethodHandle.preparedLambdaForm
          get: java/lang/invoke/MethodHandleImpl.makeTableSwitchForm
          in get, in makeCollector: java/lang/invoke/MethodHandleImpl.varargsArray(Ljava/lang/Class;I)Ljava/lang/invoke/MethodHandle;
          in get, from getAccessor: java/lang/invoke/MethodHandleImpl.makeArrayElementAccessor
          # Handles that give a constant, or what they are given; those of reference types are made
          # each time.
          from primitiveType, in setCachedMethodHandle: java/lang/invoke/MethodHandles.identity
          from primitiveType, in setCachedMethodHandle: java/lang/invoke/MethodHandles.zero(Lsun/invoke/util/Wrapper;Ljava/lang/Class;)Ljava/lang/invoke/MethodHandle; until 24
          cachedInvoker, cachedMethodHandle: java/lang/invoke/Invokers.basicInvoker
          cachedInvoker: java/lang/invoke/Invokers.exactInvoker
          cachedInvoker: java/lang/invoke/Invokers.genericInvoker
          # How the counter of a factory of threads is reached.
          in getAndAdd: java/lang/ThreadBuilders$BaseThreadFactory.nextThreadName since 19
          # That a service may use its constructor.
          new java/lang/ref/WeakReference by a service: java/lang/reflect/AccessibleObject.slowVerifyAccess
          # Constants of enums that a switch names, found when one of that enum is first met; for
          # others the enum is looked up each time.
          constantType of 0: java/lang/runtime/SwitchBootstraps.enumEqCheck since 21 until 21
          constantType of 2: java/lang/runtime/SwitchBootstraps$ResolvedEnumLabels.test(Ljava/lang/Integer;Ljava/lang/Object;)Z since 22
          # Names of algorithms, read once.
          get: sun/security/util/ObjectIdentifier.of(Lsun/security/util/KnownOIDs;)Lsun/security/util/ObjectIdentifier;
          # Values of scopes that a thread has asked for, given up by each collection.
          scopedValueCache: java/lang/ScopedValue$Cache.put since 21
          # The handle by which memory is read and written, kept by each layout of a value, and
          # what
          # layouts that are alike share.
          handle of a constant: jdk/internal/foreign/layout/ValueLayouts$AbstractValueLayout.accessHandle since 20 until 21
          handle of a constant: jdk/internal/foreign/layout/ValueLayouts$AbstractValueLayout.varHandle since 22
          in computeIfAbsent: jdk/internal/foreign/Utils.makeRawSegmentViewVarHandle since 23
          # Handles of native functions of a shape, and what is linked with them, kept softly.
          in computeIfAbsent: jdk/internal/foreign/abi/SoftReferenceCache.get(Ljava/lang/Object;Ljava/util/function/Function;)Ljava/lang/Object; since 19
          in apply, new java/lang/ref/SoftReference: jdk/internal/foreign/abi/SoftReferenceCache$Node.get since 19
          # The random numbers of all who bring none.
          new java/util/Random, then shuffle: java/util/Collections.shuffle(Ljava/util/List;)V
          # Accessors that are compiled at the 16th call, on 17.
          new jdk/internal/reflect/MethodAccessorGenerator, then newInstance0: jdk/internal/reflect/NativeConstructorAccessorImpl.newInstance([Ljava/lang/Object;)Ljava/lang/Object; until 21
          new jdk/internal/reflect/MethodAccessorGenerator, then invoke0: jdk/internal/reflect/NativeMethodAccessorImpl.invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object; until 21
          """);

  private CacheRules() {}
}
