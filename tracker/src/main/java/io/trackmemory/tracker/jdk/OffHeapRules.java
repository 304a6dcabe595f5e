package io.trackmemory.tracker.jdk;

import static io.trackmemory.tracker.jdk.JdkMember.method;
import static io.trackmemory.tracker.jdk.JdkMember.type;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where memory is taken off the heap and given back, and where files are opened and closed. {@code
 * jdk.internal.misc.Unsafe} itself is never rewritten: its callers are, of which {@code
 * sun.misc.Unsafe} is one.
 */
public final class OffHeapRules {

  /** What a call does. */
  public enum Call {
    /** Takes as many bytes as its argument says, and gives the address. */
    TAKE,
    /** Takes a stream of zlib, and gives the address. */
    TAKE_STREAM,
    /** Gives back what is at the address in its argument. */
    FREE,
    /** Takes as many bytes as its second argument says instead of what is at the first. */
    MOVE,
    /** Maps as many bytes as its last argument but one says, and gives the address. */
    MAP,
    /** Unmaps what is at the address in its last argument but one. */
    UNMAP,
    /** The file in the field {@code fd} is open. */
    OPEN
  }

  /** What a method does. */
  public enum Method {
    /** Wraps memory at the address in its first argument by {@code this}. */
    WRAP,
    /** Wraps mapped memory at the address in its second argument by {@code this}. */
    WRAP_MAPPED,
    /** Takes memory for the session in its local variable 4. */
    FOR_SESSION,
    /** Takes memory for {@code this}. */
    FOR_THIS,
    /** Makes a channel: file, path, ..., what opened it before. */
    OPEN_CHANNEL,
    /** Makes a socket in the field {@code fd} of {@code this}, closed with it by a cleaner. */
    OPEN_SOCKET,
    /** The same for the one in its first argument. */
    OPEN_ACCEPTED,
    /** Makes a socket in the field {@code fd} of {@code this}, which no cleaner closes. */
    OPEN_SOCKET_CHANNEL,
    /** Closes the file in its first argument. */
    CLOSE,
    /** Closes {@code this} file. */
    CLOSE_THIS
  }

  private static final String UNSAFE = "jdk/internal/misc/Unsafe";
  public static final String BUFFER = "java/nio/DirectByteBuffer";
  private static final String NIO = "sun/nio/ch/";

  private static final String FOREIGN = "jdk/internal/foreign/";

  private static final MemberTable<Call> CALLS =
      MemberTable.of(
          needed(Call.TAKE, UNSAFE + ".allocateMemory(J)J"),
          needed(Call.MOVE, UNSAFE + ".reallocateMemory(JJ)J"),
          needed(Call.FREE, UNSAFE + ".freeMemory(J)V"),
          needed(Call.TAKE_STREAM, "java/util/zip/Inflater.init(Z)J"),
          needed(Call.FREE, "java/util/zip/Inflater.end(J)V"),
          needed(Call.TAKE_STREAM, "java/util/zip/Deflater.init(IIZ)J"),
          needed(Call.FREE, "java/util/zip/Deflater.end(J)V"),
          // Called once a file is open, at the end of the constructors of its streams.
          needed(Call.OPEN, "java/io/FileCleanable.register(Ljava/io/FileDescriptor;)V"),
          // Of the channel on 17, of its dispatcher later; each system has its own.
          method(Call.MAP, NIO + "*.map0(*JJZ)J"),
          method(Call.UNMAP, NIO + "*.unmap0(*JJ)I"));

  private static final MemberTable<Method> METHODS =
      MemberTable.of(
          method(Method.WRAP, BUFFER + ".<init>(J*"),
          method(
                  Method.WRAP_MAPPED,
                  BUFFER + ".<init>(IJLjava/io/FileDescriptor;Ljava/lang/Runnable;*")
              .neededFor(Need.OFF_HEAP),
          // Bytes and alignment, then the session.
          method(Method.FOR_SESSION, FOREIGN + "*.makeNativeSegment(JJL*").until(21),
          method(Method.FOR_SESSION, FOREIGN + "*.allocateSegment(JJL" + FOREIGN + "*")
              .in(new JdkVersions(22, 24)),
          method(Method.FOR_SESSION, FOREIGN + "*.allocateNativeInternal(JJL" + FOREIGN + "*")
              .since(25),
          // Bytes, what unmaps them and whether to read only, then the session.
          method(
                  Method.FOR_SESSION,
                  FOREIGN
                      + "*.mapSegment(JLjdk/internal/access/foreign/UnmapperProxy;ZL"
                      + FOREIGN
                      + "*")
              .since(22),
          needed(
              Method.OPEN_CHANNEL,
              NIO + "FileChannelImpl.<init>(Ljava/io/FileDescriptor;Ljava/lang/String;Z*"),
          needed(Method.OPEN_SOCKET, NIO + "DatagramChannelImpl.<init>"),
          needed(Method.OPEN_SOCKET_CHANNEL, NIO + "SocketChannelImpl.<init>"),
          needed(Method.OPEN_SOCKET_CHANNEL, NIO + "ServerSocketChannelImpl.<init>"),
          needed(Method.OPEN_SOCKET, NIO + "NioSocketImpl.create(Z)V"),
          needed(Method.OPEN_ACCEPTED, NIO + "NioSocketImpl.accept(Ljava/net/SocketImpl;)V"),
          method(Method.FOR_THIS, NIO + "EPollSelectorImpl.<init>").on(Platform.LINUX),
          method(Method.CLOSE, NIO + "*Dispatcher*.close(Ljava/io/FileDescriptor;)V")
              .neededFor(Need.OFF_HEAP, NIO + "NativeDispatcher"),
          needed(Method.CLOSE_THIS, "java/io/FileDescriptor.close()V"));

  /* Classes that the rules name, but for those of channels, and that other classes mention. */
  private static final List<JdkMember<Boolean>> OWNERS =
      List.of(
          type(true, UNSAFE),
          type(true, BUFFER),
          type(true, "java/util/zip/Inflater"),
          type(true, "java/util/zip/Deflater"),
          type(true, "java/io/FileCleanable"),
          type(true, "java/io/FileDescriptor"),
          type(true, FOREIGN + "SegmentFactories").since(22));

  /* Classes that tell what their memory is for. */
  private static final List<JdkMember<Boolean>> TAKERS =
      List.of(
          type(true, "sun/misc/Unsafe"),
          type(true, "sun/nio/fs/*"),
          type(true, NIO + "Util"),
          type(true, NIO + "NativeObject"),
          type(true, NIO + "AllocatedNativeObject"));

  private static final Set<String> OWNER_NAMES = names(OWNERS);

  private OffHeapRules() {}

  private static <T> JdkMember<T> needed(T use, String method) {
    return method(use, method).neededFor(Need.OFF_HEAP);
  }

  private static Set<String> names(List<JdkMember<Boolean>> types) {
    Set<String> names = new HashSet<>();
    for (JdkMember<Boolean> type : types) {
      names.add(type.owner());
    }
    return names;
  }

  /** The tables. */
  public static List<MemberTable<?>> tables() {
    return List.of(CALLS, METHODS);
  }

  /** The classes that are named as such. */
  public static List<JdkMember<Boolean>> types() {
    List<JdkMember<Boolean>> types = new ArrayList<>(OWNERS);
    types.addAll(TAKERS);
    return types;
  }

  /** Whether a class is of the JDK, whose code alone takes memory. */
  public static boolean mayConcern(String className) {
    return className.startsWith("java/")
        || className.startsWith("jdk/")
        || className.startsWith("sun/");
  }

  /** Whether a class has methods that take memory, or open files. */
  public static boolean isOwner(String className) {
    return OWNER_NAMES.contains(className) || className.startsWith(NIO);
  }

  /** Whether calls of methods of that name may be rewritten; most may not. */
  public static boolean isNamed(String name) {
    return CALLS.hasName(name);
  }

  public static @Nullable Call call(String owner, String name, String descriptor) {
    return isNamed(name) ? CALLS.of(owner, name, descriptor) : null;
  }

  /** What a method does beside its calls; null for most. */
  public static @Nullable Method ofMethod(String owner, String name, String descriptor) {
    return METHODS.of(owner, name, descriptor);
  }

  /**
   * Whether the JDK takes for itself what is taken in a class: temporary buffers for paths and for
   * arrays that are read and written, some for each thread.
   */
  public static boolean isForItself(String owner) {
    return owner.startsWith("sun/nio/fs/")
        || owner.equals(NIO + "Util")
        || owner.equals(NIO + "NativeObject")
        || owner.equals(NIO + "AllocatedNativeObject");
  }

  /** Whether what is taken in a class are segments of foreign memory. */
  public static boolean isForSegments(String owner) {
    return owner.startsWith(FOREIGN);
  }

  /** Whether what the constructors of a class take is used through {@code this}. */
  public static boolean isUsedByThis(String owner, String method) {
    return method.equals("<init>") && (owner.equals(BUFFER) || owner.startsWith("java/util/zip/"));
  }
}
