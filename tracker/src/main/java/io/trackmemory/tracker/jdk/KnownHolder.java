package io.trackmemory.tracker.jdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A rule that sets survivors apart.
 *
 * @param pattern names the holder: {@code Class.field}, or a class for its instances
 * @param scope what the rule applies to
 * @param reason why what it holds is no leak
 * @param versions of the JDK that have such a field or class; none for what is not the JDK's
 */
public record KnownHolder(Glob pattern, Scope scope, String reason, JdkVersions versions) {

  /** What a rule applies to. */
  public enum Scope {
    /** What a static field of this name holds. */
    STATIC_FIELD,
    /** What a field of this name holds, static or not. */
    FIELD,
    /** Objects of this class and what they hold. */
    CLASS,
    /** Objects of this class, but not what they hold: that may be a leak. */
    CLASS_ONLY,
    /** All of the user's patterns: fields, and objects of a class with what they hold. */
    ANY
  }

  /** What a reason sets apart, of what is held so. */
  public enum Reach {
    /** All of it. */
    ALL,
    /** Not an object of the user's own class that a line of the user's made. */
    CACHE,
    /** Not what the user put there: a line of the user's made it, or it is for the user's class. */
    REGISTRY,
    /** Not that, nor an object of the user's own class, since only the user sets one. */
    DEFAULT,
    /** Not what a reference in the user's own code leads to. */
    PATTERN
  }

  private static final String LOADERS = "bookkeeping of class loaders and modules";
  private static final String INVOKE = "caches of method handles and lambdas, filled once";
  public static final String REFLECTION = "reflection data of classes, filled once";
  private static final String LINKED = "constants and call sites of a class, linked once";
  public static final String CACHES = "caches of the JDK, filled once";

  public static final String REGISTRIES = "put into a registry of the JDK by none of your lines";
  private static final String DEFAULTS = "a default that the JDK made for itself";
  public static final String DELAYED = "tasks that the JDK itself has put off";

  /** Of threads for everybody; {@code JdkThreads} says which. */
  public static final String JDK_THREADS = "threads that the JDK starts once and keeps";

  /** Of entries that {@code WeakEntries} tells. */
  public static final String GONE_KEY =
      "entry of a weak map whose key is gone, dropped at the next use";

  /** Of objects that {@code CollectionParts} tells. */
  public static final String ROOM = "room of a collection";

  public static final String RUNNER = "kept by what runs the tests";

  static final Set<String> OF_CODE = Set.of(LOADERS, INVOKE, REFLECTION, LINKED);

  private static final String IGNORED = "ignored by pattern ";

  /** The table; {@code docs/leaks.md} explains each reason. */
  static final List<KnownHolder> TABLE =
      read(
          """
          = bookkeeping of class loaders and modules
          FIELD: java.lang.ClassLoader.parallelLockMap
          FIELD: java.lang.ClassLoader.classes
          FIELD: java.lang.ClassLoader.packages
          FIELD: java.lang.ClassLoader.package2certs
          FIELD: java.lang.ClassLoader.classLoaderValueMap
          FIELD: java.lang.ClassLoader.libraries
          FIELD: java.lang.ClassLoader.defaultDomain
          FIELD: java.lang.ClassLoader.unnamedModule
          FIELD: java.security.SecureClassLoader.pdcache
          FIELD: java.net.URLClassLoader.ucp
          FIELD: java.net.URLClassLoader.closeables
          FIELD: java.lang.Module.*
          FIELD: java.lang.ModuleLayer.*
          FIELD: java.lang.module.Configuration.*
          FIELD: java.lang.WeakPairMap.*
          FIELD: jdk.internal.loader.*
          = caches of method handles and lambdas, filled once
          STATIC_FIELD: java.lang.invoke.*
          FIELD: java.lang.invoke.LambdaForm*
          FIELD: java.lang.invoke.MemberName.*
          FIELD: java.lang.invoke.MethodHandle.*
          FIELD: java.lang.invoke.VarHandle.*
          CLASS: java.lang.invoke.MethodType
          CLASS: java.lang.invoke.MethodTypeForm
          CLASS: java.lang.invoke.Invokers
          CLASS: java.lang.invoke.LambdaForm
          CLASS: java.lang.invoke.MemberName
          = constants and call sites of a class, linked once
          # Shown by heap dumps, in no class file.
          FIELD: *.<resolved_references> jdk none
          FIELD: *.<init_lock> jdk none
          = reflection data of classes, filled once
          FIELD: java.lang.Class.*
          FIELD: java.lang.reflect.Executable.*
          FIELD: java.lang.reflect.Method.*
          FIELD: java.lang.reflect.Constructor.*
          FIELD: java.lang.reflect.Field.*
          FIELD: java.lang.reflect.AccessibleObject.*
          FIELD: jdk.internal.reflect.*
          FIELD: sun.reflect.*
          STATIC_FIELD: java.lang.reflect.Proxy*
          CLASS: java.lang.Class$*
          CLASS: sun.reflect.generics.*
          = put into a registry of the JDK by none of your lines
          STATIC_FIELD: sun.security.jca.Providers.providerList
          STATIC_FIELD: java.security.Security.props
          STATIC_FIELD: java.beans.ThreadGroupContext.contexts
          STATIC_FIELD: java.time.zone.ZoneRulesProvider.PROVIDERS
          STATIC_FIELD: java.time.zone.ZoneRulesProvider.ZONES
          STATIC_FIELD: java.time.zone.ZoneRulesProvider.ZONE_IDS
          STATIC_FIELD: java.util.prefs.FileSystemPreferences.userRoot on UNIX
          STATIC_FIELD: java.util.prefs.FileSystemPreferences.systemRoot on UNIX
          STATIC_FIELD: javax.sql.rowset.spi.SyncFactory.*
          STATIC_FIELD: sun.management.ManagementFactoryHelper.*
          STATIC_FIELD: com.sun.management.internal.*
          CLASS: sun.management.MemoryPoolImpl
          CLASS: sun.management.MemoryManagerImpl
          CLASS: com.sun.management.internal.GarbageCollectorExtImpl
          FIELD: sun.security.ssl.SSLContextImpl.*
          STATIC_FIELD: jdk.jfr.*
          CLASS: jdk.jfr.internal.*
          STATIC_FIELD: jdk.internal.event.*
          STATIC_FIELD: sun.rmi.transport.ObjectTable.*
          STATIC_FIELD: sun.rmi.transport.tcp.TCPEndpoint.localEndpoints
          FIELD: com.sun.management.internal.DiagnosticCommandImpl.*
          FIELD: sun.management.NotificationEmitterSupport.listenerList
          STATIC_FIELD: javax.management.remote.rmi.RMIConnectorServer.openedServers
          STATIC_FIELD: java.beans.MetaData.internalPersistenceDelegates
          STATIC_FIELD: java.awt.Toolkit.toolkit
          STATIC_FIELD: sun.awt.*
          STATIC_FIELD: java.util.logging.FileHandler.locks
          FIELD: java.util.logging.LogManager.closeOnResetLoggers
          # Its handlers are made when it first has to write a line.
          CLASS: java.util.logging.LogManager$RootLogger
          = a default that the JDK made for itself
          STATIC_FIELD: java.util.Locale.defaultLocale
          STATIC_FIELD: java.util.Locale.defaultDisplayLocale
          STATIC_FIELD: java.util.Locale.defaultFormatLocale
          STATIC_FIELD: java.util.TimeZone.defaultTimeZone
          STATIC_FIELD: java.net.URLConnection.fileNameMap
          STATIC_FIELD: javax.net.ssl.HttpsURLConnection.defaultSSLSocketFactory
          STATIC_FIELD: java.security.Policy.policyInfo until 23
          = caches of the JDK, filled once
          # Of classes of beans, whoever asks for them.
          FIELD: java.beans.ThreadGroupContext.beanInfoCache
          # Named otherwise from 19 on.
          STATIC_FIELD: java.util.Locale$*Cache.LOCALE*CACHE
          STATIC_FIELD: java.util.Locale.iso*
          STATIC_FIELD: java.util.Locale$IsoCountryCode.iso3166CodesMap
          STATIC_FIELD: java.util.Calendar.cachedLocaleData
          STATIC_FIELD: java.util.GregorianCalendar.jcal
          STATIC_FIELD: java.util.GregorianCalendar.jeras
          STATIC_FIELD: java.util.Scanner.*Pattern
          STATIC_FIELD: java.util.ResourceBundle.cacheList
          STATIC_FIELD: java.util.ResourceBundle.NONEXISTENT_BUNDLE
          FIELD: java.util.ResourceBundle.cacheKey
          STATIC_FIELD: java.util.ResourceBundle$Control.CANDIDATES_CACHE
          STATIC_FIELD: java.util.Currency.instances
          STATIC_FIELD: java.util.Currency.available
          STATIC_FIELD: java.util.Formatter.*
          STATIC_FIELD: java.nio.charset.Charset.*
          STATIC_FIELD: java.nio.charset.Charset$*
          STATIC_FIELD: java.net.URL.handlers
          STATIC_FIELD: java.net.InetAddress.cache
          STATIC_FIELD: java.net.InetAddress.expirySet
          STATIC_FIELD: java.net.InetAddress.cachedLocalHost
          STATIC_FIELD: java.net.InetAddress.resolver since 18
          STATIC_FIELD: java.net.InetAddress.bootstrapResolver since 18
          STATIC_FIELD: java.security.Provider.previousKey
          STATIC_FIELD: java.security.Security.spiMap
          STATIC_FIELD: java.io.ObjectStreamClass$Caches.*
          STATIC_FIELD: java.io.FilePermission.builtInFS
          STATIC_FIELD: java.lang.CharacterData*.*
          STATIC_FIELD: java.lang.Integer$IntegerCache.*
          STATIC_FIELD: java.lang.Long$LongCache.*
          STATIC_FIELD: java.nio.file.spi.FileSystemProvider.installedProviders
          STATIC_FIELD: java.util.prefs.FileSystemPreferences.* on UNIX
          STATIC_FIELD: com.sun.net.httpserver.spi.HttpServerProvider.provider
          STATIC_FIELD: javax.crypto.Cipher$Transform.patternCache
          STATIC_FIELD: javax.crypto.JceSecurity.*
          STATIC_FIELD: javax.crypto.JceSecurityManager.*
          STATIC_FIELD: sun.net.www.http.HttpClient.kac
          STATIC_FIELD: sun.net.www.http.HttpClient.logger
          STATIC_FIELD: sun.net.www.http.KeepAliveStream.queue
          STATIC_FIELD: sun.net.www.http.KeepAliveStream.cleanerThread
          STATIC_FIELD: sun.net.www.protocol.http.*
          STATIC_FIELD: sun.net.www.protocol.jar.JarFileFactory.*
          STATIC_FIELD: sun.net.www.MimeTable*
          STATIC_FIELD: sun.net.www.URLConnection.proxiedHosts
          STATIC_FIELD: jdk.internal.net.http.AuthenticationFilter.caches
          STATIC_FIELD: com.sun.naming.internal.ResourceManager.*
          STATIC_FIELD: com.sun.rowset.JdbcRowSetResourceBundle.jpResBundle
          STATIC_FIELD: java.io.File$TempDirectory.*
          STATIC_FIELD: java.nio.file.TempFileHelper.random
          # Names of loggers, which it holds weakly.
          FIELD: java.util.logging.LogManager$LoggerContext.namedLoggers
          FIELD: java.util.logging.LogManager$LogNode.children
          FIELD: java.util.logging.Logger.kids
          STATIC_FIELD: java.security.Signature.signatureInfo
          STATIC_FIELD: sun.nio.ch.FileLockTable.lockMap
          STATIC_FIELD: sun.nio.ch.Util.*
          STATIC_FIELD: jdk.internal.module.SystemModuleFinders$SystemImage.READER
          CLASS: jdk.internal.jimage.ImageReader$SharedImageReader
          STATIC_FIELD: jdk.internal.jimage.ImageReader$SharedImageReader.OPEN_FILES
          FIELD: sun.nio.fs.UnixFileSystem.rootDirectory on UNIX
          # Packages whose static fields nobody can put anything into, or only by a provider that
          # the JDK asks for it.
          STATIC_FIELD: java.util.regex.*
          STATIC_FIELD: java.text.*
          STATIC_FIELD: java.time.*
          STATIC_FIELD: java.math.*
          STATIC_FIELD: sun.nio.cs.*
          STATIC_FIELD: sun.nio.fs.*
          STATIC_FIELD: sun.security.*
          STATIC_FIELD: sun.rmi.*
          STATIC_FIELD: sun.text.*
          STATIC_FIELD: com.sun.tools.javac.*
          STATIC_FIELD: com.sun.tools.doclint.*
          STATIC_FIELD: sun.util.*
          STATIC_FIELD: sun.invoke.util.*
          STATIC_FIELD: sun.font.*
          STATIC_FIELD: sun.java2d.*
          STATIC_FIELD: sun.print.*
          STATIC_FIELD: sun.swing.*
          STATIC_FIELD: javax.imageio.ImageTypeSpecifier.*
          STATIC_FIELD: java.awt.image.ColorModel.*
          STATIC_FIELD: javax.swing.plaf.*
          STATIC_FIELD: javax.swing.text.SegmentCache.sharedCache
          STATIC_FIELD: javax.swing.text.html.HTMLEditorKit.defaultParser
          STATIC_FIELD: com.sun.imageio.*
          STATIC_FIELD: com.sun.media.sound.*
          STATIC_FIELD: com.sun.crypto.provider.*
          STATIC_FIELD: com.sun.beans.*
          STATIC_FIELD: com.sun.org.apache.xerces.internal.*
          STATIC_FIELD: com.sun.org.apache.xml.internal.*
          STATIC_FIELD: com.sun.org.apache.xalan.internal.*
          STATIC_FIELD: com.sun.org.apache.xpath.internal.*
          STATIC_FIELD: com.sun.jmx.mbeanserver.*Introspector.*
          STATIC_FIELD: com.sun.jmx.mbeanserver.DescriptorCache.*
          STATIC_FIELD: com.sun.jmx.mbeanserver.DefaultMXBeanMappingFactory.*
          STATIC_FIELD: javax.management.StandardMBean.descriptors
          FIELD: javax.management.openmbean.CompositeType.myNamesSet
          STATIC_FIELD: java.lang.System$LoggerFinder.service
          STATIC_FIELD: jdk.internal.access.SharedSecrets.*
          STATIC_FIELD: jdk.internal.math.*
          STATIC_FIELD: jdk.internal.icu.*
          STATIC_FIELD: jdk.internal.logger.*
          STATIC_FIELD: jdk.internal.util.*
          STATIC_FIELD: jdk.xml.internal.*
          # What is told of an open file when it is asked for.
          FIELD: sun.nio.fs.UnixFileAttributes.key on UNIX
          # Whoever holds a provider: how to make what it provides is looked up once.
          FIELD: java.security.Provider.serviceSet
          FIELD: java.security.Provider$Service.*Cache
          FIELD: java.security.Provider$Service.supported*
          # Empty but while a bean is unregistered.
          FIELD: com.sun.jmx.interceptor.DefaultMBeanServerInterceptor.beingUnregistered
          = in use by running methods
          FIELD: java.lang.Thread.parkBlocker
          FIELD: java.lang.Thread.blocker until 18
          FIELD: java.lang.Thread.nioBlocker since 19
          FIELD: java.lang.Thread.cont since 19
          FIELD: java.lang.Thread.headStackableScopes since 19
          FIELD: java.lang.VirtualThread.cont since 19
          FIELD: java.lang.Thread.extentLocalBindings since 19 until 19
          FIELD: java.lang.Thread.scopedValueBindings since 20
          # The recorder knows the tasks that run; who else holds them is looked at.
          FIELD: java.lang.TrackMemory* jdk none
          = what the scope knows of its test
          # A scope knows the page of its test, and that the test with its arguments.
          FIELD: io.trackmemory.tracker.scope.RecordedScope.options jdk none
          = form of itself that an object of the JDK makes when it is first asked for
          FIELD: java.math.BigDecimal.stringCache
          FIELD: java.io.File.filePath
          FIELD: sun.nio.fs.UnixPath.stringValue
          FIELD: sun.nio.fs.UnixPath.offsets
          FIELD: java.net.URI.string
          FIELD: java.net.URI.schemeSpecificPart
          FIELD: java.net.URI.decoded*
          FIELD: java.net.URL.hostAddress
          FIELD: java.net.InetAddress.canonicalHostName
          FIELD: java.net.InetAddress$InetAddressHolder.hostName
          FIELD: java.util.Locale.languageTag
          FIELD: java.util.ResourceBundle.keySet
          FIELD: java.util.regex.Pattern.namedGroups
          FIELD: java.util.concurrent.locks.ReentrantReadWriteLock$Sync.cachedHoldCounter
          = last call of a mock in a thread, kept until the next
          FIELD: org.mockito.internal.progress.MockingProgressImpl.* jdk none
          = kept by TrackMemory itself
          FIELD: io.trackmemory.tracker.shaded.* jdk none
          = wait queue of a lock
          FIELD: java.util.concurrent.locks.Abstract*Synchronizer.head
          FIELD: java.util.concurrent.locks.Abstract*Synchronizer.tail
          FIELD: java.util.concurrent.locks.Abstract*Synchronizer$ConditionObject.*
          = registered for finalization or clean-up
          FIELD: java.lang.ref.Finalizer.*
          FIELD: java.lang.ref.ReferenceQueue.*
          FIELD: java.lang.ref.Reference.discovered
          FIELD: jdk.internal.ref.*
          = bookkeeping of threads and their ThreadLocals
          CLASS_ONLY: java.lang.ThreadLocal$ThreadLocalMap
          CLASS_ONLY: java.lang.ThreadLocal$ThreadLocalMap$Entry
          CLASS_ONLY: java.lang.ThreadLocal$ThreadLocalMap$Entry[]
          CLASS_ONLY: java.lang.ThreadGroup[]
          # Weak references to pools.
          STATIC_FIELD: jdk.internal.vm.ThreadContainers.* since 19
          # Threads that run are roots themselves.
          FIELD: java.lang.ThreadGroup.threads until 18
          FIELD: java.lang.ThreadGroup.weaks since 19
          = tasks that the JDK itself has put off
          STATIC_FIELD: java.util.concurrent.CompletableFuture$Delayer.* until 24
          = threads that the JDK starts once and keeps
          STATIC_FIELD: sun.nio.ch.SimpleAsynchronousFileChannelImpl$DefaultExecutorHolder.*
          STATIC_FIELD: sun.nio.ch.ThreadPool$DefaultThreadPoolHolder.*
          STATIC_FIELD: java.lang.ProcessHandleImpl.processReaperExecutor
          STATIC_FIELD: sun.nio.ch.LinuxAsynchronousChannelProvider.defaultPort on LINUX
          = queues of fork-join pools
          CLASS_ONLY: java.util.concurrent.ForkJoinPool$WorkQueue
          CLASS_ONLY: java.util.concurrent.ForkJoinPool$WorkQueue[]
          CLASS_ONLY: java.util.concurrent.ForkJoinTask[]
          CLASS_ONLY: java.util.concurrent.DelayScheduler* since 25
          = tables of ClassValue
          CLASS_ONLY: java.lang.ClassValue$*
          # Beside the map itself, which has every value that is still to be had.
          FIELD: java.lang.ClassValue$ClassValueMap.cacheArray
          = kept by what runs the tests
          # It knows which tests there are, and how each has ended.
          FIELD: org.apache.maven.surefire.* jdk none
          FIELD: org.junit.platform.launcher.TestPlan.* jdk none
          FIELD: org.junit.platform.launcher.listeners.* jdk none
          FIELD: org.junit.platform.console.* jdk none
          FIELD: org.junit.platform.reporting.* jdk none
          FIELD: org.gradle.api.internal.tasks.testing.* jdk none
          FIELD: worker.org.gradle.* jdk none
          FIELD: com.intellij.rt.* jdk none
          FIELD: com.intellij.junit* jdk none
          FIELD: org.eclipse.jdt.internal.junit* jdk none
          FIELD: com.microsoft.java.test.runner.* jdk none
          """);

  /* Rules as JdkMember reads them, below the reason that they share. */
  private static List<KnownHolder> read(String table) {
    List<KnownHolder> rules = new ArrayList<>();
    String reason = "";
    for (String line : table.split("\n", -1)) {
      if (line.startsWith("= ")) {
        reason = line.substring(2);
        continue;
      }
      for (JdkMember<String> row : JdkMember.read(line)) {
        Scope scope = Scope.valueOf(row.use());
        boolean here = row.platform().includes(System.getProperty("os.name"));
        JdkVersions versions = here ? row.versions() : JdkVersions.NONE;
        rules.add(new KnownHolder(Glob.of(row.toString()), scope, reason, versions));
      }
    }
    return List.copyOf(rules);
  }

  /**
   * Whether a rule sets apart what the JVM makes once for a class, its members, constants and call
   * sites: there is as much of it as there is code that has run.
   */
  public static boolean isOfCode(String reason) {
    return OF_CODE.contains(reason);
  }

  /** How far a reason goes. */
  public static Reach reach(String reason) {
    if (reason.startsWith(IGNORED)) {
      return Reach.PATTERN;
    }
    if (reason.equals(REGISTRIES) || reason.equals(DELAYED)) {
      return Reach.REGISTRY;
    }
    if (reason.equals(DEFAULTS)) {
      return Reach.DEFAULT;
    }
    boolean cache = reason.equals(CACHES) || reason.equals(JDK_THREADS) || isOfCode(reason);
    return cache ? Reach.CACHE : Reach.ALL;
  }

  /** Whether it sets apart what the JDK keeps for as long as the code that needs it. */
  public static boolean isForGood(String reason) {
    return isOfCode(reason) || reason.equals(CACHES);
  }

  /** The reason for what a pattern of the user's sets apart. */
  public static String ignoredBy(String pattern) {
    return IGNORED + pattern;
  }

  /** The table, after the user's own patterns. */
  public static List<KnownHolder> withIgnored(List<String> ignore) {
    List<KnownHolder> rules = new ArrayList<>();
    for (String pattern : ignore) {
      rules.add(new KnownHolder(Glob.of(pattern), Scope.ANY, ignoredBy(pattern), JdkVersions.NONE));
    }
    rules.addAll(TABLE);
    return rules;
  }

  /** Whether the rule covers a field, whose qualified name is given since many rules are asked. */
  public boolean coversField(boolean isStatic, String ownerName, String qualifiedName) {
    return switch (scope) {
      case STATIC_FIELD -> isStatic && pattern.matches(qualifiedName);
      case FIELD -> pattern.matches(qualifiedName);
      case ANY -> pattern.matches(qualifiedName) || (isStatic && pattern.matches(ownerName));
      case CLASS, CLASS_ONLY -> false;
    };
  }

  /** Whether it is one of a scope that covers a class. */
  public boolean covers(Scope applied, String className) {
    return (scope == applied || (scope == Scope.ANY && applied == Scope.CLASS))
        && pattern.matches(className);
  }
}
