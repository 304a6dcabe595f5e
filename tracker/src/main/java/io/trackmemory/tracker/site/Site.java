package io.trackmemory.tracker.site;

import io.trackmemory.tracker.AllocationSite;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * One instruction that allocates, or one type seen at an instruction whose type varies.
 *
 * <p>Immutable but for the size, which is worked out when first asked for.
 */
public final class Site {

  /** What an instruction makes. */
  public enum Kind {
    /** Objects of one class. */
    OBJECT,
    /** Arrays of one class. */
    ARRAY,
    /** Whatever the instruction gives; counted at sites derived from this one. */
    VARYING,
    /** Like {@link #VARYING}, unless the type has a method {@code clone} of its own. */
    CLONE,
    /** Like {@link #VARYING}, unless the superclass called has a method {@code clone}. */
    SUPER_CLONE,
    /**
     * Like {@link #VARYING}, unless it is a lambda object, which is counted where it is written.
     */
    INSTANCE,
    /** Nothing: it stands for a method. */
    METHOD
  }

  public final SiteOwner owner;
  final int id;
  final Kind kind;
  public final String method;
  final String descriptor;
  public final String typeName;
  public final int line;
  private final @Nullable WeakReference<Class<?>> type;
  private volatile int objectBytes;

  Site(
      SiteOwner owner,
      int id,
      Kind kind,
      String method,
      String descriptor,
      String typeName,
      int line,
      @Nullable Class<?> type) {
    this.owner = owner;
    this.id = id;
    this.kind = kind;
    this.method = method;
    this.descriptor = descriptor;
    this.typeName = typeName;
    this.line = line;
    this.type = type == null ? null : new WeakReference<>(type);
  }

  /** Number to pass to the hook. */
  public int id() {
    return id;
  }

  /** The line, as users see it. */
  public AllocationSite toAllocationSite() {
    return new AllocationSite(
        owner.className, TypeNames.method(method), owner.fileName(), line, owner.origin());
  }

  /** Whether it is in the code of a lambda object, such as that of a constructor reference. */
  public boolean isInLambda() {
    return TypeNames.isLambda(owner.className);
  }

  /** Shallow size of the objects made here; 0 for arrays, whose bytes are counted one by one. */
  public int objectBytes(ObjectSizes sizes) throws ClassNotFoundException {
    if (kind != Kind.OBJECT) {
      return 0;
    }
    int bytes = objectBytes;
    if (bytes == 0) {
      bytes = sizes.of(resolve());
      objectBytes = bytes;
    }
    return bytes;
  }

  private Class<?> resolve() throws ClassNotFoundException {
    if (type == null) {
      return owner.load(typeName);
    }
    Class<?> known = type.get();
    if (known == null) {
      throw new ClassNotFoundException(typeName);
    }
    return known;
  }
}
