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

  private static final String LOADERS = "bookkeeping of class loaders and modules";
  private static final String INVOKE = "caches of method handles and lambdas, filled once";
  public static final String REFLECTION = "reflection data of classes, filled once";
  private static final String LINKED = "constants and call sites of a class, linked once";
  public static final String CACHES = "caches of the JDK, filled once";

  /** Of threads for everybody; {@code JdkThreads} says which. */
  public static final String JDK_THREADS = "threads that the JDK starts once and keeps";

  /** Of entries that {@code WeakEntries} tells. */
  public static final String GONE_KEY =
      "entry of a weak map whose key is gone, dropped at the next use";

  /** Of objects that {@code CollectionParts} tells. */
  public static final String ROOM = "room of a collection";

  public static final String RUNNER = "kept by what runs the tests";

  static final Set<String> OF_CODE = Set.of(LOADERS, INVOKE, REFLECTION, LINKED);

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
          = caches of the JDK, filled once
          STATIC_FIELD: java.util.Locale*
          STATIC_FIELD: java.util.Calendar.*
          STATIC_FIELD: java.util.Scanner.*
          STATIC_FIELD: java.util.ResourceBundle*
          STATIC_FIELD: java.util.Currency.*
          STATIC_FIELD: java.util.TimeZone.*
          STATIC_FIELD: java.util.regex.*
          STATIC_FIELD: java.util.Formatter*
          STATIC_FIELD: java.text.*
          STATIC_FIELD: java.time.*
          STATIC_FIELD: java.math.*
          STATIC_FIELD: java.nio.charset.*
          STATIC_FIELD: java.net.URL.*
          STATIC_FIELD: java.net.InetAddress.*
          STATIC_FIELD: java.beans.ThreadGroupContext.*
          STATIC_FIELD: java.security.Provider*
          STATIC_FIELD: java.security.Security.*
          STATIC_FIELD: java.io.ObjectStreamClass*
          STATIC_FIELD: java.lang.CharacterData*
          STATIC_FIELD: java.lang.Integer$*
          STATIC_FIELD: java.lang.Long$*
          STATIC_FIELD: javax.crypto.*
          STATIC_FIELD: sun.net.www.*
          STATIC_FIELD: sun.nio.cs.*
          STATIC_FIELD: sun.nio.ch.Util.*
          STATIC_FIELD: sun.nio.fs.*
          STATIC_FIELD: sun.security.*
          STATIC_FIELD: sun.text.*
          STATIC_FIELD: sun.util.*
          STATIC_FIELD: com.sun.beans.*
          STATIC_FIELD: com.sun.org.apache.xerces.internal.*
          STATIC_FIELD: com.sun.org.apache.xml.internal.*
          STATIC_FIELD: com.sun.org.apache.xalan.internal.*
          STATIC_FIELD: com.sun.org.apache.xpath.internal.*
          STATIC_FIELD: com.sun.jmx.mbeanserver.*Introspector.*
          STATIC_FIELD: com.sun.jmx.mbeanserver.DescriptorCache.*
          STATIC_FIELD: com.sun.jmx.mbeanserver.DefaultMXBeanMappingFactory.*
          STATIC_FIELD: javax.management.StandardMBean.descriptors
          STATIC_FIELD: java.lang.System$LoggerFinder.*
          STATIC_FIELD: jdk.internal.access.SharedSecrets.*
          STATIC_FIELD: jdk.internal.math.*
          STATIC_FIELD: jdk.internal.icu.*
          STATIC_FIELD: jdk.internal.logger.*
          STATIC_FIELD: jdk.internal.util.*
          STATIC_FIELD: jdk.xml.internal.*
          # Whoever holds a provider: how to make what it provides is looked up once.
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
          = threads that the JDK starts once and keeps
          STATIC_FIELD: java.util.concurrent.CompletableFuture$Delayer.* until 24
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
        rules.add(new KnownHolder(Glob.of(row.toString()), scope, reason, row.versions()));
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

  /** Whether it sets apart what the JDK keeps for as long as the code that needs it. */
  public static boolean isForGood(String reason) {
    return isOfCode(reason) || reason.equals(CACHES);
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
      case CLASS, CLASS_ONLY -> false;
    };
  }

  /** Whether it is one of a scope that covers a class. */
  public boolean covers(Scope applied, String className) {
    return (scope == applied || (scope == Scope.ANY && applied == Scope.CLASS))
        && pattern.matches(className);
  }
}
