package io.trackmemory.tracker.jdk;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where memory is taken off the heap and given back, and where files and directories are opened and
 * closed. {@code jdk.internal.misc.Unsafe} itself is never rewritten: its callers are, of which
 * {@code sun.misc.Unsafe} is one.
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
    /**
     * Opens the directory in its first argument, which {@code this} reads; no cleaner closes it.
     */
    OPEN_DIRECTORY,
    /** Closes the file in its first argument. */
    CLOSE,
    /** Closes {@code this} file, or stream of a directory. */
    CLOSE_THIS
  }

  public static final String BUFFER = "java/nio/DirectByteBuffer";
  private static final String NIO = "sun/nio/ch/";

  private static final String FOREIGN = "jdk/internal/foreign/";

  public static final MemberTable<Call> CALLS =
      MemberTable.of(
          Call.class,
          """
          TAKE: jdk/internal/misc/Unsafe.allocateMemory(J)J neededFor OFF_HEAP
          MOVE: jdk/internal/misc/Unsafe.reallocateMemory(JJ)J neededFor OFF_HEAP
          FREE: jdk/internal/misc/Unsafe.freeMemory(J)V neededFor OFF_HEAP
          TAKE_STREAM: java/util/zip/Inflater.init(Z)J neededFor OFF_HEAP
          FREE: java/util/zip/Inflater.end(J)V neededFor OFF_HEAP
          TAKE_STREAM: java/util/zip/Deflater.init(IIZ)J neededFor OFF_HEAP
          FREE: java/util/zip/Deflater.end(J)V neededFor OFF_HEAP
          # Called once a file is open, at the end of the constructors of its streams.
          OPEN: java/io/FileCleanable.register(Ljava/io/FileDescriptor;)V neededFor OFF_HEAP
          # Of the channel on 17, of its dispatcher later; each system has its own.
          MAP: sun/nio/ch/*.map0(*JJZ)J
          UNMAP: sun/nio/ch/*.unmap0(*JJ)I
          """);

  /** What a method does beside its calls. */
  public static final MemberTable<Method> METHODS =
      MemberTable.of(
          Method.class,
          """
          WRAP: java/nio/DirectByteBuffer.<init>(J*
          WRAP_MAPPED: java/nio/DirectByteBuffer.<init>(IJLjava/io/FileDescriptor;Ljava/lang/Runnable;* neededFor OFF_HEAP
          # Bytes and alignment, then the session.
          FOR_SESSION: jdk/internal/foreign/*.makeNativeSegment(JJL* until 21
          FOR_SESSION: jdk/internal/foreign/*.allocateSegment(JJLjdk/internal/foreign/* since 22 until 24
          FOR_SESSION: jdk/internal/foreign/*.allocateNativeInternal(JJLjdk/internal/foreign/* since 25
          # Bytes, what unmaps them and whether to read only, then the session.
          FOR_SESSION: jdk/internal/foreign/*.mapSegment(JLjdk/internal/access/foreign/UnmapperProxy;ZLjdk/internal/foreign/* since 22
          OPEN_CHANNEL: sun/nio/ch/FileChannelImpl.<init>(Ljava/io/FileDescriptor;Ljava/lang/String;Z* neededFor OFF_HEAP
          OPEN_SOCKET: sun/nio/ch/DatagramChannelImpl.<init> neededFor OFF_HEAP
          OPEN_SOCKET_CHANNEL: sun/nio/ch/SocketChannelImpl.<init> neededFor OFF_HEAP
          OPEN_SOCKET_CHANNEL: sun/nio/ch/ServerSocketChannelImpl.<init> neededFor OFF_HEAP
          OPEN_SOCKET: sun/nio/ch/NioSocketImpl.create(Z)V neededFor OFF_HEAP
          OPEN_ACCEPTED: sun/nio/ch/NioSocketImpl.accept(Ljava/net/SocketImpl;)V neededFor OFF_HEAP
          FOR_THIS: sun/nio/ch/EPollSelectorImpl.<init> on LINUX
          CLOSE: sun/nio/ch/*Dispatcher*.close(Ljava/io/FileDescriptor;)V neededFor OFF_HEAP in sun/nio/ch/NativeDispatcher
          CLOSE_THIS: java/io/FileDescriptor.close()V neededFor OFF_HEAP
          # A secure stream has a plain one.
          OPEN_DIRECTORY: sun/nio/fs/UnixDirectoryStream.<init>(Lsun/nio/fs/UnixPath;* on UNIX
          CLOSE_THIS: sun/nio/fs/UnixDirectoryStream.closeImpl()Z on UNIX
          OPEN_DIRECTORY: sun/nio/fs/WindowsDirectoryStream.<init>(Lsun/nio/fs/WindowsPath;* on WINDOWS
          CLOSE_THIS: sun/nio/fs/WindowsDirectoryStream.close()V on WINDOWS
          """);

  /* Classes that the rules name, but for those of channels, and that other classes mention. */
  static final List<JdkMember<String>> OWNERS =
      JdkMember.read(
          """
          jdk/internal/misc/Unsafe
          java/nio/DirectByteBuffer
          java/util/zip/Inflater
          java/util/zip/Deflater
          java/io/FileCleanable
          java/io/FileDescriptor
          sun/nio/fs/UnixDirectoryStream on UNIX
          sun/nio/fs/WindowsDirectoryStream on WINDOWS
          jdk/internal/foreign/SegmentFactories since 22
          """);

  /* Classes that tell what their memory is for. */
  static final List<JdkMember<String>> TAKERS =
      JdkMember.read(
          """
          sun/misc/Unsafe
          sun/nio/fs/*
          sun/nio/ch/Util
          sun/nio/ch/NativeObject
          sun/nio/ch/AllocatedNativeObject
          """);

  private static final Set<String> OWNER_NAMES = names(OWNERS);

  private OffHeapRules() {}

  private static Set<String> names(List<JdkMember<String>> types) {
    Set<String> names = new HashSet<>();
    for (JdkMember<String> type : types) {
      names.add(type.owner());
    }
    return names;
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
