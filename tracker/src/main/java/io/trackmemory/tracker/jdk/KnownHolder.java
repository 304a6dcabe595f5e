package io.trackmemory.tracker.jdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
    /** References of this class whose object is gone, and what they hold but their likes. */
    CLEARED,
    /** All of the user's patterns: fields, and objects of a class with what they hold. */
    ANY
  }

  private static final String LOADERS = "bookkeeping of class loaders and modules";
  private static final String INVOKE = "caches of method handles and lambdas, filled once";
  public static final String REFLECTION = "reflection data of classes, filled once";
  private static final String LINKED = "constants and call sites of a class, linked once";
  public static final String CACHES = "caches of the JDK, filled once";
  private static final String THREADS = "bookkeeping of threads and their ThreadLocals";
  private static final String IN_USE = "in use by running methods";
  private static final String OWN = "what the scope knows of its test";
  private static final String LOCKS = "wait queue of a lock";
  private static final String CLEANUP = "registered for finalization or clean-up";
  private static final String POOLS = "queues of fork-join pools";
  private static final String CLEARED =
      "entry of a weak map whose key is gone, dropped at the next use";
  private static final String CLASS_VALUES = "tables of ClassValue";

  /** Of threads for everybody; {@code JdkThreads} says which. */
  public static final String JDK_THREADS = "threads that the JDK starts once and keeps";

  public static final String RUNNER = "kept by what runs the tests";

  private static final Set<String> OF_CODE = Set.of(LOADERS, INVOKE, REFLECTION, LINKED);

  /** The table; {@code docs/leaks.md} explains each reason. */
  static final List<KnownHolder> TABLE =
      Stream.of(
              rules(
                  Scope.FIELD,
                  LOADERS,
                  "java.lang.ClassLoader.parallelLockMap",
                  "java.lang.ClassLoader.classes",
                  "java.lang.ClassLoader.packages",
                  "java.lang.ClassLoader.package2certs",
                  "java.lang.ClassLoader.classLoaderValueMap",
                  "java.lang.ClassLoader.libraries",
                  "java.lang.ClassLoader.defaultDomain",
                  "java.lang.ClassLoader.unnamedModule",
                  "java.security.SecureClassLoader.pdcache",
                  "java.net.URLClassLoader.ucp",
                  "java.net.URLClassLoader.closeables",
                  "java.lang.Module.*",
                  "java.lang.ModuleLayer.*",
                  "java.lang.WeakPairMap.*",
                  "jdk.internal.loader.*"),
              rules(Scope.STATIC_FIELD, INVOKE, "java.lang.invoke.*"),
              rules(
                  Scope.FIELD,
                  INVOKE,
                  "java.lang.invoke.LambdaForm*",
                  "java.lang.invoke.MemberName.*",
                  "java.lang.invoke.MethodHandle.*",
                  "java.lang.invoke.VarHandle.*"),
              rules(
                  Scope.CLASS,
                  INVOKE,
                  "java.lang.invoke.MethodType",
                  "java.lang.invoke.MethodTypeForm",
                  "java.lang.invoke.Invokers",
                  "java.lang.invoke.LambdaForm",
                  "java.lang.invoke.MemberName"),
              /* Shown by heap dumps, in no class file. */
              rules(
                  Scope.FIELD,
                  LINKED,
                  JdkVersions.NONE,
                  "*.<resolved_references>",
                  "*.<init_lock>"),
              rules(
                  Scope.FIELD,
                  REFLECTION,
                  "java.lang.Class.*",
                  "java.lang.reflect.Executable.*",
                  "java.lang.reflect.Method.*",
                  "java.lang.reflect.Constructor.*",
                  "java.lang.reflect.Field.*",
                  "java.lang.reflect.AccessibleObject.*",
                  "jdk.internal.reflect.*",
                  "sun.reflect.*"),
              rules(Scope.STATIC_FIELD, REFLECTION, "java.lang.reflect.Proxy*"),
              rules(Scope.CLASS, REFLECTION, "java.lang.Class$*", "sun.reflect.generics.*"),
              rules(
                  Scope.STATIC_FIELD,
                  CACHES,
                  "java.util.Locale*",
                  "java.util.Calendar.*",
                  "java.util.Scanner.*",
                  "java.util.ResourceBundle*",
                  "java.util.Currency.*",
                  "java.util.TimeZone.*",
                  "java.util.regex.*",
                  "java.util.Formatter*",
                  "java.text.*",
                  "java.time.*",
                  "java.math.*",
                  "java.nio.charset.*",
                  "java.net.URL.*",
                  "java.net.InetAddress.*",
                  "java.beans.ThreadGroupContext.*",
                  "java.security.Provider*",
                  "java.security.Security.*",
                  "java.io.ObjectStreamClass*",
                  "java.lang.CharacterData*",
                  "java.lang.Integer$*",
                  "java.lang.Long$*",
                  "javax.crypto.*",
                  "sun.net.www.*",
                  "sun.nio.cs.*",
                  "sun.nio.ch.Util.*",
                  "sun.nio.fs.*",
                  "sun.security.*",
                  "sun.text.*",
                  "sun.util.*",
                  "com.sun.beans.*",
                  "com.sun.org.apache.xerces.internal.*",
                  "com.sun.org.apache.xml.internal.*",
                  "com.sun.org.apache.xalan.internal.*",
                  "com.sun.org.apache.xpath.internal.*",
                  "com.sun.jmx.mbeanserver.*Introspector.*",
                  "com.sun.jmx.mbeanserver.DescriptorCache.*",
                  "com.sun.jmx.mbeanserver.DefaultMXBeanMappingFactory.*",
                  "javax.management.StandardMBean.descriptors",
                  "java.lang.System$LoggerFinder.*",
                  "jdk.internal.access.SharedSecrets.*",
                  "jdk.internal.math.*",
                  "jdk.internal.icu.*",
                  "jdk.internal.logger.*",
                  "jdk.internal.util.*",
                  "jdk.xml.internal.*"),
              /* Whoever holds a provider: how to make what it provides is looked up once. */
              rules(
                  Scope.FIELD,
                  CACHES,
                  "java.security.Provider$Service.*Cache",
                  "java.security.Provider$Service.supported*"),
              /* Empty but while a bean is unregistered. */
              rules(
                  Scope.FIELD,
                  CACHES,
                  "com.sun.jmx.interceptor.DefaultMBeanServerInterceptor.beingUnregistered"),
              rules(Scope.FIELD, IN_USE, "java.lang.Thread.parkBlocker"),
              rules(Scope.FIELD, IN_USE, JdkVersions.until(18), "java.lang.Thread.blocker"),
              rules(
                  Scope.FIELD,
                  IN_USE,
                  JdkVersions.since(19),
                  "java.lang.Thread.nioBlocker",
                  "java.lang.Thread.cont",
                  "java.lang.Thread.headStackableScopes",
                  "java.lang.VirtualThread.cont"),
              rules(
                  Scope.FIELD,
                  IN_USE,
                  new JdkVersions(19, 19),
                  "java.lang.Thread.extentLocalBindings"),
              rules(
                  Scope.FIELD,
                  IN_USE,
                  JdkVersions.since(20),
                  "java.lang.Thread.scopedValueBindings"),
              /* The recorder knows the tasks that run; who else holds them is looked at. */
              rules(Scope.FIELD, IN_USE, JdkVersions.NONE, "java.lang.TrackMemory*"),
              /* A scope knows the page of its test, and that the test with its arguments. */
              rules(
                  Scope.FIELD,
                  OWN,
                  JdkVersions.NONE,
                  "io.trackmemory.tracker.scope.RecordedScope.options"),
              rules(
                  Scope.FIELD,
                  LOCKS,
                  "java.util.concurrent.locks.Abstract*Synchronizer.head",
                  "java.util.concurrent.locks.Abstract*Synchronizer.tail",
                  "java.util.concurrent.locks.Abstract*Synchronizer$ConditionObject.*"),
              rules(
                  Scope.FIELD,
                  CLEANUP,
                  "java.lang.ref.Finalizer.*",
                  "java.lang.ref.ReferenceQueue.*",
                  "java.lang.ref.Reference.discovered",
                  "jdk.internal.ref.*"),
              rules(
                  Scope.CLASS_ONLY,
                  THREADS,
                  "java.lang.ThreadLocal$ThreadLocalMap",
                  "java.lang.ThreadLocal$ThreadLocalMap$Entry",
                  "java.lang.ThreadLocal$ThreadLocalMap$Entry[]",
                  "java.lang.ThreadGroup[]"),
              /* Weak references to pools. */
              rules(
                  Scope.STATIC_FIELD,
                  THREADS,
                  JdkVersions.since(19),
                  "jdk.internal.vm.ThreadContainers.*"),
              /* Threads that run are roots themselves. */
              rules(Scope.FIELD, THREADS, JdkVersions.until(18), "java.lang.ThreadGroup.threads"),
              rules(Scope.FIELD, THREADS, JdkVersions.since(19), "java.lang.ThreadGroup.weaks"),
              rules(
                  Scope.STATIC_FIELD,
                  JDK_THREADS,
                  JdkVersions.until(24),
                  "java.util.concurrent.CompletableFuture$Delayer.*"),
              rules(
                  Scope.CLASS_ONLY,
                  POOLS,
                  "java.util.concurrent.ForkJoinPool$WorkQueue",
                  "java.util.concurrent.ForkJoinPool$WorkQueue[]",
                  "java.util.concurrent.ForkJoinTask[]"),
              rules(
                  Scope.CLASS_ONLY,
                  POOLS,
                  JdkVersions.since(25),
                  "java.util.concurrent.DelayScheduler*"),
              rules(Scope.CLASS_ONLY, CLASS_VALUES, "java.lang.ClassValue$*"),
              /* It knows which tests there are, and how each has ended. */
              rules(
                  Scope.FIELD,
                  RUNNER,
                  JdkVersions.NONE,
                  "org.apache.maven.surefire.*",
                  "org.junit.platform.launcher.TestPlan.*",
                  "org.junit.platform.launcher.listeners.*",
                  "org.junit.platform.console.*",
                  "org.junit.platform.reporting.*",
                  "org.gradle.api.internal.tasks.testing.*",
                  "worker.org.gradle.*",
                  "com.intellij.rt.*",
                  "com.intellij.junit*",
                  "org.eclipse.jdt.internal.junit*",
                  "com.microsoft.java.test.runner.*"),
              rules(Scope.CLEARED, CLEARED, "java.util.WeakHashMap$Entry"))
          .flatMap(List::stream)
          .toList();

  private static List<KnownHolder> rules(Scope scope, String reason, String... patterns) {
    return rules(scope, reason, JdkVersions.ALL, patterns);
  }

  private static List<KnownHolder> rules(
      Scope scope, String reason, JdkVersions versions, String... patterns) {
    return Stream.of(patterns)
        .map(pattern -> new KnownHolder(Glob.of(pattern), scope, reason, versions))
        .toList();
  }

  /**
   * Whether a rule sets apart what the JVM makes once for a class, its members, constants and call
   * sites: there is as much of it as there is code that has run.
   */
  public static boolean isOfCode(String reason) {
    return OF_CODE.contains(reason);
  }

  /** The reason for what a pattern of the user's sets apart. */
  public static String ignoredBy(String pattern) {
    return "ignored by pattern " + pattern;
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
      case CLASS, CLASS_ONLY, CLEARED -> false;
    };
  }

  /** Whether it is one of a scope that covers a class. */
  public boolean covers(Scope applied, String className) {
    return (scope == applied || (scope == Scope.ANY && applied == Scope.CLASS))
        && pattern.matches(className);
  }
}
