package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.gate.ClassFailure;
import io.trackmemory.tracker.jdk.GeneratedNames;
import io.trackmemory.tracker.kept.KeptClass;
import io.trackmemory.tracker.kept.KeptClasses;
import io.trackmemory.tracker.site.OwnCode;
import io.trackmemory.tracker.site.SiteOwner;
import io.trackmemory.tracker.site.SiteTable;
import io.trackmemory.tracker.site.SitesOfClass;
import io.trackmemory.tracker.site.TypeNames;
import java.lang.instrument.ClassFileTransformer;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * The transformer: rewrites each class as it loads or is transformed again. Never lets an exception
 * out; a class that it could not rewrite is remembered, for scopes that may run it.
 */
final class Rewriting implements ClassFileTransformer {

  /* The hook itself and what it stands on, and what only ever runs as own work. */
  private static final List<String> NEVER =
      List.of(
          "java/lang/TrackMemory",
          "jdk/internal/misc/Unsafe",
          "io/trackmemory/tracker/agent/",
          "io/trackmemory/tracker/hook/",
          "io/trackmemory/tracker/jdk/",
          "io/trackmemory/tracker/base/",
          "io/trackmemory/tracker/jvm/",
          "io/trackmemory/tracker/site/",
          "io/trackmemory/tracker/kept/",
          "io/trackmemory/tracker/gate/",
          "io/trackmemory/tracker/heap/",
          "io/trackmemory/tracker/holder/",
          "io/trackmemory/tracker/recorded/",
          "io/trackmemory/tracker/question/",
          "io/trackmemory/tracker/snapshot/",
          "io/trackmemory/tracker/scope/",
          "io/trackmemory/tracker/shaded/");

  private static final String REFUSED =
      "its class loader refuses " + HookCall.HOOK.replace('/', '.') + "; let it ask its parent";

  private static final String MISSED_CONTRACTS =
      "it is generated, and classes that inherit its contracts on allocations came before it";

  /* Whose name could not be read. */
  private static final String HIDDEN = "(hidden)";

  private final KeptClasses kept;
  private final SiteTable sites;
  private final TestClasses testClasses;
  private final List<String> excluded;
  private final AgentRules rules = AgentRules.ofThisJdk();
  private final Map<String, ClassFailure> failures = new ConcurrentHashMap<>();
  private final LoaderNames loaders = new LoaderNames();
  private final Contracts contracts = new Contracts(this::isRewritten);
  private final Map<String, ClassFailure> missedContracts = new ConcurrentHashMap<>();
  /* Internal names of the boot loader's classes that were rewritten as they were loaded. */
  private final Set<String> asLoaded = ConcurrentHashMap.newKeySet();
  private volatile boolean noting = true;
  /* Methods that may run tasks, of classes that were loaded before. */
  private final Set<String> runners = ConcurrentHashMap.newKeySet();

  /** A loader is about to define a class. */
  void defines(@Nullable ClassLoader loader) {
    loaders.give(loader);
  }

  /**
   * Creates the transformer.
   *
   * @param kept what earlier runs made of classes, whose sites keep their numbers
   */
  Rewriting(
      SiteTable sites, TestClasses testClasses, List<String> excludedPackages, KeptClasses kept) {
    this.kept = kept;
    sites.reserve(kept.sites());
    this.sites = sites;
    this.testClasses = testClasses;
    this.excluded = new ArrayList<>(NEVER);
    for (String name : excludedPackages) {
      excluded.add(name.replace('.', '/') + "/");
    }
  }

  /** Contracts on what classes allocate. */
  Contracts contracts() {
    return contracts;
  }

  /** The rules that it follows. */
  AgentRules rules() {
    return rules;
  }

  /** Whether a method of a class that was loaded before has calls that may run tasks. */
  boolean ranTasks(String className, String method) {
    return runners.contains(className.replace('.', '/') + "." + method);
  }

  /** Classes that could not be rewritten, with the reason. */
  Map<String, ClassFailure> failures() {
    Map<String, ClassFailure> byName = new HashMap<>(missedContracts);
    failures.forEach((key, reason) -> byName.put(key.substring(0, key.lastIndexOf('@')), reason));
    for (String name : loaders.left()) {
      byName.put(name, ClassFailure.excludable(REFUSED));
    }
    return byName;
  }

  /* Another loader's class of the same name is another class. No record: those link themselves. */
  static String key(@Nullable ClassLoader loader, String name) {
    return name.replace('/', '.') + "@" + System.identityHashCode(loader);
  }

  /**
   * Whether a loaded class is still to be transformed: it may be rewritten, and was not as it was
   * loaded. On JDK 25 a fourth of them were: to transform a class links it, which loads others.
   */
  boolean isToTransform(Class<?> type) {
    String internalName = type.getName().replace('.', '/');
    return isRewritten(internalName)
        && !(type.getClassLoader() == null && asLoaded.contains(internalName));
  }

  /** All classes that were there are transformed. */
  void allAreTransformed() {
    noting = false;
    asLoaded.clear();
  }

  boolean isRewritten(String internalName) {
    for (String prefix : excluded) {
      if (internalName.startsWith(prefix)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> type,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    return transform(loader, name, type, domain, classFile, false, false);
  }

  private byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> type,
      @Nullable ProtectionDomain domain,
      byte[] classFile,
      boolean hidden,
      boolean countsItself) {
    if (name == null || !isRewritten(name)) {
      return null;
    }
    try {
      if (loader != null && !loaders.give(loader)) {
        loaders.leave(loader, TypeNames.ofHidden(name.replace('/', '.')));
        return null;
      }
      byte[] rewritten = rewrite(loader, name, type, domain, classFile, hidden, countsItself);
      if (!failures.isEmpty()) {
        failures.remove(key(loader, name));
      }
      if (noting && loader == null && type == null && !hidden) {
        asLoaded.add(name);
      }
      return rewritten;
    } catch (Throwable e) {
      failures.put(key(loader, name), UnknownFormat.explain(classFile, e));
      return null;
    }
  }

  /** Rewrites a hidden class, or gives it back as it is if that fails. */
  Object rewriteHidden(Object classFile, @Nullable Object loader) {
    byte[] bytes = (byte[]) classFile;
    String name;
    try {
      name = ClassFile.open(bytes).reader().getClassName();
    } catch (RuntimeException e) {
      failures.put(key((ClassLoader) loader, HIDDEN), UnknownFormat.explain(bytes, e));
      return classFile;
    }
    boolean countsItself =
        TypeNames.ofHidden(name.replace('/', '.')).endsWith("$$Lambda") && LambdaMaker.isCode();
    byte[] rewritten = transform((ClassLoader) loader, name, null, null, bytes, true, countsItself);
    return rewritten == null ? classFile : rewritten;
  }

  private byte @Nullable [] rewrite(
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> type,
      @Nullable ProtectionDomain domain,
      byte[] classFile,
      boolean hidden,
      boolean countsItself) {
    String className = TypeNames.ofHidden(name.replace('/', '.'));
    Origin origin = origin(loader, name, domain);
    sites.tell(className, origin);
    TestClasses tests = testClasses.contains(name) ? testClasses : null;
    int guards = contracts.guards().of(name);
    contracts.guards().wrote(key(loader, name), guards);
    boolean isKept = loader == null && tests == null && !hidden && guards == 0;
    if (isKept) {
      KeptClass known = kept.find(name, type != null, classFile);
      if (known != null && restore(className, origin, known)) {
        rules.show(name, classFile);
        return known.rewritten();
      }
    }
    Exceptional apart = new Exceptional();
    ClassFile file = ClassFile.open(classFile);
    ClassReader reader = file.reader();
    if (loader == null) {
      rules.show(name, reader);
    }
    ClassScan scan = ClassScan.of(reader, name);
    TypeContracts onCalls = contracts(loader, name, type, reader, hidden);
    if (!onCalls.isEmpty() && contracts.wereMissed(name)) {
      missedContracts.put(className, ClassFailure.excludable(MISSED_CONTRACTS));
    }
    ContractSpans spans = new ContractSpans(contracts, name, onCalls);
    while (true) {
      try {
        ClassWriter writer = new ClassWriter(reader, 0);
        ClassVisitor out = type == null ? writer : ParameterNames.restore(writer, reader, loader);
        if (out == writer && tests == null && scan.isEmpty() && spans.isEmpty() && !countsItself) {
          if (isKept) {
            kept.add(name, type != null, classFile, KeptClass.UNCHANGED);
          }
          return null;
        }
        boolean isNoted = type != null && loader != null; // the JDK's loops are seen by other means
        SiteOwner owner = sites.owner(className, loader, origin);
        SiteOwner.Pass pass = owner.pass(sites);
        ClassContext context =
            new ClassContext(name, pass, scan.natives, countsItself, isNoted ? runners : null);
        reader.accept(new ClassRewriter(out, context, scan, owner, tests, spans, apart), 0);
        if (apart.addUneven(context.uneven)) {
          continue;
        }
        byte[] rewritten = file.withVersion(writer.toByteArray());
        SitesOfClass all = pass.end();
        if (isKept && all != null) {
          kept.add(name, type != null, classFile, new KeptClass(rewritten, all));
        }
        return rewritten;
      } catch (MethodTooLargeException e) {
        if (!apart.addTooLarge(e.getMethodName(), e.getDescriptor())) {
          throw e;
        }
      }
    }
  }

  /* All that rewriting leaves behind for a class of the boot loader are its sites. */
  private boolean restore(String className, Origin origin, KeptClass known) {
    SitesOfClass its = known.sites();
    return its == null || sites.owner(className, null, origin).restore(sites, its);
  }

  /* What stands in for an object in a test keeps nobody's contract. */
  private TypeContracts contracts(
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> type,
      ClassReader reader,
      boolean hidden) {
    if (loader == null || GeneratedNames.isStandIn(name)) {
      return TypeContracts.NONE;
    }
    return hidden ? contracts.ofHidden(loader, reader) : contracts.of(loader, name, reader, type);
  }

  private static Origin origin(
      @Nullable ClassLoader loader, String name, @Nullable ProtectionDomain domain) {
    if (loader == null
        || loader == ClassLoader.getPlatformClassLoader()
        || name.startsWith("jdk/")) {
      return Origin.JDK;
    }
    CodeSource source = domain == null ? null : domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null) {
      return Origin.LIBRARY;
    }
    if (location.getProtocol().equals("jrt")) { // tools of the JDK, such as its compiler
      return Origin.JDK;
    }
    if (OwnCode.isOfProof(name.replace('/', '.'))) {
      return Origin.USER;
    }
    String path = location.getPath();
    if ((isOwn(name) && !path.endsWith("/test-classes/")) || GeneratedNames.isStandIn(name)) {
      return Origin.LIBRARY;
    }
    return !path.endsWith(".jar") || BuiltJars.contain(path) ? Origin.USER : Origin.LIBRARY;
  }

  /* In its own build the tracker is a folder, as a user's code is. */
  private static boolean isOwn(String name) {
    return name.startsWith("io/trackmemory/tracker/")
        || name.startsWith("io/trackmemory/dsl/")
        || name.startsWith("io/trackmemory/report/")
        || name.startsWith("io/trackmemory/extension/");
  }
}
