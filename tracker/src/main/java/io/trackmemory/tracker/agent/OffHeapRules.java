package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.hook.NativeBlock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where memory is taken off the heap and given back, and where files are opened and closed. {@code
 * jdk.internal.misc.Unsafe} itself is never rewritten: its callers are, of which {@code
 * sun.misc.Unsafe} is one.
 */
final class OffHeapRules {

  /** What a call does. */
  enum Call {
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
  enum Method {
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
  private static final String BUFFER = "java/nio/DirectByteBuffer";
  private static final String NIO = "sun/nio/ch/";
  private static final String SESSION_METHODS = "jdk/internal/foreign/";

  private static final Map<String, Call> CALLS =
      Map.ofEntries(
          Map.entry(UNSAFE + ".allocateMemory(J)J", Call.TAKE),
          Map.entry(UNSAFE + ".reallocateMemory(JJ)J", Call.MOVE),
          Map.entry(UNSAFE + ".freeMemory(J)V", Call.FREE),
          Map.entry("java/util/zip/Inflater.init(Z)J", Call.TAKE_STREAM),
          Map.entry("java/util/zip/Inflater.end(J)V", Call.FREE),
          Map.entry("java/util/zip/Deflater.init(IIZ)J", Call.TAKE_STREAM),
          Map.entry("java/util/zip/Deflater.end(J)V", Call.FREE),
          // Called once a file is open, at the end of the constructors of its streams.
          Map.entry("java/io/FileCleanable.register(Ljava/io/FileDescriptor;)V", Call.OPEN));

  /* Classes that the rules name, but for those of channels. */
  private static final Set<String> OWNERS =
      Set.of(
          UNSAFE,
          BUFFER,
          "java/util/zip/Inflater",
          "java/util/zip/Deflater",
          "java/io/FileCleanable",
          "java/io/FileDescriptor",
          "jdk/internal/foreign/SegmentFactories");

  /* Names of all methods that are named here. */
  private static final Set<String> NAMES =
      Set.of(
          "allocateMemory",
          "reallocateMemory",
          "freeMemory",
          "init",
          "end",
          "register",
          "map0",
          "unmap0");

  private OffHeapRules() {}

  /** Whether a class is of the JDK, whose code alone takes memory. */
  static boolean mayConcern(String className) {
    return className.startsWith("java/")
        || className.startsWith("jdk/")
        || className.startsWith("sun/");
  }

  /** Whether a class has methods that take memory, or open files. */
  static boolean isOwner(String className) {
    return OWNERS.contains(className) || className.startsWith(NIO);
  }

  /** Whether calls of methods of that name may be rewritten; most may not. */
  static boolean isNamed(String name) {
    return NAMES.contains(name);
  }

  static @Nullable Call call(String owner, String name, String descriptor) {
    if (!isNamed(name)) {
      return null;
    }
    if (owner.startsWith(NIO)) {
      return mapping(name, descriptor);
    }
    return CALLS.get(owner + "." + name + descriptor);
  }

  private static @Nullable Call mapping(String name, String descriptor) {
    if (name.equals("map0") && descriptor.endsWith("JJZ)J")) {
      return Call.MAP;
    }
    return name.equals("unmap0") && descriptor.endsWith("JJ)I") ? Call.UNMAP : null;
  }

  /** What a method does beside its calls; null for most. */
  static @Nullable Method method(String owner, String name, String descriptor) {
    if (owner.equals(BUFFER)) {
      return name.equals("<init>") ? constructor(descriptor) : null;
    }
    if (owner.startsWith(NIO)) {
      return ofChannels(owner.substring(NIO.length()), name, descriptor);
    }
    if (owner.startsWith(SESSION_METHODS)) {
      return takesForSession(name, descriptor) ? Method.FOR_SESSION : null;
    }
    boolean closes = owner.equals("java/io/FileDescriptor") && name.equals("close");
    return closes && descriptor.equals("()V") ? Method.CLOSE_THIS : null;
  }

  private static @Nullable Method constructor(String descriptor) {
    if (descriptor.startsWith("(J")) {
      return Method.WRAP;
    }
    return descriptor.startsWith("(IJLjava/io/FileDescriptor;Ljava/lang/Runnable;")
        ? Method.WRAP_MAPPED
        : null;
  }

  /* Bytes and alignment, or bytes, what unmaps them and whether to read only; then the session. */
  private static boolean takesForSession(String name, String descriptor) {
    return switch (name) {
      case "allocateNativeInternal", "makeNativeSegment" ->
          descriptor.startsWith("(JJLjdk/internal/foreign/");
      case "mapSegment" ->
          descriptor.startsWith(
              "(JLjdk/internal/access/foreign/UnmapperProxy;ZLjdk/internal/foreign/");
      default -> false;
    };
  }

  private static @Nullable Method ofChannels(String owner, String name, String descriptor) {
    if (name.equals("close") && descriptor.equals("(Ljava/io/FileDescriptor;)V")) {
      return owner.contains("Dispatcher") ? Method.CLOSE : null;
    }
    if (owner.equals("NioSocketImpl")) {
      return ofSocket(name + descriptor);
    }
    if (!name.equals("<init>")) {
      return null;
    }
    return switch (owner) {
      case "FileChannelImpl" ->
          descriptor.startsWith("(Ljava/io/FileDescriptor;Ljava/lang/String;Z")
              ? Method.OPEN_CHANNEL
              : null;
      case "DatagramChannelImpl" -> Method.OPEN_SOCKET;
      case "SocketChannelImpl", "ServerSocketChannelImpl" -> Method.OPEN_SOCKET_CHANNEL;
      case "EPollSelectorImpl" -> Method.FOR_THIS;
      default -> null;
    };
  }

  private static @Nullable Method ofSocket(String method) {
    return switch (method) {
      case "create(Z)V" -> Method.OPEN_SOCKET;
      case "accept(Ljava/net/SocketImpl;)V" -> Method.OPEN_ACCEPTED;
      default -> null;
    };
  }

  /** What kind of memory the calls in a class take. */
  static int kind(String owner) {
    return switch (owner) {
      case BUFFER -> NativeBlock.DIRECT;
      case "sun/misc/Unsafe" -> NativeBlock.UNSAFE;
      case "java/util/zip/Inflater" -> NativeBlock.INFLATER;
      case "java/util/zip/Deflater" -> NativeBlock.DEFLATER;
      default -> kindOfOther(owner);
    };
  }

  private static int kindOfOther(String owner) {
    if (owner.startsWith("jdk/internal/foreign/")) {
      return NativeBlock.SEGMENT;
    }
    return isForItself(owner) ? NativeBlock.JDK : NativeBlock.OTHER;
  }

  /* Temporary buffers for paths and for arrays that are read and written, some for each thread. */
  private static boolean isForItself(String owner) {
    return owner.startsWith("sun/nio/fs/")
        || owner.equals(NIO + "Util")
        || owner.equals(NIO + "NativeObject")
        || owner.equals(NIO + "AllocatedNativeObject");
  }

  /** Whether what the constructors of a class take is used through {@code this}. */
  static boolean isUsedByThis(String owner, String method) {
    return method.equals("<init>") && (owner.equals(BUFFER) || owner.startsWith("java/util/zip/"));
  }
}
